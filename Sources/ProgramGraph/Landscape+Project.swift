package import ProjectFacts
import DataFormats
import SourceText

/// What a project's manifests and tsconfigs say about finding modules.
extension ModuleLandscape {
  package init(_ project: Project) {
    self.init(
      packages: project.manifests.map { manifest in
        var package = Package(manifest, lockfile: project.contents(ofLockfileGoverning: manifest))
        if package.versions["vercel"] == nil, Self.isOfVercel(manifest, project) { package.versions["vercel"] = "*" }
        return package
      },
      mappings: project.typeScriptConfigurations.compactMap { configuration in
        let name = PathText.name(of: configuration.path)
        guard name == "tsconfig.json" || name == "jsconfig.json" else { return nil }
        if configuration.paths.isEmpty, configuration.baseDirectory == nil { return nil }
        return PathMapping(
          directory: configuration.directory, baseDirectory: configuration.baseDirectory,
          paths: configuration.paths.map { ($0.pattern, $0.targets) })
      } + project.manifests.compactMap(Self.aliases) + project.manifests.flatMap { Self.resolved($0, project) })
  }

  /// Whether Vercel makes functions of the files in `api`: it does unless `builds` says what it makes. Source:
  /// vercel.com/docs/project-configuration, 2026.
  private static func isOfVercel(_ manifest: PackageManifest, _ project: Project) -> Bool {
    let settings = PathText.join(manifest.directory, "vercel.json")
    guard project.inventory.exists(settings) else {
      return project.inventory.exists(PathText.join(manifest.directory, ".vercel/project.json"))
    }
    guard case .success(let bytes) = project.files.bytes(of: settings, limit: 1 << 18),
      let root = JSONParser.parse(bytes, dialect: .withComments).root, root.isObject
    else { return false }
    return root["builds"] == nil
  }

  /// `root` and `alias` of babel-plugin-module-resolver in the settings of Babel beside a manifest, as far as these are
  /// JSON. Source: README of babel-plugin-module-resolver 5.
  private static func resolved(_ manifest: PackageManifest, _ project: Project) -> [PathMapping] {
    let names = [".babelrc", ".babelrc.json", "babel.config.json"]
    let files = names.map { PathText.join(manifest.directory, $0) }.filter { project.inventory.exists($0) }
    let documents = files.compactMap { path -> JSONValue? in
      guard case .success(let bytes) = project.files.bytes(of: path, limit: 1 << 18) else { return nil }
      return JSONParser.parse(bytes, dialect: .withComments).root
    }
    let own: [JSONValue] = manifest["babel"].map { [$0] } ?? []
    return (documents + own).flatMap { settings -> [PathMapping] in
      guard settings.isObject, let plugins = settings["plugins"], plugins.isArray else { return [] }
      return plugins.elements.compactMap { plugin -> PathMapping? in
        guard plugin.isArray else { return nil }
        let parts: [JSONValue] = Array(plugin.elements)
        guard parts.count > 1, parts[0].string?.hasSuffix("module-resolver") == true, parts[1].isObject else {
          return nil
        }
        return mapping(parts[1], manifest.directory)
      }
    }
  }

  private static func mapping(_ options: JSONValue, _ directory: String) -> PathMapping? {
    let root = options["root"]
    let roots: [JSONValue] = root.map { $0.isArray ? Array($0.elements) : [$0] } ?? []
    let base = roots.first?.string
    var paths: [(pattern: String, targets: [String])] = []
    if let table = options["alias"], table.isObject {
      for member in table.members where !member.key.hasPrefix("^") {
        guard let text = member.value.string, ModuleResolver.isRelative(text) else { continue }
        let target = PathText.join(directory, text)
        paths += [(member.key, [target]), (member.key + "/*", [target.isEmpty ? "*" : target + "/*"])]
      }
    }
    if base == nil, paths.isEmpty { return nil }
    return PathMapping(
      directory: directory, baseDirectory: base.map { PathText.join(directory, $0) }, paths: paths)
  }

  /// `_moduleAliases` of module-alias: names for folders (or files) relative to the manifest. What they say of compiled
  /// files holds for the sources as well. Source: module-alias README (2.2), 2026.
  private static func aliases(_ manifest: PackageManifest) -> PathMapping? {
    guard let table = manifest["_moduleAliases"], table.isObject else { return nil }
    let paths = table.members.flatMap { member -> [(pattern: String, targets: [String])] in
      guard let text = member.value.string else { return [] }
      var targets = [PathText.join(manifest.directory, text)]
      for folder in ["dist", "build", "lib"] where text.parts(between: "/").first(where: { $0 != "." }) == folder[...] {
        let rest = text.parts(between: "/").drop { $0 == "." }.dropFirst().joined(separator: "/")
        targets.append(PathText.join(manifest.directory, rest.isEmpty ? "src" : "src/" + rest))
      }
      return [
        (member.key, targets), (member.key + "/*", targets.map { $0.isEmpty ? "*" : $0 + "/*" }),
      ]
    }
    return paths.isEmpty ? nil : PathMapping(directory: manifest.directory, baseDirectory: nil, paths: paths)
  }
}

extension ModuleLandscape.Package {
  init(_ manifest: PackageManifest, lockfile: Lockfile?) {
    self.init(
      directory: manifest.directory, name: manifest.name ?? "",
      entries: ["source", "module", "main"].compactMap { manifest[$0]?.string },
      exports: Self.flatten(manifest.exports, root: "."),
      imports: Self.flatten(manifest.imports, root: nil), versions: Self.versions(manifest, lockfile),
      peers: Self.peers(manifest))
    commands = Set(manifest.scripts.flatMap { $0.command.parts(between: " ") })
  }

  private static func peers(_ manifest: PackageManifest) -> Set<String> {
    let others = Set(manifest.dependencies.lazy.filter { $0.section != .peerDependencies }.map(\.name))
    return Set(manifest.dependencies.lazy.filter { $0.section == .peerDependencies }.map(\.name)).subtracting(others)
  }

  /// What is installed of each dependency, else what is asked for.
  private static func versions(_ manifest: PackageManifest, _ lockfile: Lockfile?) -> [String: String] {
    var versions = Dictionary(
      manifest.dependencies.map { ($0.name, $0.range) }, uniquingKeysWith: { first, _ in first })
    guard let lockfile, let importer = lockfile.importer(inDirectory: manifest.directory) else { return versions }
    for dependency in importer.dependencies {
      if let index = dependency.package { versions[dependency.name] = lockfile.packages[index].version }
    }
    return versions
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

extension Project {
  /// What the lockfile says that pins a manifest's dependencies; nil where there is none that can be read.
  fileprivate func contents(ofLockfileGoverning manifest: PackageManifest) -> Lockfile? {
    switch lockfile(governing: manifest) {
    case .committed(let presence), .presentUntracked(let presence): presence.contents
    case .ignored, .missing: nil
    }
  }
}
