package import DataFormats
package import SourceText

/// One `package.json`, with the place of everything it says.
package struct PackageManifest: Sendable {
  /// Relative to the boundary root.
  package let path: String
  /// The folder it stands in; empty for the root.
  package let directory: String
  package let document: JSONDocument
  /// The outermost object.
  package let root: JSONValue

  package let name: String?
  package let version: String?
  package let isPrivate: Bool
  package let moduleKind: ModuleKind
  /// In the order written, by section in the order of `DependencySection`.
  package let dependencies: [ManifestDependency]
  package let scripts: [ManifestScript]

  package enum ModuleKind: Sendable {
    /// `"type": "module"`
    case module
    /// `"type": "commonjs"`
    case commonJS
    case unstated
  }

  /// Nil where the file holds no object.
  init?(path: String, document: JSONDocument) {
    guard let root = document.root, root.isObject else { return nil }
    self.path = path
    directory = RelativePath.directory(of: path)
    self.document = document
    self.root = root
    name = root["name"]?.string
    version = root["version"]?.string
    isPrivate = root["private"].map { $0.bool == true || $0.isString("true") } ?? false
    moduleKind =
      switch root["type"]?.string {
      case "module": .module
      case "commonjs": .commonJS
      default: .unstated
      }
    dependencies = DependencySection.allCases.flatMap { section in
      (root[section.rawValue]?.members).map { members in members.compactMap { ManifestDependency($0, in: section) } }
        ?? []
    }
    scripts = root.members(of: "scripts").compactMap(ManifestScript.init)
  }

  /// The package's name, or the folder where it has none: "shop-api", "packages/api", "the root package".
  package var displayName: String {
    if let name, !name.isEmpty { return name }
    return directory.isEmpty ? "the root package" : directory
  }

  /// The span of the key of an outermost member, quotes included; the opening brace where it is absent.
  package func span(ofKey key: String) -> Span {
    root.member(key)?.keySpan ?? Span(Int(root.span.start), Int(root.span.start) + 1)
  }

  package subscript(key: String) -> JSONValue? { root[key] }

  package func dependencies(in sections: DependencySection...) -> [ManifestDependency] {
    dependencies.filter { sections.contains($0.section) }
  }

  package func dependency(named name: String) -> ManifestDependency? { dependencies.first { $0.name == name } }

  package func script(named name: String) -> ManifestScript? { scripts.first { $0.name == name } }

  /// Files named by `bin`, whether written as one string or by command, as spans and texts.
  package var binaries: [JSONValue] {
    guard let bin = root["bin"] else { return [] }
    return bin.isObject ? bin.members.map(\.value) : [bin]
  }

  package var main: JSONValue? { root["main"] }
  package var module: JSONValue? { root["module"] }
  package var exports: JSONValue? { root["exports"] }
  package var imports: JSONValue? { root["imports"] }
  package var files: JSONValue? { root["files"] }
  package var engines: JSONValue? { root["engines"] }

  /// What `packageManager` asks for: "pnpm@9.1.0+sha512…" is pnpm. `devEngines.packageManager.name` counts too.
  package var packageManager: PackageManager? {
    if let asked = root["packageManager"]?.string {
      return PackageManager(rawValue: String(asked.prefix { $0 != "@" }))
    }
    return root.value(at: "devEngines", "packageManager", "name")?.string.flatMap(PackageManager.init)
  }

  /// The globs of `workspaces`, in either of its spellings; empty where there is none.
  package var workspaceGlobs: [JSONValue] {
    guard let workspaces = root["workspaces"] else { return [] }
    let list = workspaces.isObject ? workspaces["packages"] : workspaces
    return list.map { Array($0.elements) } ?? []
  }
}

/// The parts of a manifest that name other packages.
package enum DependencySection: String, Sendable, CaseIterable {
  case dependencies
  case optionalDependencies
  case peerDependencies
  case devDependencies

  /// Installed where the package runs in production.
  package var isProduction: Bool { self == .dependencies || self == .optionalDependencies }
}

/// One entry of a dependency section.
package struct ManifestDependency: Sendable {
  package let section: DependencySection
  package let name: String
  /// What the manifest asks for: "^4.19.0", "workspace:*", "git+ssh://…".
  package let range: String
  /// Quotes included.
  package let keySpan: Span
  package let rangeSpan: Span

  init?(_ member: JSONMember, in section: DependencySection) {
    guard let range = member.value.string else { return nil }
    self.section = section
    name = member.key
    self.range = range
    keySpan = member.keySpan
    rangeSpan = member.value.span
  }

  package var span: Span { keySpan.union(rangeSpan) }

  /// Whether the package comes from a registry: not from a folder, a link, the workspace or the manifest's own parts.
  package var isFromRegistry: Bool {
    let local = ["workspace:", "file:", "link:", "portal:", "./", "../", "/", "~/"]
    return !local.contains { range.hasPrefix($0) }
  }
}

/// One entry of `scripts`.
package struct ManifestScript: Sendable {
  package let name: String
  package let command: String
  package let keySpan: Span
  package let commandSpan: Span

  init?(_ member: JSONMember) {
    guard let command = member.value.string else { return nil }
    name = member.key
    self.command = command
    keySpan = member.keySpan
    commandSpan = member.value.span
  }
}
