/// The commits behind the one that is checked out: when work began, when it went on, and on what.
///
/// Dates are those the commits claim (the committer's, in UTC). Files have dates only through commits, never by what the
/// file system says.
package struct GitHistory: Sendable {
  /// In order of their dates, the oldest first; equal dates by name.
  package let commits: [GitCommit]
  /// Whether a shallow clone left older commits out: the first one here is then not the first there was.
  package let isShallow: Bool
  private let repository: GitRepository

  package var first: GitCommit? { commits.first }
  package var last: GitCommit? { commits.last }

  /// - Parameter limit: longer histories are refused.
  package init(
    of repository: GitRepository, from head: GitObjectID, limit: Int = 300_000
  ) throws(GitProblem) {
    var seen: Set<GitObjectID> = [head]
    var pending = [head]
    var commits: [GitCommit] = []
    var isCut = false
    while let id = pending.popLast() {
      let commit = try repository.commit(id)
      commits.append(commit)
      isCut = isCut || repository.shallowCommits.contains(id)
      for parent in repository.parents(of: commit) where seen.insert(parent).inserted {
        guard seen.count <= limit else {
          throw .tooLarge(what: "git's history", size: seen.count, limit: limit)
        }
        pending.append(parent)
      }
    }
    commits.sort { $0.commitTime == $1.commitTime ? $0.id < $1.id : $0.commitTime < $1.commitTime }
    self.commits = commits
    self.isShallow = isCut
    self.repository = repository
  }

  /// The oldest commit that has a file or folder at the path; nil where none has. In a shallow clone that may be later than
  /// the truth.
  package func firstAppearance(of path: String) throws(GitProblem) -> GitCommit? {
    // Most commits leave most folders alone: what a folder holds is asked once.
    var known: [GitObjectID: Bool] = [:]
    for commit in commits {
      if known[commit.tree] == nil { known[commit.tree] = try repository.entry(at: path, in: commit.tree) != nil }
      if known[commit.tree] == true { return commit }
    }
    return nil
  }

  /// The paths a commit changed against its first parent; all there are for the first one. Merges change what they bring.
  package func changedPaths(of commit: GitCommit) throws(GitProblem) -> [String] {
    let parent = try repository.parents(of: commit).first.map { id throws(GitProblem) in try repository.commit(id) }
    return try repository.treeChanges(from: parent?.tree, to: commit.tree).map(\.path)
  }
}
