import Findings

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where one thread's CPU time goes: always in one phase or one rule.
///
/// Used by one thread at a time, from `start` to `stop`.
final class WorkMeter: @unchecked Sendable {
  /// Phases in the order they are told in.
  enum Phase: Int, CaseIterable {
    case reading, parsing, analysing, patterns, joining, modules, calls, handlers, reachability, roles, completing
    case reporting

    var name: String {
      switch self {
      case .reading: "reading sources"
      case .parsing: "parsing"
      case .analysing: "scopes and values"
      case .patterns: "patterns of all rules"
      case .joining: "joining names"
      case .modules: "module graph"
      case .calls: "call graph"
      case .handlers: "request handlers"
      case .reachability: "reachability"
      case .roles: "file roles"
      case .completing: "completing findings"
      case .reporting: "stages of the report"
      }
    }
  }

  private var phases = [UInt64](repeating: 0, count: Phase.allCases.count)
  private var rules: [UInt64]
  /// Phases from 0, rules from -1 downwards.
  private var current: Int
  private var last: UInt64

  init(ruleCount: Int) {
    rules = Array(repeating: 0, count: ruleCount)
    current = 0
    last = 0
  }

  /// A meter for another thread, to be added when that has ended.
  func another() -> WorkMeter { WorkMeter(ruleCount: rules.count) }

  func start(_ phase: Phase) {
    current = phase.rawValue
    last = Self.now()
  }

  func stop() { enter(current) }

  func enter(_ phase: Phase) { enter(phase.rawValue) }

  func enter(rule: Int) { enter(-1 - rule) }

  private func enter(_ next: Int) {
    let now = Self.now()
    if current >= 0 { phases[current] += now - last } else { rules[-1 - current] += now - last }
    last = now
    current = next
  }

  /// Adds what another thread spent, once it has ended.
  func add(_ other: WorkMeter) {
    for index in phases.indices { phases[index] += other.phases[index] }
    for index in rules.indices { rules[index] += other.rules[index] }
  }

  /// The times so far, rules by their names.
  func times(rules names: [String]) -> WorkTimes {
    stop()
    let seconds = { (nanoseconds: UInt64) in Double(nanoseconds) * 1e-9 }
    return WorkTimes(
      phases: Phase.allCases.map { .init(name: $0.name, seconds: seconds(phases[$0.rawValue])) },
      rules: zip(names, rules).filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        .map { .init(name: $0.0, seconds: seconds($0.1)) })
  }

  /// CPU nanoseconds of this thread.
  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
