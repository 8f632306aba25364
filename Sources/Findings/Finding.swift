public import SourceText

/// One reported instance of a rule.
public struct Finding: Hashable, Sendable {
  /// Rule id, kebab-case, without its category.
  public var rule: String
  public var severity: Severity
  public var confidence: Confidence
  /// Path relative to the audited root, forward slashes.
  public var path: String
  /// The primary span: the smallest range that shows the fault.
  public var span: Span
  /// One sentence naming the fact with the names from the code; no full stop at the end.
  public var message: String
  /// The ordered steps that prove the finding, outermost first; empty where the span says it all.
  public var evidence: [EvidenceStep]
  /// A semantic key for findings that are not about a line of source (manifest, lockfile, repository).
  public var identity: String?
  /// Dotted name of the function or class around the span, for fingerprints: `OrderService.load`.
  public var enclosing: String?
  /// Spans in the same file whose text no report may show, because it is a credential.
  public var secrets: [Span]
  /// How to mend it, where that can be told.
  public var fix: Fix?
  /// Identity across edits, given by the audit; nil before that.
  public var fingerprint: Fingerprint?

  public init(
    rule: String, severity: Severity, confidence: Confidence, path: String, span: Span, message: String,
    evidence: [EvidenceStep] = [], identity: String? = nil, enclosing: String? = nil, secrets: [Span] = [],
    fix: Fix? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.confidence = confidence
    self.path = path
    self.span = span
    self.message = message
    self.evidence = evidence
    self.identity = identity
    self.enclosing = enclosing
    self.secrets = secrets
    self.fix = fix
  }
}
