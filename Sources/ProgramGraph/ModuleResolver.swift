import JavaScript
import Semantics

/// What the resolver must know of the project, gathered before.
package struct ModuleLandscape: Sendable {
  /// A package of the project: the root or a workspace member.
  package struct Package: Sendable {
    /// Folder relative to the project's root, without slashes at the ends; "" is the root.
    package var directory: String
    package var name: String
    /// `main`, `module` and `types`-less entry fields, in the order to try.
    package var entries: [String]
    /// `exports` and `imports`, flattened: key such as `.`, `./users`, `#db/*` to the targets to try in order.
    package var exports: [(key: String, targets: [String])]
    package var imports: [(key: String, targets: [String])]
    /// Packages it depends on, with the version that the lockfile says, else the range of the manifest.
    package var versions: [String: String]
    /// Those of them that whoever uses the package must bring along: no other section of the manifest names them.
    package var peers: Set<String>
    /// The words of its scripts.
    package var commands: Set<Substring> = []

    package init(
      directory: String, name: String, entries: [String], exports: [(key: String, targets: [String])],
      imports: [(key: String, targets: [String])], versions: [String: String] = [:], peers: Set<String> = []
    ) {
      self.versions = versions
      self.peers = peers
      self.directory = directory
      self.name = name
      self.entries = entries
      self.exports = exports
      self.imports = imports
    }
  }

  /// `paths` and `baseUrl` of one tsconfig.
  package struct PathMapping: Sendable {
    /// The folder whose files it governs.
    package var directory: String
    /// `baseUrl` as a folder relative to the root; nil where there is none.
    package var baseDirectory: String?
    /// Pattern (with at most one `*`) to targets relative to the root.
    package var paths: [(pattern: String, targets: [String])]

    package init(directory: String, baseDirectory: String?, paths: [(pattern: String, targets: [String])]) {
      self.directory = directory
      self.baseDirectory = baseDirectory
      self.paths = paths
    }
  }

  package var packages: [Package]
  package var mappings: [PathMapping]

  package init(packages: [Package] = [], mappings: [PathMapping] = []) {
    self.packages = packages
    self.mappings = mappings
  }
}

/// Where a specifier leads.
enum ResolvedModule: Hashable, Sendable {
  case file(FileIndex)
  /// A package that is not part of the project, or a core module; the whole specifier.
  case external
  /// A relative path, alias or workspace name that leads to no source file of the program.
  case missing
}

/// Follows specifiers as Node and TypeScript do, over the list of source files: nothing is read.
///
/// Order: tsconfig `paths`, relative files, `#imports`, workspace packages (by name, through `exports`, else entry
/// files), `baseUrl`, the root of the package. Extensions and `index` files are tried; `./x.js` also means `x.ts`.
struct ModuleResolver {
  private let files: [String: FileIndex]
  /// Files by their paths without extension: rank of the extension and index.
  private var stems: [String: [(rank: Int, file: FileIndex)]] = [:]
  private let packagesByDirectory: [String: ModuleLandscape.Package]
  private let packagesByName: [String: ModuleLandscape.Package]
  private let packages: [ModuleLandscape.Package]
  private let mappings: [ModuleLandscape.PathMapping]
  private let caseless: CaselessPaths

  private static let extensions = [
    ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".d.ts",
  ]
  /// What TypeScript lets one write for a source file.
  private static let substitutes: [(written: String, actual: [String])] = [
    (".js", [".ts", ".tsx"]), (".jsx", [".tsx"]), (".mjs", [".mts"]), (".cjs", [".cts"]),
  ]

  /// Without an ending of source code.
  static func withoutEnding(_ path: String) -> String {
    extensions.first { path.hasSuffix($0) }.map { String(path.dropLast($0.utf8.count)) } ?? path
  }

