import ProgramGraph
import ProjectFacts

/// Which sources are read: those asked for, and what they may stand on.
///
/// A path inside a workspace leans on its siblings, so the whole workspace is read; findings are told only under the
/// path. Above the outermost package nothing is read.
struct AuditScope {
  private let project: Project

  init(_ project: Project) { self.project = project }

  func sources() -> [String] {
    let root = root()
    return project.inventory.sources.lazy.map(\.path).filter { root.isEmpty || $0 == root || $0.hasPrefix(root + "/") }
  }

  /// The folder whose sources are read.
  private func root() -> String {
    let audited = project.auditedPath
    guard !audited.isEmpty, let manifest = project.manifest(governing: audited + "/package.json") else {
      return audited
    }
    let outer = project.workspaces.roots(listing: manifest.directory).last?.directory
    let package = outer ?? manifest.directory
    // The path may hold several packages, or be no package at all.
    return PathText.contains(package, audited) || package == audited ? package : audited
  }
}
