import Findings
import SourceText

/// Where several rules see one defect, the one that says most is told.
///
/// Of two findings whose primary spans overlap, the rule further right in a chain gives way; of equal findings of one
/// rule, the one with the higher severity stays.
struct OneDefectOneFinding: AuditStage {
  private static let chains: [[String]] = [
    ["hardcoded-secret", "secret-fallback", "node-env-switch"],
    ["async-handler-rejection", "floating-promise", "async-callback-to-sync-api"],
    ["startup-ignores-dependency-failure", "console-only-catch", "empty-catch"],
    ["lockfile-ignored", "missing-lockfile"],
    ["builtin-as-dependency", "deprecated-package", "heavy-dependency"],
  ]

  /// The rules before which a rule gives way.
  static func overruling(_ rule: String) -> [String] {
    chains.flatMap { chain in chain.firstIndex(of: rule).map { Array(chain[..<$0]) } ?? [] }
  }

  func apply(to state: inout StageState) {
    var byPath: [String: [Int]] = [:]
    for (index, finding) in state.findings.enumerated() { byPath[finding.path, default: []].append(index) }
    var dropped: Set<Int> = []
    for indices in byPath.values {
      var kept: [Site: Int] = [:]
      for index in indices {
        let finding = state.findings[index]
        let site = Site(rule: finding.rule, span: finding.span, identity: finding.identity)
        if let other = kept[site] {
          let loser = state.findings[other].severity < finding.severity ? other : index
          dropped.insert(loser)
          if loser == other { kept[site] = index }
        } else {
          kept[site] = index
        }
      }
      for chain in Self.chains { dropped.formUnion(overruled(by: chain, indices, state.findings)) }
    }
    state.findings = state.findings.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
  }

  private struct Site: Hashable {
    var rule: String
    var span: Span
    var identity: String?
  }

  private func overruled(by chain: [String], _ indices: [Int], _ findings: [Finding]) -> [Int] {
    let ranked = indices.compactMap { index in
      chain.firstIndex(of: findings[index].rule).map { (rank: $0, index: index) }
    }
    guard ranked.count > 1 else { return [] }
    return ranked.filter { entry in
      ranked.contains { other in
        other.rank < entry.rank && overlaps(findings[other.index].span, findings[entry.index].span)
      }
    }.map(\.index)
  }

  private func overlaps(_ left: Span, _ right: Span) -> Bool {
    left.start < max(right.end, right.start + 1) && right.start < max(left.end, left.start + 1)
  }
}
