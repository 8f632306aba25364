import Findings
import ProgramGraph

/// Makes notes of what is found in functions that nothing calls: it happens to nobody before somebody does.
struct LowerUncalled: AuditStage {
  let program: Program
  let cards: [RuleCard]

  /// What is wrong with code that runs. Secrets and settings are wrong wherever they stand.
  private static let categories: Set<String> = ["errors", "event-loop", "streams", "resilience", "security"]

  func apply(to state: inout StageState) {
    let running = Set(cards.lazy.filter { Self.categories.contains($0.category) }.map(\.id))
    for (index, finding) in state.findings.enumerated() where finding.severity > .note {
      guard running.contains(finding.rule), let file = program.index(of: finding.path),
        UncalledCode.of(program).holds(finding.span, in: file)
      else { continue }
      state.findings[index].severity = .note
      state.findings[index].message += "; nothing calls the function around it"
    }
  }
}
