/// Why git's own files do not give an answer.
package enum GitProblem: Error, Hashable, Sendable {
  /// Nothing was ever committed on the branch that is checked out.
  case noCommit
  case unknownRevision(String)
  /// `main..HEAD`, where one revision is asked for.
  case range(String)
  /// More than one object's name begins like this.
  case ambiguousRevision(String)
  case missingObject(GitObjectID)
  /// A partial clone has not fetched the object.
  case notFetched(GitObjectID)
  /// The object is missing, and may lie in a store that this repository borrows from and that is not read.
  case borrowedObject(GitObjectID, from: String)
  case unexpectedKind(GitObjectID, found: GitObjectKind, expected: GitObjectKind)
  /// A file below git's folder does not hold what its name says.
  case corrupt(file: String, reason: String)
  case unreadable(file: String, reason: String)
  case corruptObject(GitObjectID, reason: String)
  case tooLarge(what: String, size: Int, limit: Int)
  /// Something git can do and this reader cannot.
  case unsupported(String)
  /// The answer lies behind the commits at which a shallow clone was cut.
  case shallow
  case noCommonAncestor
  /// `.git` leads to a place that is not believed to be this work tree's.
  case notFollowed(ProjectGap.Kind, String)

  /// One sentence without a full stop.
  package var message: String {
    switch self {
    case .noCommit: "nothing has been committed yet"
    case .unknownRevision(let name): "git knows no revision '\(name)' here"
    case .range(let text): "'\(text)' is a range; name the one revision that the change is to be held against"
    case .ambiguousRevision(let name): "more than one of git's objects begins with '\(name)'"
    case .missingObject(let id): "git's object \(id.hex) is missing: the clone is incomplete or damaged"
    case .notFetched(let id):
      "the clone is partial, and git's object \(id.hex) was left out; 'git diff REV...' fetches it, as does a clone without "
        + "'--filter'"
    case .borrowedObject(let id, let store):
      "git's object \(id.hex) is missing: the repository borrows objects from '\(store)', which lies outside and is not "
        + "read ('git repack -a -d' copies them)"
    case .unexpectedKind(let id, let found, let expected):
      "git's object \(id.hex) is a \(found.rawValue), where a \(expected.rawValue) is expected"
    case .corrupt(let file, let reason): "git's file '\(file)' is damaged: \(reason)"
    case .unreadable(let file, let reason): "git's file '\(file)' cannot be read: \(reason)"
    case .corruptObject(let id, let reason): "git's object \(id.hex) is damaged: \(reason)"
    case .tooLarge(let what, let size, let limit): "\(what) has the size \(size); \(limit) is the limit"
    case .unsupported(let what): "\(what), which is not read"
    case .shallow: "the clone is shallow and does not reach back far enough; fetch the whole history"
    case .noCommonAncestor: "the two revisions have no commit in common"
    case .notFollowed(_, let message): message
    }
  }

  package var gapKind: ProjectGap.Kind {
    switch self {
    case .notFollowed(let kind, _): kind
    case .tooLarge: .limit
    case .unsupported, .shallow: .unsupportedFormat
    case .missingObject, .notFetched, .borrowedObject, .unknownRevision, .ambiguousRevision, .noCommit,
      .noCommonAncestor, .unreadable, .range:
      .unreadable
    case .unexpectedKind, .corrupt, .corruptObject: .malformedFile
    }
  }
}

package enum GitObjectKind: String, Hashable, Sendable {
  case commit, tree, blob, tag
}
