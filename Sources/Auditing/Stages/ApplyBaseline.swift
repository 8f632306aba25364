import Findings

/// Puts aside what a baseline accepts, and lists the entries whose finding is gone.
struct ApplyBaseline: AuditStage {
  let baseline: Baseline
  /// Whether a finding like this entry would have been found, were it still there.
  let isJudged: (BaselineEntry) -> Bool

  func apply(to state: inout StageState) {
    var remaining = Set(baseline.entries)
    var accepted: [Finding] = []
    state.findings.removeAll { finding in
      guard let entry = BaselineEntry(finding), remaining.remove(entry) != nil else { return false }
      accepted.append(finding)
      return true
    }
    state.baseline = BaselineOutcome(accepted: accepted, fixed: remaining.filter(isJudged).sorted())
  }
}
