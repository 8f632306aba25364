/// The commits behind the one that is checked out: when work began, when it went on, and on what.
///
/// Dates are those the commits claim (the committer's, in UTC). Files have dates only through commits, never by what the
/// file system says.
package struct GitHistory: Sendable {
  /// In order of their dates, the oldest first; equal dates by name.
  package let commits: [GitCommit]
  /// Whether a shallow clone left older commits out: the first one here is then not the first there was.
  package let isShallow: Bool
  /// Whether the first commit of all is among these, which it is not where only the later ones were asked for.
  package let reachesBeginning: Bool
  private let repository: GitRepository

  package var first: GitCommit? { commits.first }
  package var last: GitCommit? { commits.last }

  /// - Parameters:
  ///   - since: seconds since 1970; commits that are reached through an earlier one only are left out, and so is that.
  ///   - limit: longer histories are refused.
  package init(
    of repository: GitRepository, from head: GitObjectID, since: Int = .min, limit: Int = 300_000
  ) throws(GitProblem) {
    var log = try GitLog(of: repository, from: head, since: since, limit: limit)
    var commits: [GitCommit] = []
    while let commit = try log.next() { commits.append(commit) }
    commits.sort { $0.commitTime == $1.commitTime ? $0.id < $1.id : $0.commitTime < $1.commitTime }
    self.commits = commits
    isShallow = log.isCut
    reachesBeginning = !log.leftOut
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
}

extension GitRepository {
  /// The paths a commit changed against its first parent; all there are for the first one. Merges change what they bring.
  package func changedPaths(of commit: GitCommit) throws(GitProblem) -> [String] {
    let parent = try parents(of: commit).first.map { id throws(GitProblem) in try self.commit(id) }
    return try treeChanges(from: parent?.tree, to: commit.tree).map(\.path)
  }
}
