import ProgramGraph
import ProjectFacts

/// Which sources are read: those asked for, and what they may stand on.
///
/// A path inside a workspace leans on its siblings, so the whole workspace is read; findings are told only under the
/// path. Above the outermost package nothing is read.
struct AuditScope {
  private let project: Project
  private let configuration: ProjectConfiguration

  init(_ project: Project, _ configuration: ProjectConfiguration) {
    self.project = project
    self.configuration = configuration
  }

  /// The sources to read, and those that the configuration leaves out, with its reason.
  func sources() -> (paths: [String], excluded: [(path: String, reason: String)]) {
    let root = root()
    let all = project.inventory.sources.lazy.map(\.path).filter {
      root.isEmpty || $0 == root || $0.hasPrefix(root + "/")
    }
    guard configuration.excludesFiles else { return (Array(all), []) }
    var paths: [String] = []
    var excluded: [(path: String, reason: String)] = []
    for path in all {
      if let reason = configuration.exclusion(of: path, isSource: true) {
        excluded.append((path, reason))
      } else {
        paths.append(path)
      }
    }
    return (paths, excluded)
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
