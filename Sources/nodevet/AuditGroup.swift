import ProjectFacts

/// Paths in one work tree, which one report can tell of: all that it says is relative to the same root.
struct AuditGroup {
  /// Absolute path of the root.
  let root: String
  /// As the operator named them, none inside another.
  private(set) var subjects: [String]
  private var audited: [String]

  /// In the order in which the paths are given.
  static func groups(
    of paths: [String], project: (String) throws(UsageError) -> Project
  ) throws(UsageError) -> [AuditGroup] {
    // One path needs no comparison, and no second look at the disk.
    if paths.count == 1 { return [AuditGroup(root: "", subjects: paths, audited: [""])] }
    var groups: [AuditGroup] = []
    for path in paths {
      let project = try project(path)
      if let index = groups.firstIndex(where: { $0.root == project.root }) {
        groups[index].add(path, project.auditedPath)
      } else {
        groups.append(AuditGroup(root: project.root, subjects: [path], audited: [project.auditedPath]))
      }
    }
    return groups
  }

  /// A folder takes the place of what is inside it.
  private mutating func add(_ path: String, _ place: String) {
    if audited.contains(where: { RelativePath.isInside(place, $0) }) { return }
    let kept = audited.indices.filter { !RelativePath.isInside(audited[$0], place) }
    subjects = kept.map { subjects[$0] } + [path]
    audited = kept.map { audited[$0] } + [place]
  }
}
