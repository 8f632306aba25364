import Findings
import SourceText

/// The tool's part of a SARIF run: rules, kinds of notifications, weaknesses.
struct SARIFRules {
  private let cards: [RuleCard]
  private let indices: [String: Int]
  /// Numbers of the Common Weakness Enumeration that rules refer to, ascending.
  private let weaknesses: [Int]

  init(_ report: AuditReport) {
    var cards: [RuleCard] = []
    var indices: [String: Int] = [:]
    for card in report.cards where indices[card.id] == nil {
      indices[card.id] = cards.count
      cards.append(card)
    }
    // A finding without a card still needs a rule that its index can name.
    for finding in report.findings + (report.baseline?.accepted ?? []) where indices[finding.rule] == nil {
      indices[finding.rule] = cards.count
      cards.append(Self.bareCard(for: finding))
    }
    self.cards = cards
    self.indices = indices
    weaknesses = Set(cards.flatMap(\.cwe)).sorted()
  }

  func index(of rule: String) -> Int { indices[rule] ?? 0 }

  private static func bareCard(for finding: Finding) -> RuleCard {
    let title = finding.rule.parts(between: "-").joined(separator: " ")
    return RuleCard(
      id: finding.rule, category: "nodevet", title: title.prefix(1).uppercased() + title.dropFirst(), summary: title,
      severity: finding.severity, confidence: finding.confidence, tags: [], cwe: [], since: "", sections: [])
  }

  // MARK: Tool

  func writeTool(version: String, to run: inout JSONWriter) {
    run.object("tool") { tool in
      tool.object("driver") { driver in
        driver.member("name", "nodevet")
        driver.member("fullName", "nodevet, a code audit for Node.js projects")
        driver.member("semanticVersion", version)
        driver.array("rules") { rules in
          for card in cards { rules.object { write(card, to: &$0) } }
        }
        driver.array("notifications") { notifications in
          for kind in CoverageGap.Kind.allCases {
            notifications.object { Self.write(kind, to: &$0) }
          }
        }
        guard !weaknesses.isEmpty else { return }
        driver.array("supportedTaxonomies", .line) { taxonomies in
          taxonomies.object { Self.writeTaxonomyReference(to: &$0) }
        }
      }
    }
  }

  private static func write(_ kind: CoverageGap.Kind, to notification: inout JSONWriter) {
    notification.member("id", kind.rawValue)
    notification.member("name", SARIFText.pascalCase(kind.rawValue))
    notification.object("shortDescription", .line) { $0.member("text", kind.description) }
  }

  // MARK: Rules

  /// Services show fewer and refuse more.
  private static let descriptionLimit = 1000
  private static let tagLimit = 10

  private func write(_ card: RuleCard, to rule: inout JSONWriter) {
    rule.member("id", card.id)
    rule.member("name", SARIFText.pascalCase(card.id))
    let title = PlainProse.withoutMarks(card.title)
    let summary = PlainProse.withoutMarks(card.summary)
    let short = SARIFText.shortened(SARIFText.sentence(title), to: Self.descriptionLimit)
    let full = SARIFText.shortened(SARIFText.sentence(summary.isEmpty ? title : summary), to: Self.descriptionLimit)
    rule.object("shortDescription", .line) { $0.member("text", short) }
    rule.object("fullDescription", .line) { $0.member("text", full) }
    rule.object("help") { help in
      help.member("text", RuleHelp.text(of: card))
      help.member("markdown", RuleHelp.markdown(of: card))
    }
    rule.object("defaultConfiguration", .line) { $0.member("level", card.severity.rawValue) }
    if !card.cwe.isEmpty { writeRelationships(card.cwe, to: &rule) }
    rule.object("properties") { properties in
      properties.member("tags", Self.tags(of: card))
      properties.member("precision", card.confidence == .high ? "high" : "medium")
      properties.member("problem.severity", card.severity == .note ? "recommendation" : card.severity.rawValue)
      // Its presence alone makes every result of the rule a security alert.
      if card.tags.contains("security") {
        properties.member("security-severity", Self.securitySeverity(card.severity))
      }
    }
  }

  private func writeRelationships(_ numbers: [Int], to rule: inout JSONWriter) {
    rule.array("relationships") { relationships in
      for number in Self.unique(numbers) {
        relationships.object(.line) { relationship in
          relationship.object("target") { target in
            target.member("id", "CWE-\(number)")
            target.member("index", weaknesses.firstIndex(of: number) ?? 0)
            target.object("toolComponent") { Self.writeTaxonomyReference(to: &$0) }
          }
          relationship.member("kinds", ["relevant"])
        }
      }
    }
  }

  private static func tags(of card: RuleCard) -> [String] {
    let weaknesses = card.cwe.map { number in
      let digits = String(number)
      return "external/cwe/cwe-" + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    }
    let words = unique([card.category] + card.tags)
    return Array(words.prefix(max(1, tagLimit - weaknesses.count)) + unique(weaknesses)).prefix(tagLimit).map { $0 }
  }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// In GitHub's bands: 7.0 to 8.9 is high, 4.0 to 6.9 medium, below is low.
  private static func securitySeverity(_ severity: Severity) -> String {
    switch severity {
    case .error: "8.0"
    case .warning: "5.0"
    case .note: "2.0"
    }
  }

  // MARK: Weaknesses

  private static func writeTaxonomyReference(to reference: inout JSONWriter) {
    reference.member("name", "CWE")
    reference.member("index", 0)
  }

  func writeTaxonomies(to run: inout JSONWriter) {
    guard !weaknesses.isEmpty else { return }
    run.array("taxonomies") { taxonomies in
      taxonomies.object { taxonomy in
        taxonomy.member("name", "CWE")
        taxonomy.member("organization", "MITRE")
        taxonomy.member("informationUri", "https://cwe.mitre.org/")
        taxonomy.object("shortDescription", .line) { $0.member("text", "The MITRE Common Weakness Enumeration.") }
        taxonomy.member("isComprehensive", false)
        taxonomy.array("taxa") { taxa in
          for number in weaknesses {
            taxa.object(.line) { taxon in
              taxon.member("id", "CWE-\(number)")
              taxon.member("helpUri", "https://cwe.mitre.org/data/definitions/\(number).html")
            }
          }
        }
      }
    }
  }
}

extension CoverageGap.Kind {
  /// What a notification of this kind says about a file.
  var description: String {
    switch self {
    case .syntaxError: "The file does not parse, and was not examined."
    case .unsupportedDialect: "The file is written in a dialect that nodevet does not read."
    case .unsupportedFormat: "The file is in a format or version that nodevet does not read."
    case .malformedFile: "The file does not follow its own format."
    case .unreadable: "The file or folder could not be read."
    case .limit: "A limit against hostile input was reached."
    case .linkLeavingTree: "A link leads out of the project and was not followed."
    case .earlyError: "The file breaks a rule of the language, and was examined all the same."
    }
  }
}
