import Checking
import Findings
import SourceText

/// Silences what comments and entries of the configuration silence, counts it, and reports those that are of no use or
/// cannot be understood: nothing disappears without a trace.
struct ApplySuppressions: AuditStage {
  /// Directives and problems with them, by path.
  let comments: [String: SuppressionComments]
  let entries: [ConfiguredSuppression]
  let source: (String) -> SourceFile?
  let today: CalendarDay?
  let rules: RuleSelection
  /// Whether all that could be found at a path was found, so that a suppression without use has none.
  let isExamined: (String) -> Bool
  let isAudited: (String) -> Bool

  func apply(to state: inout StageState) {
    var reports = SuppressionReports(rules: rules)
    var maps: [String: SuppressionMap] = [:]
    for (path, list) in comments {
      guard let table = source(path)?.lineTable() else { continue }
      maps[path] = SuppressionMap(list.directives, lineTable: table, today: today)
    }
    var uses = [Int](repeating: 0, count: entries.count)
    let before = state.findings.count
    state.findings.removeAll { finding in
      if maps[finding.path]?.suppresses(rule: finding.rule, span: finding.span) ?? false { return true }
      var isSilenced = false
      for (index, entry) in entries.enumerated() where entry.accepts(finding, on: today) {
        uses[index] += 1
        isSilenced = true
      }
      return isSilenced
    }
    state.suppressedCount += before - state.findings.count
    for (path, list) in comments where isAudited(path) {
      guard let map = maps[path] else { continue }
      reports.report(list.problems + map.problems, in: path)
      reports.report(unknownRulesOf: list.directives, in: path)
      reports.report(expired: map.expired, in: path)
      if isExamined(path) { reports.report(unused: map.unused, in: path) }
    }
    for (index, entry) in entries.enumerated() { reports.report(entry, uses: uses[index], on: today, isAudited) }
    state.findings += reports.findings
  }
}

/// What comments of one file say about silencing.
struct SuppressionComments: Sendable {
  var directives: [SuppressionDirective] = []
  var problems: [SuppressionProblem] = []

  var isEmpty: Bool { directives.isEmpty && problems.isEmpty }

  mutating func add(_ reading: SuppressionReading?) {
    switch reading {
    case .directive(let directive): directives.append(directive)
    case .problem(let problem): problems.append(problem)
    case nil: break
    }
  }
}

extension ConfiguredSuppression {
  fileprivate func accepts(_ finding: Finding, on day: CalendarDay?) -> Bool {
    rule == finding.rule && !isExpired(on: day) && path.matches(finding.path)
      && (message.map { finding.message.holds($0) } ?? true)
  }

  fileprivate func isExpired(on day: CalendarDay?) -> Bool {
    guard let until, let day else { return false }
    return until < day
  }
}

/// The findings about suppressions themselves. The rules have pages in `Rules/suppressions`, and can be chosen and
/// switched off like others.
private struct SuppressionReports {
  let rules: RuleSelection
  private(set) var findings: [Finding] = []

  init(rules: RuleSelection) { self.rules = rules }

  mutating func report(_ problems: [SuppressionProblem], in path: String) {
    for problem in problems { report("malformed-suppression", path, problem.span, problem.message) }
  }

  mutating func report(unknownRulesOf directives: [SuppressionDirective], in path: String) {
    for rule in directives.flatMap(\.rules) where !rules.isKnown(rule.id) {
      let suggestion = Spelling.nearest(to: rule.id, among: rules.knownRules.sorted())
      report(
        "malformed-suppression", path, rule.span,
        "there is no rule `\(rule.id)`" + (suggestion.map { "; did you mean `\($0)`?" } ?? ""))
    }
  }

  mutating func report(expired directives: [SuppressionDirective], in path: String) {
    for directive in directives {
      report(
        "expired-suppression", path, directive.span,
        Self.expired(directive.rules.map(\.id).joined(separator: ", "), directive.until))
    }
  }

  mutating func report(
    unused: [(directive: SuppressionDirective, rule: SuppressionDirective.NamedRule)], in path: String
  ) {
    for entry in unused where rules.runs(entry.rule.id) {
      report("unused-suppression", path, entry.rule.span, "no finding of \(entry.rule.id) is silenced here")
    }
  }

  /// An entry that is no part of the project has no place to be reported at.
  mutating func report(
    _ entry: ConfiguredSuppression, uses: Int, on day: CalendarDay?, _ isAudited: (String) -> Bool
  ) {
    guard let file = entry.file, isAudited(file) else { return }
    if entry.isExpired(on: day) {
      report("expired-suppression", file, entry.span, Self.expired(entry.rule, entry.until))
    } else if uses == 0, rules.runs(entry.rule) {
      report(
        "unused-suppression", file, entry.span, "no finding of \(entry.rule) is silenced at \(entry.path.text)")
    }
  }

  private static func expired(_ rules: String, _ until: CalendarDay?) -> String {
    "the suppression of \(rules) ended" + (until.map { " on \($0.text)" } ?? "")
  }

  private mutating func report(_ rule: String, _ path: String, _ span: Span, _ message: String) {
    guard let card = rules.cards.first(where: { $0.id == rule }) else { return }
    findings.append(
      Finding(
        rule: rule, severity: card.severity, confidence: card.confidence, path: path, span: span, message: message))
  }
}
