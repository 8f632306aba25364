package import Findings
package import RulePages
package import SourceText

/// Takes what a project or program check reports, and fills in what the page says.
package struct Reporter {
  private let rule: String
  private let severity: Severity
  private let confidence: Confidence
  /// The day that the audit is of; nil where nobody said.
  package let today: CalendarDay?
  package private(set) var findings: [Finding] = []

  package init(rule: String, severity: Severity, confidence: Confidence, today: CalendarDay? = nil) {
    self.rule = rule
    self.severity = severity
    self.confidence = confidence
    self.today = today
  }

  package init(for page: RulePage, today: CalendarDay?) {
    self.init(rule: page.id, severity: page.severity, confidence: page.confidence, today: today)
  }

  /// Reports one finding.
  ///
  /// - Parameters:
  ///   - span: byte offsets in the file at `path`.
  ///   - path: relative to the project's root.
  ///   - severity: the page's where nil.
  ///   - identity: a key that survives edits, for findings about the repository instead of a line of code.
  ///   - enclosing: dotted name of the function around the span.
  ///   - secrets: spans in the same file whose text no report may show.
  package mutating func report(
    at span: Span, in path: String, _ message: String, severity: Severity? = nil, confidence: Confidence? = nil,
    evidence: [EvidenceStep] = [], identity: String? = nil, enclosing: String? = nil,
    secrets: [Span] = []
  ) {
    findings.append(
      Finding(
        rule: rule, severity: severity ?? self.severity, confidence: confidence ?? self.confidence, path: path,
        span: span, message: message, evidence: evidence, identity: identity, enclosing: enclosing,
        secrets: secrets))
  }
}
