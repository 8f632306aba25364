import DataFormats
import SourceText

/// Reads `bun.lock`, the textual one.
///
/// Packages are keyed by the path of names that leads to a copy (`a/b` is the `b` that `a` uses where it differs from the
/// shared one), and each is an array: "name@version", then by kind of source a place, an object of needs, an integrity.
struct BunLockfile {
  private let directory: String
  private var builder = LockfileBuilder()
  private var nodes: [String: Int] = [:]

  static func read(_ document: JSONDocument, path: String) throws(LockfileProblem) -> Lockfile {
    guard let root = document.root, root.isObject else { throw .malformed(Span(0, 0), "a lockfile is an object") }
    try LockfileProblem.check(root.problems(against: .bunLockfile, limit: 1))
    for member in root.members(of: "packages") {
      if let first = member.value.elements.first(where: { _ in true }), first.string == nil {
        throw .malformed(first.span, "\"\(member.key)\" has to begin with a string, the package and its version")
      }
    }
    let version = root["lockfileVersion"]?.integer ?? -1
    guard (0...1).contains(version) else {
      throw .unsupported("bun's lockfile version \(version) is not known; 0 and 1 are read")
    }
    var reader = BunLockfile(directory: RelativePath.directory(of: path))
    reader.readPackages(root)
    return reader.builder.build(path: path, format: .bun(version: version))
  }

  private init(directory: String) { self.directory = directory }

  private mutating func readPackages(_ root: JSONValue) {
    builder.overridden = Set(root.members(of: "overrides").map(\.key))
    var workspaceNodes: [String: Int] = [:]
    for workspace in root.members(of: "workspaces") {
      workspaceNodes[workspace.key] = builder.add(
        LockedPackage(
          name: workspace.value["name"]?.string ?? "", version: workspace.value["version"]?.string ?? "",
          key: workspace.key, span: workspace.keySpan, isLocal: true, isDevelopmentOnly: nil, isOptional: nil))
    }
    var wishes: [(key: String, node: Int, needs: JSONValue)] = []
    for member in root.members(of: "packages") {
      let (name, version) = Self.identity(of: member.value)
      if version.hasPrefix("workspace:"), let node = workspaceNodes[String(version.dropFirst("workspace:".count))] {
        nodes[member.key] = node
        continue
      }
      let node = builder.add(
        LockedPackage(
          name: name, version: version, key: member.key, span: member.keySpan,
          isLocal: version.hasPrefix("link:") || version.hasPrefix("root:"), isDevelopmentOnly: nil, isOptional: nil,
          origin: Self.origin(of: member.value, version: version)))
      nodes[member.key] = node
      if let needs = member.value.elements.first(where: \.isObject) { wishes.append((member.key, node, needs)) }
    }
    for wish in wishes {
      let optionalPeers = Set(wish.needs["optionalPeers"]?.elements.compactMap(\.string) ?? [])
      for section in DependencySection.allCases where section != .devDependencies {
        for need in wish.needs.members(of: section.rawValue) {
          if section == .peerDependencies, optionalPeers.contains(need.key) { continue }
          if let target = resolve(need.key, from: wish.key) { builder.connect(wish.node, to: target) }
        }
      }
    }
    for workspace in root.members(of: "workspaces") {
      addImporter(workspace.key, node: workspaceNodes[workspace.key], workspace.value)
    }
  }

  private mutating func addImporter(_ folder: String, node: Int?, _ value: JSONValue) {
    let name = value["name"]?.string ?? ""
    var dependencies: [LockfileImporter.Dependency] = []
    for section in DependencySection.allCases {
      for need in value.members(of: section.rawValue) {
        let target = nodes["\(name)/\(need.key)"] ?? nodes[need.key]
        dependencies.append(.init(name: need.key, section: section, package: target, range: need.value.string))
      }
    }
    builder.addImporter(directory: RelativePath.join(directory, folder), node: node, dependencies)
  }

  /// The copy of `name` that the package at `key` uses: its own, or that of the nearest package on the way to it.
  private func resolve(_ name: String, from key: String) -> Int? {
    var prefix = Substring(key)
    while !prefix.isEmpty {
      if let node = nodes["\(prefix)/\(name)"] { return node }
      guard let slash = prefix.lastIndex(of: "/") else { break }
      prefix = prefix[..<slash]
    }
    return nodes[name]
  }

  /// The second element is the registry's address where that is not the usual one; git, tarballs and folders stand in the
  /// version. The integrity comes last.
  private static func origin(of package: JSONValue, version: String) -> PackageOrigin {
    let elements = Array(package.elements)
    var origin = PackageOrigin()
    if let first = version.utf8.first, first < 0x30 || first > 0x39 {
      origin.address = version
      origin.span = elements.first?.span
    } else if elements.count > 1, let address = elements[1].string, !address.isEmpty {
      origin.address = address
      origin.span = elements[1].span
    }
    if elements.count > 1, let last = elements.last?.string { origin.integrity = .init(last) }
    return origin
  }

  /// "@scope/name@1.0.0" in its two parts.
  private static func identity(of package: JSONValue) -> (name: String, version: String) {
    let text = package.elements.first { _ in true }?.string ?? ""
    guard let at = text.dropFirst().firstIndex(of: "@") else { return (text, "") }
    return (String(text[..<at]), String(text[text.index(after: at)...]))
  }
}
