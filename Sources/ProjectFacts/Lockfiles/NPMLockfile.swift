import DataFormats
import SourceText

/// Reads `package-lock.json` and `npm-shrinkwrap.json`.
///
/// Versions 2 and 3 list every installed folder under `packages`; version 1 nests `dependencies`, which is unfolded into the
/// same folders. Who gets which copy follows Node's rule: the nearest `node_modules` upwards.
/// Source: docs.npmjs.com, package-lock.json.
struct NPMLockfile {
  private let path: String
  private let directory: String
  private let manifest: PackageManifest?
  private var builder = LockfileBuilder()
  /// Folders by path; the value beside each is a package, or -1 for a link whose target is not listed.
  private var folders = PathTable()
  private var nodes: [Int] = []
  /// What each folder asks for, until all folders are known.
  private var wishes: [(folder: Int, node: Int, entry: JSONValue)] = []

  /// - Parameter manifest: the manifest beside the lockfile; version 1 does not repeat what it says.
  static func read(_ document: JSONDocument, path: String, manifest: PackageManifest?) throws(LockfileProblem)
    -> Lockfile
  {
    guard let root = document.root, root.isObject else {
      throw .malformed(Span(0, 0), "a lockfile is an object")
    }
    try LockfileProblem.check(root.problems(against: .npmLockfileHead, limit: 1))
    let version = root["lockfileVersion"].map { $0.isNull ? 1 : $0.integer ?? 0 } ?? 1
    var reader = NPMLockfile(path: path, manifest: manifest)
    switch version {
    case 1:
      try reader.readNested(root)
    case 2, 3:
      try LockfileProblem.check(root.problems(against: .npmLockfile, limit: 1))
      reader.readPackages(root)
    default:
      let version = root["lockfileVersion"]?.rawText ?? ""
      throw .unsupported("npm's lockfile version \(version) is not known; 1, 2 and 3 are read")
    }
    return reader.builder.build(path: path, format: .npm(version: version))
  }

  private init(path: String, manifest: PackageManifest?) {
    self.path = path
    directory = RelativePath.directory(of: path)
    self.manifest = manifest
  }

  // MARK: Versions 2 and 3

  private mutating func readPackages(_ root: JSONValue) {
    var links: [(folder: Int, target: String)] = []
    for member in root.members(of: "packages") {
      let key = member.key
      let (folder, isNew) = folders.insert(key)
      guard isNew else { continue }
      let entry = member.value
      if entry["link"]?.bool == true {
        nodes.append(-1)
        links.append((folder, entry["resolved"]?.string ?? ""))
        continue
      }
      let isLocal = !Self.isInstalled(key)
      let node = builder.add(
        LockedPackage(
          name: entry["name"]?.string ?? Self.packageName(ofFolder: key), version: entry["version"]?.string ?? "",
          key: key,
          span: member.keySpan, isLocal: isLocal, isDevelopmentOnly: entry["dev"]?.bool ?? false,
          isOptional: entry["optional"]?.bool ?? false, origin: Self.origin(of: entry),
          deprecation: entry["deprecated"]?.string.flatMap { $0.isEmpty ? nil : $0 },
          hasInstallScript: entry["hasInstallScript"]?.bool ?? false, commands: entry.members(of: "bin").map(\.key),
          nodeRange: entry.value(at: "engines", "node")?.string,
          peers: isLocal ? [] : entry.members(of: "peerDependencies").map(\.key)))
      nodes.append(node)
      wishes.append((folder, node, entry))
    }
    for link in links { nodes[link.folder] = folders.index(of: link.target).map { nodes[$0] } ?? -1 }
    for wish in wishes { connect(wish) }
  }

  private mutating func connect(_ wish: (folder: Int, node: Int, entry: JSONValue)) {
    let key = builder.packages[wish.node].key
    var dependencies: [LockfileImporter.Dependency] = []
    let isLocal = builder.packages[wish.node].isLocal
    for section in DependencySection.allCases where isLocal || section != .devDependencies {
      for member in wish.entry.members(of: section.rawValue) {
        let name = member.key
        if section == .peerDependencies, isOptionalPeer(name, of: wish.entry) { continue }
        let target = resolve(name, from: key)
        if isLocal {
          dependencies.append(.init(name: name, section: section, package: target, range: member.value.string))
        } else if let target {
          builder.connect(wish.node, to: target)
        }
      }
    }
    if isLocal {
      builder.addImporter(directory: RelativePath.join(directory, key), node: wish.node, dependencies)
    }
  }

