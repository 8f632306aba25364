import Auditing
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A line on the terminal that says how far a run is, from its second second on. It is gone when the run ends.
final class ProgressLine: Sendable {
  let progress = AuditProgress()
  private let isOver = Atomic<Bool>(false)

  private static let firstTick = 10
  private static let tick: UInt32 = 100_000

  /// nil where nobody looks: standard error is no terminal, or only pretends to be one.
  init?() {
    let isWatched =
      isatty(STDERR_FILENO) == 1 && Console.environment("TERM") != "dumb"
      && ["CI", "PRE_COMMIT"].allSatisfy { Console.environment($0)?.isEmpty ?? true }
    guard isWatched else { return nil }
  }

  /// Runs `body` while the line is drawn beside it.
  func during<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
    let result = Mutex<Result?>(nil)
    WorkerThreads.run(2) { worker in
      if worker == 0 {
        let made = body()
        result.withLock { $0 = made }
        self.isOver.store(true, ordering: .releasing)
      } else {
        self.draw()
      }
    }
    guard let made = result.withLock({ $0 }) else { preconditionFailure("the first worker leaves a result") }
    return made
  }

  private func draw() {
    var ticks = 0
    var hasDrawn = false
    while !isOver.load(ordering: .acquiring) {
      if ticks >= Self.firstTick {
        let files = progress.files
        let text =
          files.done < files.total ? "\(files.done) of \(files.total) files read" : "\(files.total) files, joining them"
        Console.remark("\r\u{1B}[Knodevet: " + text)
        hasDrawn = true
      }
      ticks += 1
      usleep(Self.tick)
    }
    if hasDrawn { Console.remark("\r\u{1B}[K") }
  }
}
