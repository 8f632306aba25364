package import ProjectFacts

/// A change under audit: two states of a project, and which files moved between them.
package struct ProjectChange: Sendable {
  package let old: Project
  package let new: Project
  /// Where files of the new state were in the old one, for those that moved.
  let oldPaths: [String: String]

  /// What stands between the place where a branch left `revision` and the files on disk: commits, what is staged, what is
  /// not, and files that git does not know yet.
  package static func since(_ revision: String, in project: Project) throws(ChangeProblem) -> ProjectChange {
    do {
      guard let repository = try project.repository() else { throw ChangeProblem.noRepository }
      let named = try Self.commit(named: revision, in: repository)
      let base = try repository.mergeBase(try repository.head().commit, named.id)
      let index = try repository.index()
      let states = RepositoryStates(of: project, in: repository)
      // What a sparse checkout keeps off the disk is in neither state.
      let files = try repository.files(of: base).filter { file in
        !index.isSparse(file.path) || project.inventory.exists(file.path)
      }
      let old = try states.project(with: files, keepsUntracked: false)
      let moves = try repository.changes(from: base, to: index)
      return ProjectChange(old: old, new: project, oldPaths: oldPaths(moves))
    } catch let problem as ChangeProblem {
      throw problem
    } catch let problem as GitProblem {
      throw .git(problem)
    } catch {
      throw .noRepository
    }
  }

  /// What the next commit would bring: the index against the last commit. The files on disk do not matter.
  ///
  /// - Parameter indexFile: absolute path of an index in place of the repository's own.
  package static func staged(in project: Project, indexFile: String?) throws(ChangeProblem) -> ProjectChange {
    do {
      guard let repository = try project.repository() else { throw ChangeProblem.noRepository }
      return try staged(in: project, repository, index: repository.index(file: indexFile))
    } catch let problem as ChangeProblem {
      throw problem
    } catch let problem as GitProblem {
      throw .git(problem)
    } catch {
      throw .noRepository
    }
  }

  private static func staged(
    in project: Project, _ repository: GitRepository, index: GitIndex
  ) throws(GitProblem) -> ProjectChange {
    let head = try lastCommit(in: repository)
    let before = if let head { try repository.files(of: head) } else { [GitChange.File]() }
    // Folders that the index names and does not list are as they were.
    let after = index.files + before.filter { index.isInSparseFolder($0.path) }
    let isSparse = { (path: String) in index.isSparse(path) && !project.inventory.exists(path) }
    let gaps = index.conflicts.map { path in
      ProjectGap(
        kind: .unreadable, path: path,
        message: "the conflict of a merge is not resolved, so that nothing of this file is staged")
    }
    let moves = try repository.changes(from: head, to: index)
    let states = RepositoryStates(of: project, in: repository)
    let old = try states.project(with: before, keepsUntracked: false, isSparse: isSparse)
    let new = try states.project(with: after, keepsUntracked: false, isSparse: isSparse, gaps: gaps)
    return ProjectChange(old: old, new: new, oldPaths: oldPaths(moves))
  }

  /// nil before the first commit.
  private static func lastCommit(in repository: GitRepository) throws(GitProblem) -> GitCommit? {
    do {
      return try repository.commit(try repository.head().commit)
    } catch {
      if case .noCommit = error { return nil }
      throw error
    }
  }

  private static func commit(
    named revision: String, in repository: GitRepository
  ) throws -> GitCommit {
    do {
      return try repository.commit(named: revision)
    } catch GitProblem.unknownRevision(let name) where repository.isShallow {
      throw ChangeProblem.unknownInShallow(name)
    }
  }

  private static func oldPaths(_ changes: [GitChange]) -> [String: String] {
    var paths: [String: String] = [:]
    for change in changes where change.isRename {
      if let old = change.old, let new = change.new { paths[new.path] = old.path }
    }
    return paths
  }
}

/// Why a change cannot be told.
package enum ChangeProblem: Error, Sendable {
  case noRepository
  /// A revision that a whole clone may know.
  case unknownInShallow(String)
  case git(GitProblem)

  /// One sentence without a full stop.
  package var message: String {
    switch self {
    case .noRepository: "the project stands in no git repository, so that nothing tells what changed"
    case .git(.shallow):
      "the clone is shallow and does not reach back to where the branches parted; "
        + "fetch more of the history ('git fetch --unshallow', or 'fetch-depth: 0' in a GitHub workflow)"
    case .unknownInShallow(let name):
      "git knows no revision '\(name)' here, and the clone is shallow; "
        + "fetch more of the history ('git fetch --unshallow', or 'fetch-depth: 0' in a GitHub workflow)"
    case .git(let problem): problem.message
    }
  }
}
