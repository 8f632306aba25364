import Findings

/// What happens to findings between the checks and the report.
struct StageState {
  var findings: [Finding]
  /// Silenced with a reason.
  var suppressedCount = 0
  /// Of rules that the configuration switches off.
  var switchedOffCount = 0
  /// What the change under audit did not bring.
  var untouched: [Finding] = []
  var baseline: BaselineOutcome?

  init(findings: [Finding]) { self.findings = findings }
}

/// One step of the pipeline.
protocol AuditStage {
  func apply(to state: inout StageState)
}
