import Findings

/// What happens to findings between the checks and the report.
struct StageState {
  var findings: [Finding]
  var suppressedCount = 0
}

/// One step of the pipeline.
protocol AuditStage {
  func apply(to state: inout StageState)
}
