import Auditing
import JavaScript
import Semantics
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `nodevet speed FILE...`: how fast files are parsed, for `benchmarks/parse.py`.
///
/// Times are processor time of the thread that does the work, around the work alone: what else runs on the machine and
/// how long the disk takes hardly matter. Files are dealt out to the threads, each of which has one arena, as in an audit.
struct SpeedCommand {
  static let flags: [ArgumentReader.Flag] = [
    .init(
      name: "--stage", value: "STAGE",
      help: "tree (lexer and parser; the default) or scopes (and all that a file's model holds)"),
    .init(name: "--rounds", value: "N", help: "do it N times (1)"),
    .init(name: "--threads", value: "N", help: "on N threads (1)"),
    .init(name: "--files-from", value: "FILE", help: "read file names from FILE, or - for standard input"),
  ]

  private let understands: Bool
  private let rounds: Int
  private let threads: Int
  private let files: [String]

  init(_ arguments: [String]) throws(UsageError) {
    let reader = try ArgumentReader(arguments, flags: Self.flags)
    switch reader.value("--stage") ?? "tree" {
    case "tree": understands = false
    case "scopes": understands = true
    case let other: throw UsageError.badValue(other, of: "--stage", allowed: "tree and scopes")
    }
    rounds = try Self.number("--rounds", in: reader)
    threads = try Self.number("--threads", in: reader)
    var files = reader.operands
    for source in reader.all("--files-from") { files += try FileBytes.names(from: source) }
    if files.isEmpty { throw UsageError.missingOperand("a file to parse") }
    self.files = files
  }

  private static func number(_ flag: String, in reader: ArgumentReader) throws(UsageError) -> Int {
    let text = reader.value(flag) ?? "1"
    guard let number = Int(text), (1...10_000).contains(number) else {
      throw UsageError.badValue(text, of: flag, allowed: "numbers from 1")
    }
    return number
  }

  /// What one thread did in one round.
  private struct Lap: Sendable {
    var bytes = 0
    var files = 0
    var nanoseconds = 0
  }

  /// One JSON object: `{"stage": "tree", "files": 2, "bytes": 100, "rounds": [{"nanoseconds": 500}]}`.
  func run() -> ExitCode {
    let laps = Mutex(Array(repeating: Lap(), count: rounds))
    WorkerThreads.run(threads) { worker in
      let own = self.work(worker)
      laps.withLock { all in
        for (round, lap) in own.enumerated() {
          all[round].bytes += lap.bytes
          all[round].files += lap.files
          all[round].nanoseconds += lap.nanoseconds
        }
      }
    }
    let all = laps.withLock { $0 }
    let times = all.map { String($0.nanoseconds) }.joined(separator: ", ")
    Console.write(
      "{\"stage\": \"\(understands ? "scopes" : "tree")\", \"files\": \(all[0].files), \"bytes\": \(all[0].bytes), "
        + "\"nanoseconds\": [\(times)]}\n")
    return all[0].files == files.count ? .clean : .findings
  }

  private func work(_ worker: Int) -> [Lap] {
    let arena = TreeArena()
    let analyzer = FileAnalyzer()
    var laps = Array(repeating: Lap(), count: rounds)
    for round in 0..<rounds {
      for index in stride(from: worker, to: files.count, by: threads) {
        guard let bytes = FileBytes.read(files[index]) else { continue }
        let options = ParseOptions.forPath(files[index])
        let start = Self.processorTime()
        let tree = arena.parse(bytes, options: options)
        if understands { _ = analyzer.analyze(tree, path: files[index], arena: arena) }
        laps[round].nanoseconds += Self.processorTime() - start
        laps[round].bytes += bytes.count
        laps[round].files += 1
      }
    }
    return laps
  }

  private static func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
