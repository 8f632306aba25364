package import Findings
import RulePages
import Semantics
package import SourceText

/// Makes findings of drafts, now that all files are known.
package struct DraftCompletion<Facts: ProgramFacts> {
  private let rules: RuleSet
  private let facts: Facts

  package init(rules: RuleSet, facts: Facts) {
    self.rules = rules
    self.facts = facts
  }

  /// What became of a draft.
  package enum Verdict: Sendable {
    case finding(Finding)
    /// The rule does not look at files like this one.
    case otherAudience
    /// What the program knows speaks against it.
    case refused(DeferredCondition)
  }

  /// What was learnt while conditions were decided.
  private struct Knowledge {
    var labels: [String: String] = [:]
    var evidence: [EvidenceStep] = []
    var confidence = Confidence.high
    var isOnlyFirst = false
  }

  /// The findings of drafts, one for each rule and place, by path and span.
  ///
  /// - Parameter source: the file with this number.
  package func findings(of drafts: [Draft], source: (Int) -> SourceFile) -> [Finding] {
    var seen = Set<FindingPlace>()
    var result: [Finding] = []
    for draft in drafts {
      guard case .finding(let finding) = verdict(on: draft, source: source(draft.file)) else { continue }
      guard seen.insert(FindingPlace(rule: finding.rule, path: finding.path, span: finding.span)).inserted else {
        continue
      }
      result.append(finding)
    }
    return result.sorted {
      ($0.path, $0.span, $0.rule, $0.message) < ($1.path, $1.span, $1.rule, $1.message)
    }
  }

  package func verdict(on draft: Draft, source: SourceFile) -> Verdict {
    let rule = rules.rules[draft.rule]
    guard let audience = facts.audience(of: draft.file), rule.page.appliesTo.contains(audience) else {
      return .otherAudience
    }
    var knowledge = Knowledge()
    for condition in draft.conditions where !holds(condition, draft, &knowledge) { return .refused(condition) }
    var severity = draft.severity ?? rule.page.severity
    var message = draft.message
    for other in draft.cases {
      var learnt = knowledge
      guard holds(other.when, draft, &learnt) else { continue }
      knowledge = learnt
      severity = other.severity
      message = other.message ?? message
      break
    }
    // What one request pays for all is worth a note.
    if knowledge.isOnlyFirst { severity = .note }
    return .finding(
      Finding(
        rule: rule.page.id, severity: severity, confidence: min(rule.page.confidence, knowledge.confidence),
        path: source.path, span: draft.primary, message: text(of: message, rule, knowledge, source),
        evidence: knowledge.evidence + draft.evidence, identity: draft.identity, enclosing: draft.enclosing,
        secrets: draft.secrets))
  }

  private func min(_ left: Confidence, _ right: Confidence) -> Confidence {
    left == .medium || right == .medium ? .medium : .high
  }

  // MARK: Conditions

  private func holds(_ condition: DeferredCondition, _ draft: Draft, _ knowledge: inout Knowledge) -> Bool {
    switch condition {
    case .reached(let origin, let function, let name):
      guard let path = facts.reach(of: function ?? draft.function, in: draft.file, from: origin) else { return false }
      if let name { knowledge.labels[name] = path.label }
      knowledge.evidence += path.steps
      knowledge.confidence = min(knowledge.confidence, path.confidence)
      knowledge.isOnlyFirst = knowledge.isOnlyFirst || path.isOnlyFirst
      return true
    case .resolves(let value, let names):
      return facts.externalName(of: value, in: draft.file).map { names.matches($0) } ?? false
    case .dependsOn(let name, let bound):
      guard let version = facts.version(ofDependency: name, around: draft.file) else { return false }
      return bound?.contains(version) ?? true
    case .promise(let value):
      guard let steps = facts.promise(value, in: draft.file) else { return false }
      knowledge.evidence += steps
      return true
    case .handled(let value):
      return facts.isHandled(value, in: draft.file)
    case .rejects(let value):
      guard let steps = facts.rejection(of: value, in: draft.file) else { return false }
      knowledge.evidence += steps
      return true
    case .rejectsWithText(let value):
      return facts.rejectsWithText(value, in: draft.file)
    case .rejectsTold(let value):
      return facts.rejectsTold(value, in: draft.file)
    case .letGo(let function):
      return facts.isLetGo(function, in: draft.file)
    case .neverGiven(let function, let index):
      return facts.isNeverGiven(index, of: function, in: draft.file)
    case .comesFromInput(let value, let span, let sink):
      guard let steps = facts.requestFlow(to: value, in: draft.file, at: span, for: sink) else { return false }
      knowledge.evidence += steps
      return true
    case .all(let conditions):
      for condition in conditions where !holds(condition, draft, &knowledge) { return false }
      return true
    case .any(let conditions):
      for condition in conditions {
        var learnt = knowledge
        if holds(condition, draft, &learnt) {
          knowledge = learnt
          return true
        }
      }
      return false
    case .not(let condition):
      // What refutes is no evidence.
      var learnt = knowledge
      return !holds(condition, draft, &learnt)
    }
  }

  // MARK: Words

  private func text(of message: DraftMessage, _ rule: Rule, _ knowledge: Knowledge, _ source: SourceFile) -> String {
    switch message {
    case .text(let text):
      return knowledge.labels.isEmpty ? text : MessageTemplate(text).text { knowledge.labels[$0] }
    case .template(let captures):
      return rule.template?.text { name in
        knowledge.labels[name] ?? captures.first { $0.name == name }.map { source.text(in: $0.span) }
      } ?? rule.page.title
    }
  }
}

private struct FindingPlace: Hashable {
  var rule: String
  var path: String
  var span: Span
}
