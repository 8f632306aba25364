import Findings
import ProjectFacts

/// Facts are gathered in the whole repository; findings are told only where the audit was asked for, and where the
/// configuration leaves nothing out.
struct KeepAudited: AuditStage {
  let project: Project
  let configuration: ProjectConfiguration

  func apply(to state: inout StageState) {
    let excludes = configuration.excludesFiles
    state.findings.removeAll { finding in
      guard project.isAudited(finding.path) else { return true }
      // What is no source is read all the same, since other files lean on it.
      return excludes && configuration.exclusion(of: finding.path, isSource: false) != nil
    }
  }
}