  init(paths: [String], landscape: ModuleLandscape) {
    var files: [String: FileIndex] = [:]
    files.reserveCapacity(paths.count)
    for (index, path) in paths.enumerated() { files[path] = FileIndex(index) }
    self.files = files
    for (index, path) in paths.enumerated() {
      for (rank, ending) in Self.extensions.enumerated() where path.hasSuffix(ending) {
        stems[String(path.dropLast(ending.utf8.count)), default: []].append((rank, FileIndex(index)))
      }
    }
    caseless = CaselessPaths(stems.keys)
    packagesByDirectory = Dictionary(
      landscape.packages.map { ($0.directory, $0) }, uniquingKeysWith: { first, _ in first })
    packages = landscape.packages.sorted { $0.directory.utf8.count > $1.directory.utf8.count }
    packagesByName = Dictionary(landscape.packages.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    mappings = landscape.mappings.sorted { $0.directory.utf8.count > $1.directory.utf8.count }
  }

  /// What a folder's files have in common: the settings that govern what they import.
  struct Surroundings: Hashable {
    fileprivate var mapping: Int?
    fileprivate var package: Int?
  }

  func surroundings(of path: String) -> Surroundings {
    Surroundings(
      mapping: mappings.firstIndex { PathText.contains($0.directory, path) },
      package: packages.firstIndex { PathText.contains($0.directory, path) })
  }

  static func isRelative(_ specifier: String) -> Bool {
    specifier.hasPrefix("./") || specifier.hasPrefix("../") || specifier == "." || specifier == ".."
  }

  func resolve(_ specifier: String, from path: String) -> ResolvedModule {
    Self.isRelative(specifier)
      ? resolve(relative: specifier, in: PathText.directory(of: path))
      : resolve(bare: specifier, in: surroundings(of: path))
  }

  func resolve(relative specifier: String, in folder: String) -> ResolvedModule {
    let path = PathText.join(folder, specifier)
    if let found = file(at: path) { return .file(found) }
    // `require("./Users")` of `users.js`, written where case does not matter.
    guard let stem = caseless.path(like: Self.withoutEnding(path)) ?? caseless.path(like: path + "/index")
    else { return .missing }
    return source(stem: stem).map(ResolvedModule.file) ?? .missing
  }

  /// Everything but relative specifiers: the answer is the same for all files with the same surroundings.
  func resolve(bare specifier: String, in surroundings: Surroundings) -> ResolvedModule {
    if specifier.hasPrefix("/") || specifier.isEmpty { return .missing }
    if NodeBuiltins.isBuiltin(specifier) { return .external }
    var mapped = false
    if let mapping = surroundings.mapping.map({ mappings[$0] }) {
      for (pattern, targets) in mapping.paths {
        guard let star = PathText.match(pattern, specifier) else { continue }
        if pattern != "*" { mapped = true }
        for target in targets {
          if let found = file(at: target.replacingStar(with: star)) { return .file(found) }
        }
      }
      if let base = mapping.baseDirectory, let found = file(at: PathText.join(base, specifier)) { return .file(found) }
    }
    if let found = frameworkFile(specifier, in: surroundings) { return .file(found) }
    if specifier.hasPrefix("#") {
      guard let package = surroundings.package.map({ packages[$0] }) else { return .missing }
      return lookUp(specifier, in: package.imports, of: package).map(ResolvedModule.file) ?? .missing
    }
    if let found = workspaceFile(specifier, in: surroundings) { return found }
    if let found = rootFile(specifier, in: surroundings) { return .file(found) }
    return mapped ? .missing : .external
  }

  /// Names that frameworks give folders of their own accord, below the package's root. Sources: svelte.dev/docs/kit ($lib),
  /// nuxt.com (Directory structure, alias), 2026.
  private static let frameworkFolders: [(package: String, prefix: String, folders: [String])] = [
    ("@sveltejs/kit", "$lib", ["src/lib"]),
    ("nuxt", "~~/", [""]), ("nuxt", "@@/", [""]), ("nuxt", "~/", ["app", "", "src"]),
    ("nuxt", "@/", ["app", "", "src"]),
    ("nuxt", "#shared/", ["shared"]), ("nitropack", "~~/", [""]), ("nitropack", "~/", ["", "server", "src"]),
  ]

  private func frameworkFile(_ specifier: String, in surroundings: Surroundings) -> FileIndex? {
    guard let first = specifier.utf8.first,
      first == UInt8(ascii: "$") || first == UInt8(ascii: "~")
        || first == UInt8(ascii: "@") || first == UInt8(ascii: "#"),
      let package = surroundings.package.map({ packages[$0] })
    else { return nil }
    for entry in Self.frameworkFolders
    where specifier.hasPrefix(entry.prefix) && package.versions[entry.package] != nil {
      let rest = String(specifier.dropFirst(entry.prefix.count))
      for folder in entry.folders {
        let path = PathText.join(
          package.directory, PathText.join(folder, rest.hasPrefix("/") ? String(rest.dropFirst()) : rest))
        if let found = file(at: path) { return found }
      }
    }
    return nil
  }

  /// `require("helpers/mail")` of a file below the package's root: NODE_PATH, `rootpath` and their kin make it work. Only
  /// where no dependency has the name.
  private func rootFile(_ specifier: String, in surroundings: Surroundings) -> FileIndex? {
    guard let package = surroundings.package.map({ packages[$0] }), !specifier.hasPrefix("@") else { return nil }
    let name = specifier.prefix { $0 != "/" }
    guard name.utf8.count < specifier.utf8.count, package.versions[String(name)] == nil else { return nil }
    return file(at: PathText.join(package.directory, specifier))
  }

  private func workspaceFile(_ specifier: String, in surroundings: Surroundings) -> ResolvedModule? {
    let parts = specifier.split(separator: "/", omittingEmptySubsequences: false)
    let nameLength = specifier.hasPrefix("@") ? 2 : 1
    guard parts.count >= nameLength else { return nil }
    let name = parts.prefix(nameLength).joined(separator: "/")
    guard let package = packagesByName[name], !package.name.isEmpty else { return nil }
    // A program that is called `express` and depends on Express means that: who means itself has `exports`. Source: Node.js
    // 24 documentation, Packages, Self-referencing.
    if package.exports.isEmpty, package.versions[name] != nil,
      surroundings.package.map({ packages[$0].directory }) == package.directory
    {
      return nil
    }
    let rest = parts.dropFirst(nameLength).joined(separator: "/")
    let key = rest.isEmpty ? "." : "./" + rest
    if let found = lookUp(key, in: package.exports, of: package) { return .file(found) }
    if !rest.isEmpty {
      for base in [rest, "src/" + rest, "lib/" + rest] {
        if let found = file(at: PathText.join(package.directory, base)) { return .file(found) }
      }
      return .missing
    }
    for entry in package.entries + ["src/index", "index", "lib/index", "src/main"] {
      if let found = sourceFile(built: entry, in: package) { return .file(found) }
    }
    return .missing
  }

  private func lookUp(
    _ key: String, in table: [(key: String, targets: [String])], of package: ModuleLandscape.Package
  ) -> FileIndex? {
    for (pattern, targets) in table {
      guard let star = PathText.match(pattern, key) else { continue }
      for target in targets {
        if let found = sourceFile(built: target.replacingStar(with: star), in: package) { return found }
      }
    }
    return nil
  }

  /// The source of a target that may be build output: `dist/x.js` is looked for at `src/x.ts` too.
  private func sourceFile(built target: String, in package: ModuleLandscape.Package) -> FileIndex? {
    let path = PathText.join(package.directory, target)
    if let found = file(at: path) { return found }
    return PathText.sources(ofBuilt: PathText.join("", target)).lazy
      .compactMap { file(at: PathText.join(package.directory, PathText.withoutExtension($0))) }.first
  }

  private func file(at path: String) -> FileIndex? {
    if let found = files[path] { return found }
    for (written, actual) in Self.substitutes where path.hasSuffix(written) {
      let stem = path.dropLast(written.count)
      for ending in actual {
        if let found = files[stem + ending] { return found }
      }
    }
    if let found = source(stem: path) { return found }
    if let found = source(stem: path.isEmpty ? "index" : path + "/index") { return found }
    guard !path.isEmpty, let package = packagesByDirectory[path] else { return nil }
    return package.entries.lazy.compactMap { files[PathText.join(package.directory, $0)] }.first
  }

  /// The file of this name whose extension comes first in the order they are tried in.
  private func source(stem: String) -> FileIndex? { stems[stem]?.min { $0.rank < $1.rank }?.file }
}

extension ModuleResolver {
  private struct Question: Hashable {
    var specifier: Atom
    var surroundings: Int
  }

