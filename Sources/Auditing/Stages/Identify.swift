import Findings

/// Gives each finding its identity across edits, while all that are not silenced are there: equal ones are numbered, and a
/// report that tells only some of them must not number them anew.
struct Identify: AuditStage {
  let texts: SourceTexts

  func apply(to state: inout StageState) {
    Sort().apply(to: &state)
    let fingerprints = Fingerprints(of: state.findings, sources: texts.sources(of: state.findings))
    for index in state.findings.indices { state.findings[index].fingerprint = fingerprints[index].fingerprint }
  }
}
