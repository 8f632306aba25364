import DataFormats
import SourceText

extension RulePageReader {
  /// The patterns under `## Match`, or the name of the check. Nil where there is neither.
  mutating func readLogic(_ fields: PageFields, _ outline: PageOutline) -> RulePage.Logic? {
    if let check = fields.check {
      for key in [fields.message?.span, fields.at?.span].compactMap({ $0 }) {
        report(key, "`message` and `at` belong to pages with `## Match`: a check words its findings itself")
      }
      return .check(check.name)
    }
    guard let section = outline[.match] else { return nil }
    let groups = readGroups(section)
    guard let message = fields.message else {
      report(section.headingSpan, "a page with `## Match` says its `message` in the front matter")
      return nil
    }
    for name in Metavariables(in: message.text).names { requireBinding(of: name, in: groups, at: message.span) }
    if let at = fields.at { requireBinding(of: at.name, in: groups, at: at.span) }
    return .match(RulePage.Match(message: message.text, at: fields.at?.name, groups: groups))
  }

  /// A `where` fence ends a group. Prose between the fences is for the reader of the page.
  private mutating func readGroups(_ section: PageOutline.Section) -> [MatchGroup] {
    var groups: [MatchGroup] = []
    var patterns: [PatternFence] = []
    for case .fence(let fence) in section.blocks {
      let language = text(fence.info)
      let content = text(fence.content)
      if content.allSatisfy(\.isWhitespace) {
        report(fence.span, "this fence is empty")
      } else if let pattern = PatternFence.Language(rawValue: language) {
        patterns.append(PatternFence(language: pattern, text: content, span: fence.content))
      } else if language == "where" {
        if patterns.isEmpty { report(fence.span, "a `where` fence stands under the patterns it governs") }
        groups.append(
          MatchGroup(patterns: patterns, constraints: ConstraintFence(text: content, span: fence.content)))
        patterns = []
      } else {
        report(
          fence.info.isEmpty ? fence.span : fence.info,
          "fences under `## Match` are `js` or `ts` for patterns and `where` for constraints")
      }
    }
    if !patterns.isEmpty { groups.append(MatchGroup(patterns: patterns, constraints: nil)) }
    if groups.isEmpty { report(section.headingSpan, "`## Match` holds no pattern") }
    return groups
  }

  /// Any pattern may be the one that matches, so each must bind what the message quotes: itself, or by `as $NAME`.
  private mutating func requireBinding(of name: String, in groups: [MatchGroup], at span: Span) {
    for group in groups {
      let constraints = group.constraints.map { Metavariables(in: $0.text).names } ?? []
      for pattern in group.patterns where !constraints.contains(name) {
        guard !Metavariables(in: pattern.text).names.contains(name) else { continue }
        report(span, "the pattern in line \(line(of: pattern.span)) does not bind `$\(name)`")
      }
    }
  }
}
