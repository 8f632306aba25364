package import Findings

/// The rule book in short: what `nodevet rules` prints.
package enum RuleListing {
  /// By category, one line a rule: severity, id, title.
  package static func text(of cards: [RuleCard], style: TerminalStyle = .plain) -> [UInt8] {
    var writer = TextWriter(style: style)
    let width = cards.reduce(0) { max($0, VisibleText($1.id).width) }
    var categories: [String] = []
    for card in cards where !categories.contains(card.category) { categories.append(card.category) }
    for category in categories {
      writer.write(foreign: category, as: .strong)
      writer.line()
      for card in cards where card.category == category {
        let id = VisibleText(card.id)
        let word = card.severity.rawValue
        writer.write("  ")
        writer.write(card.severity.symbol + " " + word, as: card.severity.role)
        writer.blank(9 - word.utf8.count)
        writer.write(id)
        writer.blank(width - id.width + 2)
        writer.write(foreign: PlainProse.withoutMarks(card.title), as: .faint)
        writer.line()
      }
      writer.line()
    }
    writer.write("\(Words.count(cards.count, "rule")) · nodevet explain RULE shows one in full")
    writer.line()
    return writer.bytes
  }

  /// `{"format": "nodevet-rules", "formatVersion": 1, "rules": [...]}`, the rules as in the JSON report.
  package static func json(of cards: [RuleCard]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("format", "nodevet-rules")
      root.member("formatVersion", 1)
      root.array("rules") { rules in
        for card in cards { rules.object { write(card, to: &$0) } }
      }
    }
    return writer.finish()
  }

  /// The same with the pages: a rule also has `help`, the words that SARIF carries as `text` and `markdown`, and `sections`
  /// in page order, each with its `heading` and its `markdown`.
  package static func json(ofPagesOf cards: [RuleCard]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("format", "nodevet-rules")
      root.member("formatVersion", 1)
      root.array("rules") { rules in
        for card in cards {
          rules.object { rule in
            write(card, to: &rule)
            rule.object("help") { help in
              help.member("text", RuleHelp.text(of: card))
              help.member("markdown", RuleHelp.markdown(of: card))
            }
            rule.array("sections") { sections in
              for section in card.sections {
                sections.object { object in
                  object.member("heading", section.heading)
                  object.member("markdown", section.markdown)
                }
              }
            }
          }
        }
      }
    }
    return writer.finish()
  }

  static func write(_ card: RuleCard, to object: inout JSONWriter) {
    object.member("id", card.id)
    object.member("category", card.category)
    object.member("title", PlainProse.withoutMarks(card.title))
    object.member("summary", PlainProse.withoutMarks(card.summary))
    object.member("severity", card.severity.rawValue)
    object.member("confidence", card.confidence.rawValue)
    object.member("tags", card.tags)
    object.array("cwe", .line) { numbers in
      for number in card.cwe { numbers.number(number) }
    }
    object.member("since", card.since)
  }
}
