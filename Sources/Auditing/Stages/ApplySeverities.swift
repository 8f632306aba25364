import Findings

/// Gives findings the severity that the configuration has for their rule where they stand.
///
/// What the rule itself holds for lesser than its page says stays so, unless the configuration goes below that: a
/// configured severity is that of the rule's ordinary findings, and the most that any of them has.
struct ApplySeverities: AuditStage {
  let configuration: ProjectConfiguration
  let cards: [RuleCard]

  func apply(to state: inout StageState) {
    guard !configuration.isEmpty else { return }
    let cards = Dictionary(self.cards.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var kept: [Finding] = []
    for var finding in state.findings {
      guard let card = cards[finding.rule] else {
        kept.append(finding)
        continue
      }
      let provenance = configuration.provenance(
        of: card.id, category: card.category, standard: card.severity, at: finding.path)
      switch provenance.level {
      case .off:
        state.switchedOffCount += 1
        continue
      case .on(let severity):
        if provenance.isAdjusted {
          finding.severity = finding.severity >= card.severity ? severity : min(finding.severity, severity)
        }
        kept.append(finding)
      }
    }
    state.findings = kept
  }
}
