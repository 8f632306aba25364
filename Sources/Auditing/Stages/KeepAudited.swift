import Findings
import ProjectFacts

/// Facts are gathered in the whole repository; findings are told only where the audit was asked for.
struct KeepAudited: AuditStage {
  let project: Project

  func apply(to state: inout StageState) {
    state.findings.removeAll { !project.isAudited($0.path) }
  }
}
