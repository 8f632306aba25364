/// What a file is to the audit, decided by its name, or where that has no ending by its first line.
package enum FileKind: UInt8, Sendable {
  case source, manifest, lockfile, environment, configuration, other
}

/// The endings of JavaScript and TypeScript files.
package enum SourceExtension: String, Sendable, CaseIterable {
  case js, jsx, mjs, cjs, ts, tsx, mts, cts

  package var isTypeScript: Bool {
    switch self {
    case .ts, .tsx, .mts, .cts: true
    case .js, .jsx, .mjs, .cjs: false
    }
  }
}

extension FileKind {
  /// The kind of a file with this name, and its ending where that is a source file's.
  static func classify(_ name: String) -> (kind: FileKind, source: SourceExtension?) {
    if let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
      name.utf8.distance(from: dot, to: name.utf8.endIndex) <= 4,
      let source = SourceExtension(rawValue: String(name[name.utf8.index(after: dot)...]))
    {
      // Yarn's resolver file stands for a lockfile; its companion loader is no code of the project either.
      if name == ".pnp.cjs" || name == ".pnp.js" { return (.lockfile, nil) }
      return (.source, source)
    }
    if name == "package.json" { return (.manifest, nil) }
    if LockfileName(rawValue: name) != nil { return (.lockfile, nil) }
    if isEnvironmentFile(name) { return (.environment, nil) }
    return (isConfiguration(name) ? .configuration : .other, nil)
  }

  /// The same of a file that may be a program without an ending, as `bin/www`.
  ///
  /// - Parameter beginning: its first bytes; asked for only where the name leaves it open.
  static func classify(
    _ name: String, beginning: () -> some Collection<UInt8>
  ) -> (kind: FileKind, source: SourceExtension?) {
    let named = classify(name)
    guard named.kind == .other, !name.utf8.contains(UInt8(ascii: ".")), runsInNode(beginning()) else { return named }
    return (.source, .js)
  }

  /// How much of a file is looked at for that.
  static let beginningSize = 64

  /// `#!/usr/bin/env node`, `#!/usr/local/bin/node --harmony`
  private static func runsInNode(_ beginning: some Collection<UInt8>) -> Bool {
    guard beginning.starts(with: "#!".utf8) else { return false }
    let line = beginning.prefix(beginningSize).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return line.dropFirst(2).split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .contains { $0.elementsEqual("node".utf8) || $0.elementsEqual("nodejs".utf8) }
  }

  /// `Dockerfile`, `Dockerfile.prod`, `Dockerfile-production`, `api.Dockerfile`, `Containerfile`.
  package static func isDockerfile(_ name: String) -> Bool {
    let lower = name.lowercased()
    if lower == "dockerfile" || lower == "containerfile" || lower.hasSuffix(".dockerfile") { return true }
    guard ["dockerfile.", "dockerfile-", "dockerfile_"].contains(where: { lower.hasPrefix($0) }) else { return false }
    return ![
      ".dockerignore", ".md", ".sh", ".js", ".ts", ".txt",
      // Templates: something else is built of them.
      ".ejs", ".hbs", ".tmpl", ".tpl", ".j2", ".njk", ".mustache",
    ].contains { lower.hasSuffix($0) }
  }

  /// `.env`, `.env.production`, `staging.env`.
  private static func isEnvironmentFile(_ name: String) -> Bool {
    guard name.hasSuffix(".env") || name.hasPrefix(".env.") else { return false }
    return true
  }

  private static let configurationNames: Set<String> = [
    "pnpm-workspace.yaml", "lerna.json", "nx.json", "turbo.json", "rush.json", "bunfig.toml", "deno.json", "deno.jsonc",
    ".npmrc", ".yarnrc", ".yarnrc.yml", "nodevet.json", "Dockerfile", "Procfile", "serverless.yml", "vercel.json",
    ".gitignore", ".dockerignore", ".npmignore",
  ]

  private static func isConfiguration(_ name: String) -> Bool {
    if configurationNames.contains(name) { return true }
    return name.hasSuffix(".json") && (name.hasPrefix("tsconfig") || name.hasPrefix("jsconfig"))
      || name.hasPrefix("Dockerfile.")
  }
}

/// The file names under which package managers keep what they resolved.
package enum LockfileName: String, Sendable, CaseIterable {
  case packageLock = "package-lock.json"
  case shrinkwrap = "npm-shrinkwrap.json"
  case yarn = "yarn.lock"
  case pnpm = "pnpm-lock.yaml"
  case bun = "bun.lock"
  case bunBinary = "bun.lockb"
  case deno = "deno.lock"
  case plugAndPlay = ".pnp.cjs"

  package var manager: PackageManager {
    switch self {
    case .packageLock, .shrinkwrap: .npm
    case .yarn, .plugAndPlay: .yarn
    case .pnpm: .pnpm
    case .bun, .bunBinary: .bun
    case .deno: .deno
    }
  }
}

package enum PackageManager: String, Sendable, CaseIterable {
  case npm, yarn, pnpm, bun, deno
}