  /// An optional peer is used where somebody else installs it: it is not what brings a package along.
  private func isOptionalPeer(_ name: String, of entry: JSONValue) -> Bool {
    entry.value(at: "peerDependenciesMeta", name, "optional")?.bool == true
  }

  /// Node's rule: `name` in the `node_modules` of the folder or of one above it.
  private func resolve(_ name: String, from folder: String) -> Int? {
    var base = Array(folder.utf8)
    let tail = Array("node_modules/".utf8) + Array(name.utf8)
    while true {
      var candidate = base
      if !candidate.isEmpty { candidate.append(UInt8(ascii: "/")) }
      candidate.append(contentsOf: tail)
      if let found = candidate.withUnsafeBufferPointer({ folders.index(of: $0) }), nodes[found] >= 0 {
        return nodes[found]
      }
      guard !base.isEmpty else { return nil }
      // The folder above; not `node_modules` itself, which holds no `node_modules`.
      repeat {
        base.removeLast(base.count - (base.lastIndex(of: UInt8(ascii: "/")) ?? 0))
      } while base.ends(with: "node_modules")
    }
  }

  private static func origin(of entry: JSONValue) -> PackageOrigin {
    // Version 1 writes the address of what is not from a registry where the version stands.
    let version = entry["version"].flatMap { $0.string?.utf8.contains(UInt8(ascii: ":")) == true ? $0 : nil }
    let address = entry["resolved"] ?? version
    return PackageOrigin(
      address: address?.string, span: address?.span, integrity: .init(entry["integrity"]?.string),
      isBundled: entry["inBundle"]?.bool ?? entry["bundled"]?.bool ?? false)
  }

  private static func isInstalled(_ key: String) -> Bool {
    key.hasPrefix("node_modules/") || key.holds("/node_modules/")
  }

  private static func packageName(ofFolder key: String) -> String {
    let segments = RelativePath.segments(of: key)
    guard let last = segments.lastIndex(of: "node_modules") else { return segments.last.map(String.init) ?? "" }
    return segments[(last + 1)...].joined(separator: "/")
  }

  // MARK: Version 1

  private mutating func readNested(_ root: JSONValue) throws(LockfileProblem) {
    try unfold(root, below: "")
    let knowsNeeds = wishes.contains { $0.entry["requires"]?.isObject == true }
    for wish in wishes {
      let key = builder.packages[wish.node].key
      // Lockfiles from before `requires` only say who is nested in whom.
      for needed in wish.entry.members(of: knowsNeeds ? "requires" : "dependencies") {
        if let target = resolve(needed.key, from: key) { builder.connect(wish.node, to: target) }
      }
    }
    var dependencies: [LockfileImporter.Dependency] = []
    for dependency in manifest?.dependencies ?? [] {
      dependencies.append(
        .init(name: dependency.name, section: dependency.section, package: resolve(dependency.name, from: "")))
    }
    if manifest == nil {
      for node in builder.packages.indices where builder.packages[node].isDevelopmentOnly != true {
        dependencies.append(.init(name: builder.packages[node].name, section: .dependencies, package: node))
      }
    }
    builder.addImporter(directory: directory, node: nil, dependencies)
  }

  private mutating func unfold(_ parent: JSONValue, below folder: String) throws(LockfileProblem) {
    try LockfileProblem.check(parent.problems(against: .npmNestedPackages, limit: 1))
    for member in parent.members(of: "dependencies") {
      let key = RelativePath.join(folder, "node_modules/\(member.key)")
      let (index, isNew) = folders.insert(key)
      guard isNew else { continue }
      let entry = member.value
      let version = entry["version"]?.string ?? ""
      let node = builder.add(
        LockedPackage(
          name: member.key, version: version, key: key, span: member.keySpan, isLocal: version.hasPrefix("file:"),
          isDevelopmentOnly: entry["dev"]?.bool ?? false, isOptional: entry["optional"]?.bool ?? false,
          origin: Self.origin(of: entry)))
      nodes.append(node)
      wishes.append((index, node, entry))
      try unfold(entry, below: key)
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool {
    guard count >= text.utf8.count, self[(count - text.utf8.count)...].elementsEqual(text.utf8) else { return false }
    return count == text.utf8.count || self[count - text.utf8.count - 1] == UInt8(ascii: "/")
  }
}
