import Findings

/// The total order of a report: by path, place, rule and message, so that no thread or dictionary decides it.
struct Sort: AuditStage {
  func apply(to state: inout StageState) {
    state.findings.sort { left, right in
      if left.path != right.path { return left.path.utf8.lexicographicallyPrecedes(right.path.utf8) }
      if left.span != right.span { return left.span < right.span }
      if left.rule != right.rule { return left.rule < right.rule }
      if left.message != right.message { return left.message < right.message }
      return (left.identity ?? "") < (right.identity ?? "")
    }
  }
}
