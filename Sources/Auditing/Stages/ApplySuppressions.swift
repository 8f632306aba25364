import Findings
import SourceText

/// Silences what comments silence, and counts it: nothing disappears without a trace.
struct ApplySuppressions: AuditStage {
  let directives: [String: [SuppressionDirective]]
  let lineTables: (String) -> LineTable?
  let today: CalendarDay?

  func apply(to state: inout StageState) {
    var maps: [String: SuppressionMap] = [:]
    for (path, list) in directives where !list.isEmpty {
      guard state.findings.contains(where: { $0.path == path }), let table = lineTables(path) else { continue }
      maps[path] = SuppressionMap(list, lineTable: table, today: today)
    }
    let before = state.findings.count
    state.findings.removeAll { finding in
      maps[finding.path]?.suppresses(rule: finding.rule, span: finding.span) ?? false
    }
    state.suppressedCount += before - state.findings.count
  }
}
