import RulePages
import SourceText

/// The Swift file that holds the pages.
///
/// Each page becomes a function of its own that returns a literal: nothing runs for a page that nobody asks for, and the
/// compiler checks each by itself. Strings are literals, which cost nothing to make; Markdown is never parsed again.
enum SwiftSource {
  static func embedding(_ pages: [RulePage]) -> String {
    """
    // Written by rulepress from the pages in Rules/.
    import Findings
    import RulePages
    import SourceText

    let embeddedRules: [BuiltInRule] = [
    \(pages.indices.map { entry($0, pages[$0]) }.joined())]

    /// The Swift types that pages name as their `check`.
    private enum EmbeddedChecks {
    \(pages.indices.compactMap { check($0, pages[$0]) }.joined())}

    private enum EmbeddedPages {
    \(pages.indices.map { function($0, pages[$0]) }.joined(separator: "\n"))}

    """
  }

  private static func entry(_ index: Int, _ page: RulePage) -> String {
    let check =
      switch page.logic {
      case .match: "nil"
      case .check: "EmbeddedChecks.check\(index)"
      }
    return """
        BuiltInRule(
          id: \(literal(page.id)), category: \(literal(page.category)), page: EmbeddedPages.page\(index),
          makeCheck: \(check)),

      """
  }

  /// The compiler holds the name against the types of the Rules target: a misspelt one ends the build, with an error that
  /// points at the page.
  private static func check(_ index: Int, _ page: RulePage) -> String? {
    guard case .check(let name) = page.logic else { return nil }
    let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.firstIndex { $0.hasPrefix("check:") }.map { $0 + 1 } ?? 1
    return """
      #sourceLocation(file: "Rules/\(page.path)", line: \(line))
        @Sendable static func check\(index)() -> BuiltInRule.AnyCheck { \(name)() }
      #sourceLocation()

      """
  }

  private static func function(_ index: Int, _ page: RulePage) -> String {
    """
      @Sendable static func page\(index)() -> RulePage {
        RulePage(
          path: \(literal(page.path)), text: text\(index), id: \(literal(page.id)), category: \(literal(page.category)),
          severity: .\(page.severity), confidence: .\(page.confidence), tags: \(list(page.tags.map(literal))),
          cwe: \(page.cwe), since: \(literal(page.since)), appliesTo: \(list(page.appliesTo.map { ".\($0)" })),
          logic: \(logic(page.logic)),
          disguisesExcept: \(list(page.disguisesExcept.map { ".\($0)" })), title: \(literal(page.title)),
          summary: \(literal(page.summary)),
          sections: \(list(page.sections.map { "RulePage.Section(.\($0.heading), \(span($0.span)))" })))
      }

      private static let text\(index) = \(literal(page.text))

    """
  }

  private static func logic(_ logic: RulePage.Logic) -> String {
    switch logic {
    case .check(let name): ".check(\(literal(name)))"
    case .match(let match):
      """
      .match(
            RulePage.Match(
              message: \(literal(match.message)), at: \(match.at.map(literal) ?? "nil"),
              groups: \(list(match.groups.map(group)))))
      """
    }
  }

  private static func group(_ group: MatchGroup) -> String {
    let patterns = group.patterns.map {
      "PatternFence(language: .\($0.language), text: \(literal($0.text)), span: \(span($0.span)))"
    }
    let constraints = group.constraints.map { "ConstraintFence(text: \(literal($0.text)), span: \(span($0.span)))" }
    return "MatchGroup(patterns: \(list(patterns)), constraints: \(constraints ?? "nil"))"
  }

  private static func span(_ span: Span) -> String { "Span(\(span.start), \(span.end))" }

  private static func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }

  /// A raw string literal, over several lines where the text has several. Its signs outnumber every run of `#` behind a
  /// quote or backslash of the text, so that nothing in the text ends the literal or escapes.
  static func literal(_ text: String) -> String {
    var run = 0
    var longest = 0
    var counts = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        counts = true
        run = 0
      case UInt8(ascii: "#"):
        run += 1
        if counts { longest = max(longest, run) }
      default:
        counts = false
        run = 0
      }
    }
    let signs = String(repeating: "#", count: longest + 1)
    return text.contains("\n") ? "\(signs)\"\"\"\n\(text)\n\"\"\"\(signs)" : "\(signs)\"\(text)\"\(signs)"
  }
}
