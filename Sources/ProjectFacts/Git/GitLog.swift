/// The commits behind one, the latest first, each read when it is asked for.
///
/// A commit comes before the ones behind it, even where its date says otherwise. Safe to stop at any commit: what lies
/// behind is not read.
package struct GitLog {
  private let repository: GitRepository
  private let since: Int
  private let limit: Int
  private var pending = LatestFirst()
  private var read: [GitObjectID: GitCommit]
  /// The one told last, whose parents are not read yet.
  private var told: GitCommit?
  /// Whether a shallow clone left out what lies behind one that was told.
  package private(set) var isCut = false
  /// Whether commits were left out because of their date.
  private(set) var leftOut = false

  /// - Parameters:
  ///   - since: seconds since 1970; commits that are reached through an earlier one only are left out, and so is that.
  ///   - limit: longer histories are refused.
  package init(
    of repository: GitRepository, from head: GitObjectID, since: Int = .min, limit: Int = 300_000
  ) throws(GitProblem) {
    self.repository = repository
    self.since = since
    self.limit = limit
    read = [head: try repository.commit(head)]
    pending.push(head, time: 0)
  }

  /// nil at the end.
  package mutating func next() throws(GitProblem) -> GitCommit? {
    try followParents()
    while let id = pending.pop(), let commit = read[id] {
      guard commit.commitTime >= since else {
        leftOut = true
        continue
      }
      isCut = isCut || (repository.shallowCommits.contains(id) && !commit.parents.isEmpty)
      told = commit
      return commit
    }
    return nil
  }

  private mutating func followParents() throws(GitProblem) {
    guard let commit = told else { return }
    told = nil
    for parent in repository.parents(of: commit) where read[parent] == nil {
      guard read.count < limit else { throw .tooLarge(what: "git's history", size: read.count + 1, limit: limit) }
      let found = try repository.commit(parent)
      read[parent] = found
      pending.push(parent, time: found.commitTime)
    }
  }
}
