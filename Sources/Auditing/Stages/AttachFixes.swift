import Checking
import Findings
import Rules

/// Says of the findings that are told how they can be mended, where a fixer knows.
struct AttachFixes: AuditStage {
  let context: FixContext

  func apply(to state: inout StageState) {
    // By path already: a file is parsed once.
    for index in state.findings.indices where state.findings[index].fix == nil {
      guard let fixer = RuleFixes.byRule[state.findings[index].rule] else { continue }
      state.findings[index].fix = fixer.fix(for: state.findings[index], in: context)
    }
  }
}
