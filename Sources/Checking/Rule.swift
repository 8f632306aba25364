package import RulePages

/// A rule that can be run: its page and what keeps the promise.
package struct Rule: Sendable {
  package let page: RulePage
  /// The Swift check beside the page.
  package let check: (any Check)?
  let patterns: PatternCheck?
  let template: MessageTemplate?
}

/// The rules of a run, compiled together: what they look for in a file is found in one walk.
package struct RuleSet: Sendable {
  package let rules: [Rule]
  /// Nodes of all patterns.
  let pool: PatternPool

  /// Compiles pages; a page with a problem is left out.
  ///
  /// - Parameter pages: each with the check it names, if it names one.
  package static func compile(_ pages: [(page: RulePage, check: (any Check)?)]) -> (
    rules: RuleSet, problems: [PageProblem]
  ) {
    var compiler = PatternCompiler()
    var rules: [Rule] = []
    var problems: [PageProblem] = []
    for (page, check) in pages {
      switch page.logic {
      case .check: rules.append(Rule(page: page, check: check, patterns: nil, template: nil))
      case .match(let match):
        let compiled = PatternCheck.compile(match, of: page, with: &compiler)
        problems += compiled.problems
        guard let patterns = compiled.check else { continue }
        rules.append(
          Rule(page: page, check: check, patterns: patterns, template: MessageTemplate(match.message)))
      }
    }
    return (RuleSet(rules: rules, pool: compiler.pool), problems)
  }
}
