package import ProjectFacts
import SourceText

/// The roles that the paths of a project's sources decide, with what its packages say of its folders.
package struct SourceRoles: Sendable {
  /// Folders with names of tests from which servers are started.
  private let deployed: [String]

  package init(_ project: Project) {
    deployed = PackageRoles(project).deployedEntries().compactMap { path in
      guard PathRoles.verdict(for: path)?.role == .test else { return nil }
      let folder = PathText.directory(of: path)
      return folder.isEmpty || PathRoles.verdict(for: PathText.name(of: path)) != nil ? nil : folder
    }
  }

  package func verdict(for path: String) -> RoleVerdict? {
    if let folder = deployed.first(where: { PathText.contains($0, path) }) {
      return PathRoles.verdict(for: String(path.dropFirst(folder.utf8.count + 1)))
    }
    // Where such a folder is read at all, its packages are written here.
    if path.holds("node_modules"), case let segments = path.parts(between: "/"),
      let last = segments.lastIndex(of: "node_modules")
    {
      return PathRoles.verdict(for: segments[(last + 1)...].joined(separator: "/"))
    }
    return PathRoles.verdict(for: path)
  }
}
