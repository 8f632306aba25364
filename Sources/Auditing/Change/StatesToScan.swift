import Checking
import JavaScript
import ProgramGraph
import ProjectFacts

/// The sources of a project and, where a change is audited, those of its old state: what the change left alone is scanned
/// once for both.
struct StatesToScan {
  private let newPaths: [String]
  /// Of each old path where its file is found among the scanned ones.
  private let oldPlaces: [Int]
  let sources: [SourceScan.Source]

  /// - Parameter paths: those of the new state.
  init(of project: Project, _ paths: [String], _ options: AuditOptions) {
    newPaths = paths
    let roles = SourceRoles(project)
    var sources = paths.map { SourceScan.Source(project: project, path: $0, roles: roles) }
    var oldPlaces: [Int] = []
    if let old = options.change?.old {
      let oldRoles = SourceRoles(old)
      let places = Dictionary(
        paths.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
      for path in AuditScope(old, options.configuration).sources().paths {
        if let place = places[path], project.files.holds(path, as: old.files),
          SourceScan.options(for: path, in: project) == SourceScan.options(for: path, in: old),
          CompiledText(project: project).candidate(for: path) == CompiledText(project: old).candidate(for: path),
          roles.verdict(for: path) == oldRoles.verdict(for: path)
        {
          oldPlaces.append(place)
        } else {
          oldPlaces.append(sources.count)
          sources.append(SourceScan.Source(project: old, path: path, roles: oldRoles))
        }
      }
    }
    self.sources = sources
    self.oldPlaces = oldPlaces
  }

  /// What was scanned, by state.
  func part(_ scanned: SourceScan.Result) -> SourceScan.Result {
    var result = scanned
    result.files = Array(scanned.files.prefix(newPaths.count))
    result.oldFiles = oldPlaces.enumerated().map { number, place in
      var file = scanned.files[place]
      for index in file.drafts.indices { file.drafts[index].file = number }
      return file
    }
    return result
  }
}
