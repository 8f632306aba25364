import Checking
import DataFormats
import ProgramGraph
import ProjectFacts
import SourceText

/// What runs TypeScript's checker in a project, as far as scripts, hooks, workflows and settings say.
///
/// Whatever names a checker counts as running it, so that a project is said to check nothing only where nothing hints at it.
struct TypeChecks: ProgramKnowledge {
  /// A checker whose complaints are thrown away, and where that is written.
  struct Ignored {
    let file: String
    let span: Span
    /// "tsc || true", "ignoreBuildErrors".
    let text: String
  }

  /// Whether anything checks, and its complaints count.
  private(set) var isPresent = false
  private(set) var ignored: [Ignored] = []

  /// Words that name something that checks types. Sources: the documentation of the tools, 2026.
  private static let checkers: [String] = [
    "tsc", "vue-tsc", "tsc-watch", "ttsc", "tspc", "tsgo", "svelte-check", "astro check", "nest build", "nest start",
    "ng build", "ng serve", "fork-ts-checker-webpack-plugin", "vite-plugin-checker", "ts-loader",
    "rollup-plugin-typescript2", "@rollup/plugin-typescript", "gulp-typescript", "tsdx", "ts-jest", "nuxi typecheck",
    "nuxt typecheck", "deno check", "deno test", "ng-packagr", "heft", "@nx/js", "@nrwl/js", "@nx/node", "@nrwl/node",
    "node ace", "strapi", "medusa", "react-scripts", "encore", "tsd", "--typecheck", "typecheck", "type-check", "--dts",
    "vite-plugin-dts", "rollup-plugin-dts", "api-extractor", "microbundle", "preconstruct", "bunchee", "pkgroll",
    "tsdown", "unbuild", "redwood", "keystone", "serverless-plugin-typescript", "typedoc", "checkTypes", "check-types",
    "ts-check", "check:types", "types:check", "tsc:check", "@nestjs/cli", "zshy", "obuild", "rslib", "father",
    "ice-scripts", "midway-bin", "egg-bin", "blitz", "feathers", "tsp", "expo",
  ]

  /// What swallows a failing exit code.
  private static let swallowing = ["|| true", "||true", "|| exit 0", "; exit 0", "|| echo", "|| :", "; true"]

