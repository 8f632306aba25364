import DataFormats
import SourceText

/// Reads `pnpm-lock.yaml` in its layouts 5.x, 6.x and 9.x.
///
/// Each importer names the exact package it resolved to, and so does each package; only the spelling of the keys differs:
/// `/name/1.0.0_peer@2.0.0` (5), `/name@1.0.0(peer@2.0.0)` (6), `name@1.0.0(peer@2.0.0)` under `snapshots` (9).
struct PNPMLockfile {
  private enum Layout { case five, six, nine }

  private let layout: Layout
  /// The folder importers are relative to.
  private let base: String
  private var builder = LockfileBuilder()
  private var nodes: [String: Int] = [:]
  private var importerNodes: [String: Int] = [:]

  /// - Parameter importerBase: the folder importers are relative to; rush keeps the lockfile elsewhere.
  static func read(_ bytes: [UInt8], path: String, importerBase: String) throws(LockfileProblem) -> Lockfile {
    let file = YAMLSubset.parse(bytes)
    if let problem = file.problems.first { throw .malformed(problem.span, problem.message) }
    // pnpm 11 puts its own configuration into a document before the lockfile's.
    guard let root = file.documents.last(where: { $0["lockfileVersion"] != nil }) ?? file.root else {
      throw .malformed(Span(0, 0), "the lockfile is empty")
    }
    try LockfileProblem.check(root.problems(against: .pnpmLockfile, limit: 1))
    let version = root["lockfileVersion"]?.string ?? root["shrinkwrapVersion"]?.string ?? ""
    let layout: Layout
    switch version.prefix(while: { $0 != "." && $0 != "-" }) {
    case "5": layout = .five
    case "6": layout = .six
    case "9": layout = .nine
    default: throw .unsupported("pnpm's lockfile version '\(version)' is not known; 5, 6 and 9 are read")
    }
    var reader = PNPMLockfile(layout: layout, base: importerBase)
    reader.readPackages(root)
    return reader.builder.build(path: path, format: .pnpm(version: version))
  }

  private init(layout: Layout, base: String) {
    self.layout = layout
    self.base = base
  }

  private mutating func readPackages(_ root: YAMLValue) {
    let packages = root[layout == .nine ? "snapshots" : "packages"]?.entries ?? []
    builder.overridden = Set(
      ["overrides", "ignoredOptionalDependencies"].flatMap { key in
        (root[key]?.entries.map(\.key) ?? []) + (root[key]?.elements.compactMap(\.string) ?? [])
      })
    // Layout 9 says once for each version what the snapshots with different peers share.
    let shared =
      layout == .nine
      ? Dictionary(root["packages"]?.entries.map { ($0.key, $0) } ?? [], uniquingKeysWith: { first, _ in first }) : [:]
    // pnpm writes that what is optional has to be built without having looked.
    let optional = Set(
      packages.flatMap { package in
        (package.value["optionalDependencies"]?.entries ?? []).flatMap { keys(of: $0) }
      })
    for package in packages {
      let (name, version) = identity(of: package)
      let described = layout == .nine ? shared[String(package.key.prefix { $0 != "(" })] ?? package : package
      let deprecation = described.value["deprecated"]?.string
      nodes[package.key] = builder.add(
        LockedPackage(
          name: name, version: version, key: package.key, span: described.keySpan, isLocal: false,
          isDevelopmentOnly: package.value["dev"]?.bool, isOptional: package.value["optional"]?.bool,
          origin: Self.origin(of: described.value),
          deprecation: deprecation?.isEmpty == true || described.value["deprecated"]?.bool == false ? nil : deprecation,
          hasInstallScript: layout == .nine || optional.contains(package.key)
            ? nil : described.value["requiresBuild"]?.bool ?? false,
          nodeRange: described.value["engines"]?["node"]?.string))
    }
    var importers = root["importers"]?.entries.map { ($0.key, $0.value) } ?? []
    if importers.isEmpty { importers = [(".", root)] }
    for (folder, _) in importers { addLocal(RelativePath.resolve(folder, from: base) ?? folder) }
    for package in packages {
      guard let node = nodes[package.key] else { continue }
      for section in ["dependencies", "optionalDependencies"] {
        for dependency in package.value[section]?.entries ?? [] {
          if let target = resolve(dependency, from: base) { builder.connect(node, to: target) }
        }
      }
    }
    for (folder, value) in importers { addImporter(RelativePath.resolve(folder, from: base) ?? folder, value) }
  }

