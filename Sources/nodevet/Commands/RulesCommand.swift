import Checking
import Auditing
import Findings
import Reporting
import RulePages

/// `nodevet rules`: the rule book. `nodevet explain RULE`: one page of it.
enum RulesCommand {
  static let flags: [ArgumentReader.Flag] = [
    .init(name: "--format", value: "FORMAT", help: "text (default) or json"),
    .init(name: "--rules", value: "DIR", help: "add the rule pages in DIR; repeatable"),
  ]

  static func list(_ arguments: [String]) throws(UsageError) -> ExitCode {
    let reader = try ArgumentReader(arguments, flags: flags)
    if let operand = reader.operands.first {
      throw UsageError.unknownCommand("rules \(operand)", suggestion: "rules test")
    }
    let cards = RuleSelection(own: try OwnPages.read(reader.all("--rules"))).cards
    let style = TerminalStyle(colour: Console.mayColour)
    switch reader.value("--format") ?? "text" {
    case "text": Console.write(RuleListing.text(of: cards, style: style))
    case "json": Console.write(RuleListing.json(of: cards))
    case let other: throw UsageError.badValue(other, of: "--format", allowed: "text and json")
    }
    return .clean
  }

  /// `nodevet rules test [DIR...]`: runs the examples of own pages, or of the built-in ones.
  static func test(_ arguments: [String]) throws(UsageError) -> ExitCode {
    let reader = try ArgumentReader(arguments, flags: [])
    let pages = reader.operands.isEmpty ? RuleSelection().pages : try OwnPages.read(reader.operands)
    var failed = 0
    for page in pages {
      let failures = ExampleAudit.failures(of: page)
      if failures.isEmpty {
        Console.write("\(page.category)/\(page.id)\tok\n")
      } else {
        failed += 1
        Console.write(failures.map { $0 + "\n" }.joined())
      }
    }
    Console.write("\(pages.count - failed) passed, \(failed) failed\n")
    return failed == 0 ? .clean : .findings
  }

  static func explain(_ arguments: [String]) throws(UsageError) -> ExitCode {
    let reader = try ArgumentReader(arguments, flags: flags)
    guard !reader.operands.isEmpty else { throw UsageError.missingOperand("the rule to explain") }
    let cards = RuleSelection(own: try OwnPages.read(reader.all("--rules"))).cards
    var asked: [RuleCard] = []
    for name in reader.operands {
      guard let card = cards.first(where: { $0.id == name || "\($0.category)/\($0.id)" == name }) else {
        throw UsageError.unknownRule(name, suggestion: Spelling.nearest(to: name, among: cards.map(\.id)))
      }
      asked.append(card)
    }
    switch reader.value("--format") ?? "text" {
    case "text":
      for card in asked {
        Console.write(RulePageText.bytes(of: card, style: TerminalStyle(colour: Console.mayColour)))
      }
    case "json": Console.write(RuleListing.json(ofPagesOf: asked))
    case let other: throw UsageError.badValue(other, of: "--format", allowed: "text and json")
    }
    return .clean
  }
}
