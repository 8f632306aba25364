import Synchronization

/// How far a run has come, for whoever looks from another thread.
package final class AuditProgress: Sendable {
  private let total = Atomic<Int>(0)
  private let done = Atomic<Int>(0)

  package init() {}

  func begin(_ count: Int) { total.add(count, ordering: .relaxed) }
  func advance(_ count: Int) { done.add(count, ordering: .relaxed) }

  /// Source files read, and to be read as far as is known. When all are read they are joined, and the rules finish.
  package var files: (done: Int, total: Int) {
    (done.load(ordering: .relaxed), total.load(ordering: .relaxed))
  }
}
