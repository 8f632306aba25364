/// What makes a run fail: conditions on the findings and on what was examined.
public struct Gate: Hashable, Sendable {
  /// The lowest severity that fails; nil for none.
  public var failOn: Severity?
  /// How many findings may be told, of any severity.
  public var findings: Int?
  /// How many findings of a severity may be told: where a baseline or a revision is given, those are the new ones.
  public var new: [Severity: Int] = [:]
  /// The same with those that a baseline accepts.
  public var total: [Severity: Int] = [:]
  /// The least share of files that must be examined, of those that are not left out on purpose.
  public var coverage: Double?

  public init(failOn: Severity? = .error) { self.failOn = failOn }

  /// Whether it is more than a threshold.
  public var isElaborate: Bool { findings != nil || !new.isEmpty || !total.isEmpty || coverage != nil }
}

/// How a report did against a gate.
public struct GateVerdict: Hashable, Sendable {
  /// The clauses that failed, each as one sentence without a full stop, with both numbers.
  public var failures: [String]

  public init(failures: [String]) { self.failures = failures }

  public var hasPassed: Bool { failures.isEmpty }
}

extension Gate {
  public func verdict(on report: AuditReport) -> GateVerdict {
    var failures: [String] = []
    if let failOn {
      let count = report.findings.lazy.filter { $0.severity >= failOn }.count
      if count > 0 {
        let above = failOn == .error ? "" : " or above"
        failures.append("\(Self.counted(count, "finding")) of severity \(failOn.rawValue)\(above), and none is allowed")
      }
    }
    if let findings, report.findings.count > findings {
      failures.append(Self.excess("findings", report.findings.count, findings))
    }
    for severity in Severity.allCases.reversed() {
      if let most = new[severity] {
        let count = report.count(of: severity)
        if count > most { failures.append(Self.excess("new \(severity.rawValue)s", count, most)) }
      }
      if let most = total[severity] {
        let accepted = report.baseline?.accepted.lazy.filter { $0.severity == severity }.count ?? 0
        let count = report.count(of: severity) + accepted
        if count > most { failures.append(Self.excess("\(severity.rawValue)s in all", count, most)) }
      }
    }
    if let coverage, let failure = Self.shortfall(of: report.coverage, below: coverage) { failures.append(failure) }
    return GateVerdict(failures: failures)
  }

  private static func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

  private static func excess(_ what: String, _ count: Int, _ most: Int) -> String {
    "\(what): \(count), \(count - most) more than the \(most) allowed"
  }

  private static func shortfall(of coverage: Coverage, below least: Double) -> String? {
    let missing = Set(coverage.gaps.map(\.path)).count
    // A file with a gap may count as examined all the same: what could be read of it was.
    let all = max(coverage.examined + missing, 1)
    let examined = max(0, all - missing)
    guard coverage.examined == 0 || Double(examined) < least * Double(all) else { return nil }
    let needed = Int((least * Double(all)).rounded(.up))
    return "coverage: \(coverage.examined == 0 ? 0 : examined) of \(all) files examined, \(percent(least)) % asked for"
      + (needed > examined ? ": \(counted(needed - examined, "file")) short" : "")
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
