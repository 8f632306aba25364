/// What reports may know about a rule.
public struct RuleCard: Hashable, Sendable {
  /// Kebab-case id, unique over all categories.
  public var id: String
  /// The folder the page stands in: `event-loop`, `errors`.
  public var category: String
  public var title: String
  /// The paragraph under the title.
  public var summary: String
  public var severity: Severity
  public var confidence: Confidence
  public var tags: [String]
  public var cwe: [Int]
  public var since: String
  /// Markdown of the sections by heading, in page order: Why, Fix, Examples, Limits, References.
  public var sections: [Section]

  public struct Section: Hashable, Sendable {
    public var heading: String
    public var markdown: String

    public init(heading: String, markdown: String) {
      self.heading = heading
      self.markdown = markdown
    }
  }

  public init(
    id: String, category: String, title: String, summary: String, severity: Severity, confidence: Confidence,
    tags: [String], cwe: [Int], since: String, sections: [Section]
  ) {
    self.id = id
    self.category = category
    self.title = title
    self.summary = summary
    self.severity = severity
    self.confidence = confidence
    self.tags = tags
    self.cwe = cwe
    self.since = since
    self.sections = sections
  }

  public func section(_ heading: String) -> String? {
    sections.first { $0.heading == heading }?.markdown
  }
}
