import DataFormats
import SourceText

/// Reads both kinds of `yarn.lock`.
///
/// Both list descriptors ("express@^4.17.0") and what each resolved to. What the project's own packages ask for stands in
/// their manifests (classic), or in the lockfile without telling sections apart (berry), so manifests are needed as well.
struct YarnLockfile {
  private let directory: String
  private let manifests: [PackageManifest]
  private var builder = LockfileBuilder()
  private var byDescriptor: [String: Int] = [:]
  private var byName: [String: Int] = [:]
  /// Overridden ranges by package name, from the `resolutions` of the manifest beside the lockfile.
  private var resolutions: [String: String] = [:]

  /// - Parameter manifests: those the lockfile governs.
  static func read(_ bytes: [UInt8], path: String, manifests: [PackageManifest]) throws(LockfileProblem) -> Lockfile {
    var reader = YarnLockfile(path: path, manifests: manifests)
    // Berry's file is YAML with a mapping `__metadata` near its head; the classic one is neither.
    let head = String(decoding: bytes.prefix(2_048), as: UTF8.self)
    if head.split(whereSeparator: \.isNewline).contains(where: { $0.hasPrefix("__metadata:") }) {
      return try reader.readBerry(bytes, path: path)
    }
    return try reader.readClassic(bytes, path: path)
  }

  private init(path: String, manifests: [PackageManifest]) {
    directory = RelativePath.directory(of: path)
    self.manifests = manifests
    for manifest in manifests where manifest.directory == directory {
      for member in manifest.root.members(of: "resolutions") {
        if let range = member.value.string { resolutions[Self.name(ofResolution: member.key)] = range }
      }
    }
    builder.overridden = Set(resolutions.keys)
  }

  // MARK: Classic

  private mutating func readClassic(_ bytes: [UInt8], path: String) throws(LockfileProblem) -> Lockfile {
    let file = YarnLockParser.parse(bytes)
    if let problem = file.problems.first { throw .malformed(problem.span, problem.message) }
    var nodes: [Int] = []
    for entry in file.entries {
      let origin = PackageOrigin(
        address: entry.resolved, span: entry.resolvedSpan,
        integrity: entry.integrity.map { .init($0) } ?? Self.integrity(inFragmentOf: entry.resolved))
      let node = add(entry.patterns, version: entry.version, span: entry.span, isLocal: false, origin: origin)
      nodes.append(node)
    }
    let members = addMembers()
    for (entry, node) in zip(file.entries, nodes) {
      for dependency in entry.dependencies {
        if let target = resolve(dependency.name, dependency.range) { builder.connect(node, to: target) }
      }
    }
    addImporters(members)
    return builder.build(path: path, format: .yarnClassic)
  }

  /// "…/a-1.0.0.tgz#<40 hexadecimal digits>": before there was `integrity`, the SHA-1 stood behind the address.
  private static func integrity(inFragmentOf address: String?) -> PackageOrigin.Integrity {
    guard let address, let mark = address.utf8.lastIndex(of: UInt8(ascii: "#")) else { return .missing }
    let fragment = address.utf8[address.utf8.index(after: mark)...]
    return fragment.count == 40 && !address.hasPrefix("git") ? .weak : .missing
  }

  /// A node for each of the project's own packages, found by name where no descriptor of the lockfile says otherwise.
  private mutating func addMembers() -> [Int] {
    var nodes: [Int] = []
    for manifest in manifests {
      let name = manifest.name ?? ""
      let node = builder.add(
        LockedPackage(
          name: name, version: manifest.version ?? "", key: manifest.directory, span: nil, isLocal: true,
          isDevelopmentOnly: nil, isOptional: nil))
      if !name.isEmpty, byName[name] == nil { byName[name] = node }
      nodes.append(node)
    }
    return nodes
  }

  private mutating func addImporters(_ nodes: [Int]) {
    for (manifest, node) in zip(manifests, nodes) {
      let dependencies = manifest.dependencies.map { dependency in
        LockfileImporter.Dependency(
          name: dependency.name, section: dependency.section,
          // What a package asks of its users, yarn does not install for itself.
          package: dependency.section == .peerDependencies ? nil : resolve(dependency.name, dependency.range),
          isExact: byDescriptor["\(dependency.name)@\(dependency.range)"] != nil)
      }
      builder.addImporter(directory: manifest.directory, node: node, dependencies)
    }
  }

  // MARK: Berry