  init(_ program: Program, _ project: Project) {
    let hasIgnoringBuild = readBuilds(project)
    for manifest in project.manifests { read(manifest, nextBuildChecks: !hasIgnoringBuild) }
    if isPresent { return }
    isPresent = project.inventory.files.contains { file in
      // A lockfile names what is installed, not what is run.
      guard !file.isVendored, file.kind != .lockfile, Self.mayRunCommands(file, program),
        case .success(let bytes) = project.files.bytes(of: file.path, limit: 1 << 20)
      else { return false }
      return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
        !line.drop { " \t".contains($0) }.hasPrefix("#") && Self.namesChecker(line, nextBuildChecks: !hasIgnoringBuild)
      }
    }
  }

  private mutating func read(_ manifest: PackageManifest, nextBuildChecks: Bool) {
    for script in manifest.scripts {
      if !Self.namesChecker(Substring(script.command), nextBuildChecks: nextBuildChecks) {
        isPresent = isPresent || Self.runsCheckingNode(script.command)
        continue
      }
      if let text = Self.swallowed(in: script.command) {
        ignored.append(Ignored(file: manifest.path, span: script.commandSpan, text: text))
      } else {
        isPresent = true
      }
    }
    for member in manifest.root.members where member.key != "scripts" {
      isPresent = isPresent || Self.namesChecker(Substring(member.value.rawText), nextBuildChecks: false)
    }
  }

  /// "tsc -p . || true": the checker with what throws its verdict away; nil where it counts.
  private static func swallowed(in command: String) -> String? {
    guard let place = word("tsc", in: Substring(command)) else { return nil }
    let rest = command[place...]
    let end = rest.range(of: "&&")?.lowerBound ?? rest.endIndex
    return swallowing.contains { rest[..<end].holds($0) } ? String(rest[..<end]) : nil
  }

  /// `ts-node` checks what it runs, unless it is told not to.
  private static func runsCheckingNode(_ command: String) -> Bool {
    let runs =
      ["ts-node", "ts-node-dev", "ts-node-esm", "tsnd"].contains { word($0, in: Substring(command)) != nil }
      || command.holds("ts-node/")
      || (word("nodemon", in: Substring(command)) != nil && command.holds(".ts") && !command.holds("tsx"))
    return runs && !TranspilingTool.isTold(command)
  }

  static func namesChecker(_ text: Substring, nextBuildChecks: Bool) -> Bool {
    checkers.contains { word($0, in: text) != nil }
      || nextBuildChecks && (word("next build", in: text) != nil)
  }

  /// Where a word stands that is no part of a longer one: "tsc" in "npx tsc -w", not in "tsc-alias".
  static func word(_ word: String, in text: Substring) -> String.Index? {
    var start = text.startIndex
    while let range = text[start...].range(of: word) {
      let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
      let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
      let isPart = { (character: Character?) in
        character.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ?? false
      }
      if !isPart(before) && !isPart(after) { return range.lowerBound }
      start = range.upperBound
    }
    return nil
  }

  // MARK: Settings

  /// Whether a build of Next.js is told to ignore what the checker says.
  private mutating func readBuilds(_ project: Project) -> Bool {
    for file in project.inventory.files where !file.isVendored && file.name.hasPrefix("next.config.") {
      guard case .success(let bytes) = project.files.bytes(of: file.path, limit: 1 << 20) else { continue }
      var offset = 0
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        defer { offset += line.count + 1 }
        let text = String(decoding: line, as: UTF8.self)
        guard let place = text.range(of: "ignoreBuildErrors"), !text[..<place.lowerBound].holds("//"),
          !text[..<place.lowerBound].holds("*"),
          text[place.upperBound...].drop(while: { ": \t\"'".contains($0) }).hasPrefix("true")
        else { continue }
        let start = offset + text[..<place.lowerBound].utf8.count
        ignored.append(
          Ignored(file: file.path, span: Span(start, start + "ignoreBuildErrors".utf8.count), text: "ignoreBuildErrors")
        )
        return true
      }
    }
    return false
  }

  private static let commandFiles: Set<String> = [
    "Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", "Taskfile.yml", "Taskfile.yaml", "Jenkinsfile",
    "lefthook.yml", ".lefthook.yml", ".pre-commit-config.yaml", "turbo.json", "nx.json", "project.json",
    "workspace.json",
    ".lintstagedrc", ".lintstagedrc.json", "lerna.json", "nodemon.json", "Procfile", "deno.json", "wireit.json",
    ".swcrc", "nest-cli.json", "angular.json", "rush.json", ".huskyrc", ".huskyrc.json", "nodemon.js",
  ]

  /// Whether a file may hold commands, or be one: hooks, workflows, images, scripts, the configuration of tools.
  private static func mayRunCommands(_ file: InventoryFile, _ program: Program) -> Bool {
    if commandFiles.contains(file.name) || file.name.lowercased().holds("dockerfile") { return true }
    if file.path.hasPrefix(".husky/") || file.path.holds("/.husky/") || file.path.holds("githooks/") {
      return true
    }
    if [".yml", ".yaml", ".sh", ".mk", ".ps1", ".cmd", ".toml"].contains(where: { file.name.hasSuffix($0) }) {
      return true
    }
    guard file.kind == .source, let index = program.index(of: file.path) else { return file.kind == .source }
    switch program.role(of: index).role {
    case .build, .script: return true
    case .generated, .vendored, .test, .migration, .worker, .frontend, .declaration, .server, .shared, .library:
      return false
    }
  }
}

/// A tool that runs or builds TypeScript by leaving the types out, and checks none of them.
enum TranspilingTool {
  /// Sources: the documentation of the tools, 2026.
  private static let names = [
    "tsx", "esbuild", "babel", "babel-node", "swc", "sucrase", "esno", "vite-node", "tsup", "jiti",
    "@swc-node/register",
    "esbuild-register", "@babel/node", "esm-node", "tsimp", "backpack", "ncc", "sucrase-node",
  ]

  /// The tool that a script runs or builds the code with; nil where it is none of these.
  static func named(in command: String) -> String? {
    let text = Substring(command)
    if let name = names.first(where: { TypeChecks.word($0, in: text) != nil }) { return name }
    if ["ts-node", "ts-node-dev", "tsnd"].contains(where: { TypeChecks.word($0, in: text) != nil }), isTold(command) {
      return "ts-node without checking"
    }
    let runsSource = command.parts(between: " ").contains { [".ts", ".mts", ".cts"].contains(where: $0.hasSuffix) }
    if runsSource, TypeChecks.word("bun", in: text) != nil { return "bun" }
    if runsSource || command.holds("strip-types"), TypeChecks.word("node", in: text) != nil { return "node" }
    return nil
  }

  /// Whether `ts-node` is told to leave checking out.
  static func isTold(_ command: String) -> Bool {
    ["--transpile-only", "--transpileOnly", "--transpile", " -T ", "--swc", "--files false", "TRANSPILE_ONLY", "-T "]
      .contains { command.holds($0) } || command.holds("/transpile-only")
  }
}

extension StringProtocol {
  /// The first place of a text in this one. The standard library without Foundation has none for texts.
  fileprivate func range(of text: String) -> Range<Index>? {
    guard let first = text.utf8.first else { return nil }
    var start = startIndex
    while let place = utf8[start...].firstIndex(of: first) {
      if utf8[place...].starts(with: text.utf8) { return place..<utf8.index(place, offsetBy: text.utf8.count) }
      start = utf8.index(after: place)
    }
    return nil
  }
}
