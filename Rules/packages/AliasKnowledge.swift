import DataFormats
import ProgramGraph
import ProjectFacts
import SourceText

/// Names that bundlers, compilers and loaders of a project replace by files, as far as their settings can be read without
/// running them. Where a name may be one of those, nobody can say that a package is missing.
struct AliasKnowledge {
  private let project: Project
  /// Texts of settings files that replace names, by folder.
  private let settings: [(directory: String, text: [UInt8])]
  /// The same names are asked for from many files.
  private let named = Named()
  private let importMaps: [String]
  /// Texts of schemas that code is generated from, which may go into `node_modules` under a name of its own.
  private let schemas: [String]

  private final class Named {
    var folders: [String: [String]] = [:]
    /// By folder and specifier.
    var leads: [String: Bool] = [:]
  }

  init(_ project: Project) {
    self.project = project
    var settings: [(String, [UInt8])] = []
    for file in project.inventory.files where !file.isVendored && Self.mayReplaceNames(file.name) {
      guard case .success(let whole) = project.files.bytes(of: file.path, limit: 1 << 20) else { continue }
      let bytes = file.name == "package.json" ? Self.withoutDependencies(file.path, project) ?? whole : whole
      let text = String(decoding: bytes, as: UTF8.self)
      let words = file.name == "package.json" ? Self.wordsInManifests : Self.words
      guard words.contains(where: { text.holds($0) }) else { continue }
      settings.append((RelativePath.directory(of: file.path), bytes))
    }
    self.settings = settings
    schemas = project.inventory.files.filter { $0.name.hasSuffix(".prisma") && !$0.isVendored }.compactMap { file in
      guard case .success(let bytes) = project.files.bytes(of: file.path, limit: 1 << 20) else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      return text.holds("output") ? text : nil
    }
    importMaps = project.inventory.files.filter { ["deno.json", "deno.jsonc", "import_map.json"].contains($0.name) }
      .map { RelativePath.directory(of: $0.path) }
  }

  /// The manifest but for what it depends on and runs: those names stand for packages. Nil where it could not be read.
  private static func withoutDependencies(_ path: String, _ project: Project) -> [UInt8]? {
    guard let manifest = project.manifest(inDirectory: RelativePath.directory(of: path)) else { return nil }
    let lists = Set(
      DependencySection.allCases.map(\.rawValue) + ["name", "scripts", "resolutions", "overrides", "keywords"])
    return manifest.root.members.filter { !lists.contains($0.key) }.flatMap { member in
      Array("\(member.key) ".utf8)
        + manifest.document.bytes[Int(member.value.span.start)..<Int(member.value.span.end)]
    }
  }

  /// Whether the specifier may lead to a file of the project.
  func explain(_ specifier: String, above path: String) -> Bool {
    if importMaps.contains(where: { RelativePath.isInside(path, $0) }) { return true }
    let first = String(specifier.prefix { $0 != "/" })
    // `"@nestjs/common"` says nothing of `@nestjs/passport`.
    let second = first.hasPrefix("@") ? specifier.dropFirst(first.count + 1).prefix { $0 != "/" } : ""
    // `output = "../node_modules/@prisma/mongo-client"`
    let output = "node_modules/\(first)\(second.isEmpty ? "" : "/\(second)")\""
    if schemas.contains(where: { $0.holds(output) }) { return true }
    var directory = RelativePath.directory(of: path)
    while true {
      let place = "\(directory)\0\(specifier)"
      let leads = named.leads[place] ?? leadsToFile(specifier, first, in: directory)
      named.leads[place] = leads
      if leads { return true }
      for folder in folders(naming: first, String(second))
      where folder == directory || RelativePath.directory(of: folder) == directory { return true }
      if directory.isEmpty { return false }
      directory = RelativePath.directory(of: directory)
    }
  }

  /// The folders of settings that name something that begins so.
  private func folders(naming first: String, _ second: String) -> [String] {
    let name = "\(first)/\(second)"
    if let known = named.folders[name] { return known }
    let spellings = ["\"\(first)", "'\(first)", "^\(first)", " \(first):"].map { Array($0.utf8) }
    let rest = Array(second.utf8)
    let found = settings.filter { _, text in spellings.contains { Self.contains(text, $0, before: rest) } }
      .map(\.directory)
    named.folders[name] = found
    return found
  }

  /// Whether the text has the part and nothing that makes it the name of another package behind it: `@nestjs/*` and
  /// `@nestjs/passport` are meant, `@nestjs/common` is not.
  private static func contains(_ text: [UInt8], _ part: [UInt8], before rest: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      var index = 0
      while let start = text.firstIndex(ofRun: part, from: index) {
        let end = start + part.count
        guard !rest.isEmpty, end + 1 < text.count, text[end] == UInt8(ascii: "/"), isLetter(text[end + 1]) else {
          return true
        }
        if text[(end + 1)...].starts(with: rest) { return true }
        index = start + 1
      }
      return false
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  /// `config/db` where a folder `config` stands beside or below: `NODE_PATH`, `modulePaths`, `app-module-path` and bundlers
  /// resolve that.
  private func leadsToFile(_ specifier: String, _ first: String, in directory: String) -> Bool {
    if specifier.hasPrefix("@") { return false }
    return ["", "src", "app", "lib", "server", "source", "modules"].contains { base in
      let folder = base.isEmpty ? directory : RelativePath.join(directory, base)
      if specifier.holds("/"), project.inventory.isDirectory(RelativePath.join(folder, first)) { return true }
      let place = RelativePath.join(folder, specifier)
      return ["", ".js", ".ts", ".mjs", ".cjs", ".json", "/index.js", "/index.ts"].contains {
        project.inventory.exists(place + $0)
      }
    }
  }

  private static let words = [
    "alias", "moduleNameMapper", "module-resolver", "_moduleAliases", "modulePaths", "roots", "importMap", "resolve",
    "paths", "NODE_PATH", "global_modules", "external", "Npm.depends",
  ]

  private static let wordsInManifests = ["moduleNameMapper", "module-resolver", "_moduleAliases", "modulePaths"]

  private static func mayReplaceNames(_ name: String) -> Bool {
    if [".babelrc", "package.json", ".env", "babel.config.json", "app.json", ".swcrc", "jsconfig.json", "package.js"]
      .contains(name)
    {
      return true
    }
    if name.hasPrefix("tsconfig"), name.hasSuffix(".json") { return true }
    let stems = [
      "webpack", "vite", "vitest", "jest", "rollup", "babel", "next.config", "nuxt.config", "esbuild", "metro", "craco",
      "tsup", "svelte.config", "astro.config", "aliases", "alias", "karma", "rspack", "gatsby-node", "module-alias",
    ]
    return stems.contains { name.hasPrefix($0) } || name.holds(".config.")
  }
}