  /// Packages from the registry carry an integrity alone; git, tarballs and folders say where they lie.
  private static func origin(of package: YAMLValue) -> PackageOrigin {
    let resolution = package["resolution"]
    var origin = PackageOrigin(integrity: .init(resolution?["integrity"]?.string))
    if let tarball = resolution?["tarball"] {
      origin.address = tarball.string
      origin.span = tarball.span
    } else if let repository = resolution?["repo"], let address = repository.string {
      origin.address = "git+\(address)#\(resolution?["commit"]?.string ?? "")"
      origin.span = repository.span
    } else if let folder = resolution?["directory"], let path = folder.string {
      origin.address = "file:\(path)"
      origin.span = folder.span
    }
    return origin
  }

  private mutating func addLocal(_ directory: String) {
    guard importerNodes[directory] == nil else { return }
    importerNodes[directory] = builder.add(
      LockedPackage(
        name: directory, version: "", key: directory, span: nil, isLocal: true, isDevelopmentOnly: nil, isOptional: nil)
    )
  }

  private mutating func addImporter(_ directory: String, _ value: YAMLValue) {
    var dependencies: [LockfileImporter.Dependency] = []
    let specifiers = Dictionary(
      value["specifiers"]?.entries.map { ($0.key, $0.value.string) } ?? [], uniquingKeysWith: { first, _ in first })
    for section in DependencySection.allCases {
      for dependency in value[section.rawValue]?.entries ?? [] {
        dependencies.append(
          .init(
            name: dependency.key, section: section, package: resolve(dependency, from: directory),
            range: dependency.value["specifier"]?.string ?? specifiers[dependency.key] ?? nil))
      }
    }
    builder.addImporter(directory: directory, node: importerNodes[directory], dependencies)
  }

  /// The package a dependency resolved to: `1.0.0` in layout 5, `{specifier, version}` in importers since 6.
  private func resolve(_ dependency: YAMLEntry, from directory: String) -> Int? {
    guard let reference = dependency.value.string ?? dependency.value["version"]?.string else { return nil }
    if reference.hasPrefix("link:") {
      return RelativePath.resolve(String(reference.dropFirst("link:".count)), from: directory).flatMap {
        importerNodes[$0]
      }
    }
    return keys(of: dependency).lazy.compactMap { nodes[$0] }.first
  }

  /// How the package of a dependency may be called. Aliases, git and file references spell the whole key.
  private func keys(of dependency: YAMLEntry) -> [String] {
    guard let reference = dependency.value.string ?? dependency.value["version"]?.string else { return [] }
    let key =
      switch layout {
      case .five: "/\(dependency.key)/\(reference)"
      case .six: "/\(dependency.key)@\(reference)"
      case .nine: "\(dependency.key)@\(reference)"
      }
    return [key, reference]
  }

  private func identity(of package: YAMLEntry) -> (name: String, version: String) {
    if let name = package.value["name"]?.string { return (name, package.value["version"]?.string ?? "") }
    var key = Substring(package.key)
    if key.hasPrefix("/") { key = key.dropFirst() }
    if let peers = key.firstIndex(of: "(") { key = key[..<peers] }
    let separator: Character = layout == .five ? "/" : "@"
    let version: Substring
    let name: Substring
    if layout == .five {
      // `@scope/name/1.0.0_peer`: the version begins behind the name's last slash, which a scope precedes.
      let parts = key.split(separator: separator, maxSplits: key.hasPrefix("@") ? 2 : 1)
      name = parts.count > 1 ? key[..<parts[parts.count - 2].endIndex] : key
      version = parts.count > 1 ? parts[parts.count - 1] : ""
      return (String(name), String(version.prefix { $0 != "_" }))
    }
    guard let at = key.dropFirst().firstIndex(of: separator) else { return (String(key), "") }
    return (String(key[..<at]), String(key[key.index(after: at)...]))
  }
}
