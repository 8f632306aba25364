import Findings

/// What the process ends with.
enum ExitCode: Int32 {
  /// Nothing that the gate stops, and everything examined.
  case clean = 0
  /// The gate failed: findings at or above the threshold, or more of them than allowed.
  case findings = 1
  /// A bad flag, a path that cannot be read, a broken configuration or rule page.
  case usage = 2
  /// Nothing that the gate stops, but something could not be examined.
  case incomplete = 3
  /// nodevet's own fault.
  case internalError = 4

  /// - Parameters:
  ///   - neverFails: `--fail-on never`, which turns 1 into 0 and touches nothing else.
  ///   - mayBeEmpty: whether it is no fault that there was nothing to examine.
  init(of report: AuditReport, gate: GateVerdict, neverFails: Bool, allowsIncomplete: Bool, mayBeEmpty: Bool) {
    if !gate.hasPassed, !neverFails {
      self = .findings
    } else if !allowsIncomplete, !report.coverage.gaps.isEmpty || report.coverage.examined == 0 && !mayBeEmpty {
      self = .incomplete
    } else {
      self = .clean
    }
  }
}
