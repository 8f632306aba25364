import Findings

/// Puts aside what a baseline accepts, and lists the entries whose finding is gone.
struct ApplyBaseline: AuditStage {
  let baseline: Baseline
  /// Whether a finding like this entry would have been found, were it still there.
  let isJudged: (BaselineEntry) -> Bool

  func apply(to state: inout StageState) {
    // What the change did not bring has the first claim: equal findings differ by a number alone, and an entry for the one
    // that was there must not accept the one that came.
    var entries = OpenEntries(baseline, numbersMatter: state.untouched.isEmpty)
    for finding in state.untouched { _ = entries.take(finding) }
    var accepted: [Finding] = []
    state.findings.removeAll { finding in
      guard entries.take(finding) else { return false }
      accepted.append(finding)
      return true
    }
    state.baseline = BaselineOutcome(
      accepted: accepted, fixed: baseline.entries.filter { entries.remaining.contains($0) && isJudged($0) })
  }
}

/// The entries that no finding has claimed yet.
private struct OpenEntries {
  private(set) var remaining: Set<BaselineEntry>
  /// By all but the number, in order.
  private var equal: [BaselineEntry: [BaselineEntry]] = [:]

  /// - Parameter numbersMatter: whether an entry accepts the finding of its own number alone.
  init(_ baseline: Baseline, numbersMatter: Bool) {
    remaining = Set(baseline.entries)
    if !numbersMatter { equal = Dictionary(grouping: baseline.entries, by: Self.withoutNumber) }
  }

  mutating func take(_ finding: Finding) -> Bool {
    guard let entry = BaselineEntry(finding) else { return false }
    if remaining.remove(entry) != nil { return true }
    guard let other = equal[Self.withoutNumber(entry)]?.first(where: remaining.contains) else { return false }
    remaining.remove(other)
    return true
  }

  private static func withoutNumber(_ entry: BaselineEntry) -> BaselineEntry {
    var entry = entry
    if let colon = entry.fingerprint.firstIndex(of: ":") { entry.fingerprint.removeSubrange(colon...) }
    return entry
  }
}
