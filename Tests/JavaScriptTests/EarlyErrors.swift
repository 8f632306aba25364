import JavaScript
import Testing

/// Texts of which some break a rule and some, as near to them as can be, do not.
///
/// Each line of `rejected` is a text, perhaps with `//~ words of the message` after it; each must have one problem at
/// least, and the words in its first. Each line of `accepted` must have none.
func expectRule(
  rejected: String, accepted: String, language: ParseOptions.Language = .js, goal: ParseOptions.Goal = .script,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for line in rejected.split(separator: "\n") {
    let parts = line.split(separator: " //~ ", maxSplits: 1).map(String.init)
    let problems = Parsed(parts[0], language, goal: goal).problems
    #expect(!problems.isEmpty, "no problem in: \(parts[0])", sourceLocation: sourceLocation)
    guard parts.count == 2, let first = problems.first else { continue }
    #expect(first.contains(parts[1]), "\(first) in: \(parts[0])", sourceLocation: sourceLocation)
  }
  for line in accepted.split(separator: "\n") {
    let problems = Parsed(String(line), language, goal: goal).problems
    #expect(problems == [], "in: \(line)", sourceLocation: sourceLocation)
  }
}
