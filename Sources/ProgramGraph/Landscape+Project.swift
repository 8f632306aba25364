package import ProjectFacts
import DataFormats

/// What a project's manifests and tsconfigs say about finding modules.
extension ModuleLandscape {
  package init(_ project: Project) {
    self.init(
      packages: project.manifests.map(Package.init),
      mappings: project.typeScriptConfigurations.compactMap { configuration in
        let name = PathText.name(of: configuration.path)
        guard name == "tsconfig.json" || name == "jsconfig.json" else { return nil }
        if configuration.paths.isEmpty, configuration.baseDirectory == nil { return nil }
        return PathMapping(
          directory: configuration.directory, baseDirectory: configuration.baseDirectory,
          paths: configuration.paths.map { ($0.pattern, $0.targets) })
      })
  }
}

extension ModuleLandscape.Package {
  init(_ manifest: PackageManifest) {
    self.init(
      directory: manifest.directory, name: manifest.name ?? "",
      entries: ["source", "module", "main"].compactMap { manifest[$0]?.string },
      exports: Self.flatten(manifest.exports, root: "."),
      imports: Self.flatten(manifest.imports, root: nil))
  }

  /// `exports` or `imports` as a list of keys and targets; of conditions, those that source code stands behind first.
  private static func flatten(_ value: JSONValue?, root: String?) -> [(key: String, targets: [String])] {
    guard let value else { return [] }
    if value.isObject, value.members.contains(where: { $0.key.hasPrefix(".") || $0.key.hasPrefix("#") }) {
      return value.members.map { ($0.key, targets(of: $0.value)) }
    }
    guard let root else { return [] }
    return [(root, targets(of: value))]
  }

  private static let preferred = ["source", "development", "import", "node", "require", "default", "types"]

  private static func targets(of value: JSONValue, depth: Int = 0) -> [String] {
    guard depth < 8 else { return [] }
    if let text = value.string { return [text] }
    if value.isArray { return value.elements.flatMap { targets(of: $0, depth: depth + 1) } }
    guard value.isObject else { return [] }
    let members = value.members.sorted { left, right in
      let ranks = (preferred.firstIndex(of: left.key) ?? 99, preferred.firstIndex(of: right.key) ?? 99)
      return ranks.0 < ranks.1
    }
    return members.flatMap { targets(of: $0.value, depth: depth + 1) }
  }
}
