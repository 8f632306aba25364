import DataFormats
import ProgramGraph
import ProjectFacts

/// Names that bundlers, compilers and loaders of a project replace by files, as far as their settings can be read without
/// running them. Where a name may be one of those, nobody can say that a package is missing.
struct AliasKnowledge {
  private let project: Project
  /// Texts of settings files that replace names, by folder.
  private let settings: [(directory: String, text: [UInt8])]
  /// The same names are asked for from many files.
  private let named = Named()
  private let importMaps: [String]

  private final class Named {
    var folders: [String: [String]] = [:]
    /// By folder and specifier.
    var leads: [String: Bool] = [:]
  }

  init(_ project: Project) {
    self.project = project
    var settings: [(String, [UInt8])] = []
    for file in project.inventory.files where !file.isVendored && Self.mayReplaceNames(file.name) {
      guard case .success(let bytes) = project.files.bytes(of: file.path, limit: 1 << 20) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let words = file.name == "package.json" ? Self.wordsInManifests : Self.words
      guard words.contains(where: { text.contains($0) }) else { continue }
      settings.append((RelativePath.directory(of: file.path), bytes))
    }
    self.settings = settings
    importMaps = project.inventory.files.filter { ["deno.json", "deno.jsonc", "import_map.json"].contains($0.name) }
      .map { RelativePath.directory(of: $0.path) }
  }

  /// Whether the specifier may lead to a file of the project.
  func explain(_ specifier: String, above path: String) -> Bool {
    if importMaps.contains(where: { RelativePath.isInside(path, $0) }) { return true }
    let first = String(specifier.prefix { $0 != "/" })
    var directory = RelativePath.directory(of: path)
    while true {
      let place = "\(directory)\0\(specifier)"
      let leads = named.leads[place] ?? leadsToFile(specifier, first, in: directory)
      named.leads[place] = leads
      if leads { return true }
      for folder in folders(naming: first)
      where folder == directory || RelativePath.directory(of: folder) == directory { return true }
      if directory.isEmpty { return false }
      directory = RelativePath.directory(of: directory)
    }
  }

  /// The folders of settings that name something that begins so.
  private func folders(naming first: String) -> [String] {
    if let known = named.folders[first] { return known }
    let spellings = ["\"\(first)", "'\(first)", "^\(first)", " \(first):"].map { Array($0.utf8) }
    let found = settings.filter { _, text in spellings.contains { Self.contains(text, $0) } }.map(\.directory)
    named.folders[first] = found
    return found
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let head = part.first, text.count >= part.count else { return false }
    return text.withUnsafeBufferPointer { text in
      for start in 0...(text.count - part.count)
      where text[start] == head && text[start..<(start + part.count)].elementsEqual(part) { return true }
      return false
    }
  }

  /// `config/db` where a folder `config` stands beside or below: `NODE_PATH`, `modulePaths`, `app-module-path` and bundlers
  /// resolve that.
  private func leadsToFile(_ specifier: String, _ first: String, in directory: String) -> Bool {
    if specifier.hasPrefix("@") { return false }
    return ["", "src", "app", "lib", "server", "source", "modules"].contains { base in
      let folder = base.isEmpty ? directory : RelativePath.join(directory, base)
      if specifier.contains("/"), project.inventory.isDirectory(RelativePath.join(folder, first)) { return true }
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
    return stems.contains { name.hasPrefix($0) } || name.contains(".config.")
  }
}
