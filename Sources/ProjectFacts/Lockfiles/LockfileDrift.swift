import DataFormats
import SourceText

/// A difference between what a manifest asks for and what its lockfile was made for.
package struct LockfileDrift: Sendable {
  package enum Kind: Sendable {
    /// The lockfile does not know the dependency, or not in this range.
    case missing
    /// What is locked does not satisfy the manifest's range.
    case unsatisfied(locked: String)
    /// The lockfile was made for another range; what is locked satisfies both.
    case reworded(lockedRange: String)
    /// The lockfile was made for another range, and its manager compares the words.
    case changed(lockedRange: String)
    /// The manifest no longer asks for it.
    case dropped

    /// Whether the command that refuses to change lockfiles refuses this one.
    package var isRefused: Bool {
      switch self {
      case .missing, .unsatisfied, .changed: true
      case .reworded, .dropped: false
      }
    }
  }

  package let name: String
  /// Nil for what only the lockfile asks for.
  package let dependency: ManifestDependency?
  package let kind: Kind
}

extension Lockfile {
  /// How the lockfile differs from a manifest it governs, in the manifest's order; nil where it does not know the package.
  ///
  /// Only what is exact is compared: direct dependencies and their ranges. Peers, optional packages that are not there,
  /// what the project overrides, and what lies in the repository are left out.
  ///
  /// - Parameters:
  ///   - isOverridden: whether the project replaces the versions of a package.
  ///   - isMember: whether a name is that of one of the project's own packages.
  package func drift(
    from manifest: PackageManifest, isOverridden: (String) -> Bool, isMember: (String) -> Bool
  ) -> [LockfileDrift]? {
    guard let importer = importer(inDirectory: manifest.directory) else { return nil }
    let locked = Dictionary(grouping: importer.dependencies, by: \.name)
    var seen: Set<String> = []
    var drifts: [LockfileDrift] = []
    let asked = manifest.dependencies.filter { $0.section != .peerDependencies }
    // A name in two sections is installed once, and managers differ on which counts.
    let repeated = Set(Dictionary(grouping: asked, by: \.name).filter { $1.count > 1 }.keys)
    for dependency in asked where seen.insert(dependency.name).inserted {
      guard !isOverridden(dependency.name), !overridden.contains(dependency.name), !isMember(dependency.name),
        dependency.isFromRegistry, !repeated.contains(dependency.name),
        let kind = kind(of: dependency, locked[dependency.name] ?? [])
      else { continue }
      drifts.append(LockfileDrift(name: dependency.name, dependency: dependency, kind: kind))
    }
    guard repeatsManifests else { return drifts }
    let known = Set(manifest.dependencies.map(\.name))
    for dependency in importer.dependencies
    where dependency.section != .peerDependencies && !known.contains(dependency.name)
      && seen.insert(dependency.name).inserted && !isMember(dependency.name)
    {
      drifts.append(LockfileDrift(name: dependency.name, dependency: nil, kind: .dropped))
    }
    return drifts
  }

  /// Whether the format says what the manifests asked for.
  private var repeatsManifests: Bool {
    switch format {
    case .npm(let version): version > 1
    case .yarnClassic: false
    case .yarnBerry, .pnpm, .bun: true
    }
  }

  private func kind(of dependency: ManifestDependency, _ locked: [LockfileImporter.Dependency]) -> LockfileDrift.Kind? {
    let isOptional = dependency.section == .optionalDependencies
    guard let entry = locked.first(where: { $0.section != .peerDependencies }) ?? locked.first else {
      return isOptional ? nil : .missing
    }
    switch format {
    case .npm(version: 1): return kind(of: dependency, resolved: entry.package)
    case .npm:
      guard let range = entry.range, Self.plain(range) != Self.plain(dependency.range) else { return nil }
      if let kind = kind(of: dependency, resolved: entry.package) { return kind }
      return .reworded(lockedRange: range)
    case .yarnClassic: return entry.isExact || isOptional && entry.package == nil ? nil : .missing
    case .yarnBerry, .pnpm, .bun:
      guard let range = entry.range, Self.plain(range) != Self.plain(dependency.range),
        Self.isComparable(range), Self.isComparable(dependency.range)
      else { return nil }
      return .changed(lockedRange: range)
    }
  }

  /// npm looks at what is locked, not at the words: a version that satisfies the new range stays.
  private func kind(of dependency: ManifestDependency, resolved: Int?) -> LockfileDrift.Kind? {
    guard let resolved else { return dependency.section == .optionalDependencies ? nil : .missing }
    guard let range = VersionRange(dependency.range), !packages[resolved].isLocal,
      let version = Version(packages[resolved].version), !range.contains(version)
    else { return nil }
    return .unsatisfied(locked: packages[resolved].version)
  }

  /// Ranges that a manager writes down as they are.
  private static func isComparable(_ range: String) -> Bool {
    VersionRange(plain(range)) != nil || !range.contains { ":/#@ ".contains($0) }
  }

  /// Berry writes `npm:^1.0.0` for `^1.0.0`.
  private static func plain(_ range: String) -> String {
    let text = range.hasPrefix("npm:") ? range.dropFirst(4) : range[...]
    let words = text.parts(between: " ").joined(separator: " ")
    // An empty range is every version.
    return words.isEmpty ? "*" : words
  }
}

extension Project {
  /// The lockfile that is committed for a manifest and can be read, where only one manager has one there.
  package func onlyLockfile(governing manifest: PackageManifest) -> (presence: LockfilePresence, contents: Lockfile)? {
    guard case .committed(let presence) = lockfile(governing: manifest), let contents = presence.contents else {
      return nil
    }
    let managers = lockfiles(inDirectory: presence.directory).filter { isTracked($0.path) != false }.map(\.manager)
    return Set(managers).count == 1 ? (presence, contents) : nil
  }

  /// Packages whose versions the manifest that owns a lockfile replaces: npm's `overrides`, yarn's `resolutions`, pnpm's.
  package func overriddenNames(ofLockfileIn directory: String) -> Set<String> {
    guard let root = manifest(inDirectory: directory)?.root else { return [] }
    let groups = [root.members(of: "overrides"), root.members(of: "resolutions")]
    var names = groups.flatMap { $0.map(\.key) }
    if let pnpm = root["pnpm"] {
      for key in ["overrides", "packageExtensions"] { names += pnpm.members(of: key).map(\.key) }
      names += pnpm["ignoredOptionalDependencies"]?.elements.compactMap(\.string) ?? []
    }
    return Set(names.map(Self.nameOfOverride))
  }

  /// "a@^1", "parent>a", "**/a", "@s/a@1" all speak of a package: the last one named.
  private static func nameOfOverride(_ key: String) -> String {
    let last = key.split(separator: ">").last.map(String.init) ?? key
    let segments = last.parts(between: "/").map(String.init)
    guard let name = segments.last else { return last }
    let scoped =
      segments.count > 1 && segments[segments.count - 2].hasPrefix("@")
      ? segments[segments.count - 2] + "/" + name : name
    guard let at = scoped.dropFirst().lastIndex(of: "@") else { return scoped }
    return String(scoped[..<at])
  }
}
