public import SourceText

/// Everything a report format may see of an audit.
public struct AuditReport: Sendable {
  /// Version of nodevet that made it.
  public var version: String
  /// Name to print for what was audited, as the user named it.
  public var subject: String
  /// In the total order of the report: see `AuditPipeline`.
  public var findings: [Finding]
  /// All enabled rules, by category and id.
  public var cards: [RuleCard]
  public var coverage: Coverage
  /// The files that findings and evidence point into, by path: code frames and fingerprints need their text.
  public var sources: [String: SourceFile]
  /// Findings silenced with a reason: by comments, or by entries of the configuration.
  public var suppressedCount: Int
  /// Findings of rules that the project's configuration has switched off where they stand.
  public var switchedOffCount = 0
  /// Findings that the change under audit did not bring.
  public var untouchedCount = 0
  /// What a baseline said; nil where none was given.
  public var baseline: BaselineOutcome?
  /// How the report did against the gate; nil where nobody asked.
  public var gate: GateVerdict?
  /// Wall-clock seconds; printed by the text report alone, never by machine formats.
  public var seconds: Double?
  /// Where the CPU time went, if it was asked for.
  public var workTimes: WorkTimes?

  public init(
    version: String, subject: String, findings: [Finding], cards: [RuleCard], coverage: Coverage,
    sources: [String: SourceFile], suppressedCount: Int = 0, seconds: Double? = nil
  ) {
    self.version = version
    self.subject = subject
    self.findings = findings
    self.cards = cards
    self.coverage = coverage
    self.sources = sources
    self.suppressedCount = suppressedCount
    self.seconds = seconds
  }

  public func count(of severity: Severity) -> Int { findings.lazy.filter { $0.severity == severity }.count }
}
