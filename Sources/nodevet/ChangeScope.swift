import Auditing
import ProjectFacts

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Which change is audited alone: `--since REV` or `--staged`.
enum ChangeScope {
  case since(String)
  case staged

  /// nil where everything is told.
  init?(_ reader: ArgumentReader) throws(UsageError) {
    let revision = reader.value("--since")
    guard reader.has("--staged") else {
      guard let revision else { return nil }
      self = .since(revision)
      return
    }
    if revision != nil { throw UsageError.other("'--since' and '--staged' are two different changes; one at a time") }
    // pre-commit names the commits in question where it runs for a range of them.
    if let from = Console.environment("PRE_COMMIT_FROM_REF"), !from.isEmpty {
      self = .since(from)
    } else {
      self = .staged
    }
  }

  func change(of project: Project) throws(UsageError) -> ProjectChange {
    do throws(ChangeProblem) {
      switch self {
      case .since(let revision): return try ProjectChange.since(revision, in: project)
      case .staged: return try ProjectChange.staged(in: project, indexFile: Self.indexFile)
      }
    } catch {
      throw UsageError.other(error.message)
    }
  }

  /// Where git keeps the index of the commit that is being made: another than its own for `git commit FILE`.
  private static var indexFile: String? {
    guard let path = Console.environment("GIT_INDEX_FILE"), !path.isEmpty else { return nil }
    if path.hasPrefix("/") { return path }
    guard let folder = getcwd(nil, 0) else { return nil }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }
}
