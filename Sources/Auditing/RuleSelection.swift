package import Checking
package import Findings
package import RulePages
import Rules

/// The rules of one run.
package struct RuleSelection: Sendable {
  package struct Selected: Sendable {
    package var card: RuleCard
    package var page: RulePage
    package var check: (any Check)?
  }

  package private(set) var rules: [Selected]

  package var cards: [RuleCard] { rules.map(\.card) }
  var checks: [Selected] { rules.filter { $0.check != nil } }

  /// Built-in rules and own pages, cut by what was asked for. Unknown names are the caller's to refuse: see `unknown`.
  package init(own pages: [RulePage] = [], only: [String] = [], skip: [String] = []) {
    func isWanted(_ id: String, _ category: String) -> Bool {
      func names(_ list: [String]) -> Bool {
        list.contains { $0 == id || $0 == category || $0 == "\(category)/\(id)" }
      }
      return (only.isEmpty || names(only)) && !names(skip)
    }
    rules = Rulebook.builtIn.filter { isWanted($0.id, $0.category) }.map { rule in
      let page = rule.page()
      return Selected(card: page.card, page: page, check: rule.makeCheck?())
    }
    rules += pages.filter { isWanted($0.id, $0.category) }.map { Selected(card: $0.card, page: $0, check: nil) }
    rules.sort { ($0.card.category, $0.card.id) < ($1.card.category, $1.card.id) }
  }

  /// Every name that `--only` and `--skip` understand.
  package static func names(own pages: [RulePage] = []) -> [String] {
    let builtIn = Rulebook.builtIn.flatMap { [$0.id, $0.category, "\($0.category)/\($0.id)"] }
    let own = pages.flatMap { [$0.id, $0.category, "\($0.category)/\($0.id)"] }
    return Array(Set(builtIn + own)).sorted()
  }
}
