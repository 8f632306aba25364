import Findings
import ProgramGraph

/// Makes notes of what is found in functions that nothing calls and in files that nothing loads: it happens to nobody
/// before somebody does.
struct LowerUncalled: AuditStage {
  let program: Program
  let cards: [RuleCard]

  /// What is wrong with code that runs. Secrets and settings are wrong wherever they stand.
  private static let categories: Set<String> = [
    "errors", "event-loop", "streams", "resilience", "security", "runtime",
  ]
  /// What a file needs that nothing loads is as little in a hurry.
  private static let ofFiles = categories.union(["packages"])

  func apply(to state: inout StageState) {
    let categories = Dictionary(cards.map { ($0.id, $0.category) }, uniquingKeysWith: { first, _ in first })
    for (index, finding) in state.findings.enumerated() where finding.severity > .note {
      guard let category = categories[finding.rule], Self.ofFiles.contains(category),
        let file = program.index(of: finding.path), let reason = reason(finding, category, file)
      else { continue }
      state.findings[index].severity = .note
      state.findings[index].message += "; \(reason)"
    }
  }

  private func reason(_ finding: Finding, _ category: String, _ file: FileIndex) -> String? {
    if program.role(of: file).isLeftOver { return "no file of the program loads this one" }
    guard Self.categories.contains(category), UncalledCode.of(program).holds(finding.span, in: file) else { return nil }
    return "nothing calls the function around it"
  }
}