  private mutating func readBerry(_ bytes: [UInt8], path: String) throws(LockfileProblem) -> Lockfile {
    let file = YAMLSubset.parse(bytes)
    if let problem = file.problems.first { throw .malformed(problem.span, problem.message) }
    if let root = file.root { try LockfileProblem.check(root.problems(against: .berryLockfile, limit: 1)) }
    let entries = file.root?.entries ?? []
    let version = entries.first { $0.key == "__metadata" }?.value["version"]?.string.flatMap { Int($0) } ?? 0
    var nodes: [(YAMLEntry, Int)] = []
    for entry in entries where entry.key != "__metadata" {
      let isLocal = entry.value["linkType"]?.string == "soft"
      let descriptors = entry.key.parts(between: ",").map { $0.drop { $0 == " " } }.map(String.init)
      nodes.append(
        (
          entry,
          add(
            descriptors, version: entry.value["version"]?.string ?? "", span: entry.keySpan, isLocal: isLocal,
            origin: Self.origin(ofBerry: entry.value))
        ))
    }
    for (entry, node) in nodes {
      let dependencies = entry.value["dependencies"]?.entries ?? []
      if let folder = workspaceFolder(of: entry) {
        addBerryImporter(folder, node, dependencies)
        continue
      }
      for dependency in dependencies {
        if let target = resolve(dependency.key, dependency.value.string ?? "") { builder.connect(node, to: target) }
      }
    }
    return builder.build(path: path, format: .yarnBerry(version: version))
  }

  /// Only what is not from a registry says where it lies: "name@https://github.com/u/r.git#commit=…".
  private static func origin(ofBerry entry: YAMLValue) -> PackageOrigin {
    var origin = PackageOrigin(integrity: entry["checksum"]?.string == nil ? .missing : .strong)
    guard let resolution = entry["resolution"], let text = resolution.string else { return origin }
    let reference = split(text).range
    if !reference.hasPrefix("npm:"), !reference.hasPrefix("workspace:") {
      origin.address = reference
      origin.span = resolution.span
    }
    return origin
  }

  /// The folder of a workspace entry, from a resolution such as "@shop/api@workspace:packages/api".
  private func workspaceFolder(of entry: YAMLEntry) -> String? {
    guard let resolution = entry.value["resolution"]?.string, let mark = resolution.utf8Range(of: "@workspace:") else {
      return nil
    }
    return RelativePath.resolve(String(resolution[mark.upperBound...]), from: directory)
  }

  private mutating func addBerryImporter(_ folder: String, _ node: Int, _ locked: [YAMLEntry]) {
    let manifest = manifests.first { $0.directory == folder }
    let dependencies = locked.map { entry in
      // A peer that is here is so for development.
      let stated = manifest?.dependencies.first { $0.name == entry.key && $0.section != .peerDependencies }?.section
      return LockfileImporter.Dependency(
        name: entry.key, section: stated ?? .dependencies, package: resolve(entry.key, entry.value.string ?? ""),
        range: entry.value.string)
    }
    builder.addImporter(directory: folder, node: node, dependencies)
  }

  // MARK: Descriptors

  private mutating func add(
    _ descriptors: [String], version: String, span: Span, isLocal: Bool, origin: PackageOrigin
  ) -> Int {
    let name = descriptors.first.map { Self.split($0).name } ?? ""
    // Of several that stand for the same package, an address says most.
    let key = descriptors.first { $0.holds("://") } ?? descriptors.first ?? ""
    let node = builder.add(
      LockedPackage(
        name: name, version: version, key: key, span: span, isLocal: isLocal,
        isDevelopmentOnly: nil, isOptional: nil, origin: origin))
    for descriptor in descriptors {
      byDescriptor[descriptor] = node
      let name = Self.split(descriptor).name
      if byName[name] == nil { byName[name] = node }
    }
    return node
  }

  /// The package a descriptor leads to. Where `resolutions` replaced a range, the lockfile lists the replacement only.
  private func resolve(_ name: String, _ range: String) -> Int? {
    if let node = byDescriptor["\(name)@\(range)"] ?? byDescriptor["\(name)@npm:\(range)"] { return node }
    if let override = resolutions[name] {
      if let node = byDescriptor["\(name)@\(override)"] ?? byDescriptor["\(name)@npm:\(override)"] { return node }
    }
    return byName[name]
  }

  /// "@scope/name@range" in its two parts.
  private static func split(_ descriptor: String) -> (name: String, range: String) {
    let body = descriptor.utf8.dropFirst()
    guard let at = body.firstIndex(of: UInt8(ascii: "@")) else { return (descriptor, "") }
    return (String(descriptor[..<at]), String(descriptor[descriptor.utf8.index(after: at)...]))
  }

  /// The package a key of `resolutions` is about: "a/**/@s/b@^1" speaks of "@s/b".
  private static func name(ofResolution key: String) -> String {
    let segments = RelativePath.segments(of: key)
    guard let last = segments.last else { return key }
    let scope = segments.dropLast().last.flatMap { $0.hasPrefix("@") ? "\($0)/" : nil } ?? ""
    return split(scope + last).name
  }
}

extension String {
  fileprivate func utf8Range(of text: StaticString) -> Range<String.Index>? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var start = utf8.startIndex
    while let candidate = utf8[start...].firstIndex(of: wanted[0]) {
      if utf8[candidate...].starts(with: wanted) {
        return candidate..<utf8.index(candidate, offsetBy: wanted.count)
      }
      start = utf8.index(after: candidate)
    }
    return nil
  }
}
