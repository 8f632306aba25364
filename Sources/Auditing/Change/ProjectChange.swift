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
      let states = RepositoryStates(of: project, in: repository)
      let old = states.project(with: try repository.files(of: base), keepsUntracked: false)
      let moves = try repository.changes(from: base, to: try repository.index())
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
      let index = try repository.index(file: indexFile)
      var head: GitCommit?
      do {
        head = try repository.commit(try repository.head().commit)
      } catch GitProblem.noCommit {
        head = nil
      }
      let states = RepositoryStates(of: project, in: repository)
      let before = if let head { try repository.files(of: head) } else { [GitChange.File]() }
      let moves = try repository.changes(from: head, to: index)
      return ProjectChange(
        old: states.project(with: before, keepsUntracked: false),
        new: states.project(with: index.files, keepsUntracked: false), oldPaths: oldPaths(moves))
    } catch let problem as ChangeProblem {
      throw problem
    } catch let problem as GitProblem {
      throw .git(problem)
    } catch {
      throw .noRepository
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