  /// Where every import of every file leads. Folders and package names come again and again: each is looked up once.
  func resolutions(of files: [FileModel], _ atoms: AtomTable) -> [[ResolvedModule]] {
    var numbers: [Surroundings: Int] = [:]
    var folders: [String: (number: Int, surroundings: Surroundings)] = [:]
    var bare: [Question: ResolvedModule] = [:]
    return files.map { file in
      if file.imports.isEmpty { return [] }
      let folder = PathText.directory(of: file.path)
      let known = folders[folder]
      let surroundings = known?.surroundings ?? self.surroundings(of: file.path)
      let number = known?.number ?? numbers[surroundings] ?? numbers.count
      if known == nil {
        numbers[surroundings] = number
        folders[folder] = (number, surroundings)
      }
      return file.imports.map { record in
        let specifier = atoms.text(record.specifier)
        if Self.isRelative(specifier) { return resolve(relative: specifier, in: folder) }
        let question = Question(specifier: record.specifier, surroundings: number)
        if let known = bare[question] { return known }
        let found = resolve(bare: specifier, in: surroundings)
        bare[question] = found
        return found
      }
    }
  }
}

extension String {
  fileprivate func replacingStar(with text: String) -> String {
    guard let star = firstIndex(of: "*") else { return self }
    let before = self[..<star]
    // `"~*": ["./*"]` makes `./` and `/models` of `~/models`.
    let isDoubled = text.hasPrefix("/") && (before.isEmpty || before.hasSuffix("/"))
    return String(before + (isDoubled ? text.dropFirst() : text[...]) + self[index(after: star)...])
  }
}
