import Checking
package import Findings
package import RulePages
import Rules

/// The rules of one run, compiled together.
package struct RuleSelection: Sendable {
  package let cards: [RuleCard]
  package let pages: [RulePage]
  let set: RuleSet
  /// What is wrong with patterns and constraints of own pages; those pages are left out.
  package let problems: [PageProblem]

  /// Built-in rules and own pages, cut by what was asked for. Unknown names are the caller's to refuse: see `names`.
  package init(own pages: [RulePage] = [], only: [String] = [], skip: [String] = []) {
    func isWanted(_ id: String, _ category: String) -> Bool {
      func names(_ list: [String]) -> Bool {
        list.contains { $0 == id || $0 == category || $0 == "\(category)/\(id)" }
      }
      return (only.isEmpty || names(only)) && !names(skip)
    }
    var selected: [(page: RulePage, check: (any Check)?)] = Rulebook.builtIn.filter { isWanted($0.id, $0.category) }
      .map { ($0.page(), $0.makeCheck?()) }
    selected += pages.filter { isWanted($0.id, $0.category) }.map { ($0, nil) }
    selected.sort { ($0.page.category, $0.page.id) < ($1.page.category, $1.page.id) }
    self.pages = selected.map(\.page)
    cards = selected.map { $0.page.card }
    (set, problems) = RuleSet.compile(selected)
  }

  /// One page alone, with the check it names, for its own examples.
  package init(page: RulePage) {
    let builtIn = Rulebook.builtIn.first { $0.id == page.id && $0.category == page.category }
    pages = [page]
    cards = [page.card]
    (set, problems) = RuleSet.compile([(page, builtIn?.makeCheck?())])
  }

  /// Every name that `--only` and `--skip` understand.
  package static func names(own pages: [RulePage] = []) -> [String] {
    let builtIn = Rulebook.builtIn.flatMap { [$0.id, $0.category, "\($0.category)/\($0.id)"] }
    let own = pages.flatMap { [$0.id, $0.category, "\($0.category)/\($0.id)"] }
    return Array(Set(builtIn + own)).sorted()
  }
}
