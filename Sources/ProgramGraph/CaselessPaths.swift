import Synchronization

/// Paths that are the same but for the case of their letters, as file systems of macOS and Windows take them.
final class CaselessPaths: Sendable {
  private let paths: [String]
  /// By the path in small letters; nil where several have it. Made for the first who asks: few programs need it.
  private let table = Mutex<[String: String?]?>(nil)

  init(_ paths: some Sequence<String>) { self.paths = Array(paths) }

  /// The only path that is like this one.
  func path(like path: String) -> String? {
    table.withLock { table in
      let known =
        table
        ?? Dictionary(paths.map { ($0.lowercased(), $0) }, uniquingKeysWith: { _, _ in nil })
      table = known
      return known[path.lowercased()] ?? nil
    }
  }
}
