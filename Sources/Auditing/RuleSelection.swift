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
  /// The ids of all rules there are, those that are not chosen among them.
  let knownRules: Set<String>
  private let running: Set<String>

  /// Built-in rules and own pages, cut by what was asked for. Unknown names are the caller's to refuse: see `names`.
  ///
  /// - Parameter options: numbers that a project sets, by rule and option.
  package init(
    own pages: [RulePage] = [], only: [String] = [], skip: [String] = [], options: [String: [String: Int]] = [:]
  ) {
    func isWanted(_ id: String, _ category: String) -> Bool {
      func names(_ list: [String]) -> Bool {
        list.contains { $0 == id || $0 == category || $0 == "\(category)/\(id)" }
      }
      return (only.isEmpty || names(only)) && !names(skip)
    }
    var selected: [(page: RulePage, check: (any Check)?)] = Rulebook.builtIn.filter { isWanted($0.id, $0.category) }
      .map { rule in (rule.page(), rule.makeCheck.map { Self.adjusted($0(), options[rule.id]) }) }
    selected += pages.filter { isWanted($0.id, $0.category) }.map { ($0, nil) }
    selected.sort { ($0.page.category, $0.page.id) < ($1.page.category, $1.page.id) }
    self.pages = selected.map(\.page)
    cards = selected.map { $0.page.card }
    (set, problems) = RuleSet.compile(selected)
    knownRules = Set(Rulebook.builtIn.map(\.id) + pages.map(\.id))
    running = Set(cards.map(\.id))
  }

  private static func adjusted(_ check: any Check, _ options: [String: Int]?) -> any Check {
    guard let options, var adjustable = check as? any AdjustableCheck else { return check }
    for (name, value) in options.sorted(by: { $0.key < $1.key }) { adjustable.set(name, to: value) }
    return adjustable
  }

  func isKnown(_ id: String) -> Bool { knownRules.contains(id) }

  /// Whether findings of the rule would be found in this run.
  func runs(_ id: String) -> Bool { running.contains(id) }

  /// One page alone, with the check it names, for its own examples.
  package init(page: RulePage) {
    let builtIn = Rulebook.builtIn.first { $0.id == page.id && $0.category == page.category }
    pages = [page]
    cards = [page.card]
    (set, problems) = RuleSet.compile([(page, builtIn?.makeCheck?())])
    knownRules = [page.id]
    running = [page.id]
  }

  /// Every name that `--only` and `--skip` understand.
  package static func names(own pages: [RulePage] = []) -> [String] {
    let builtIn = Rulebook.builtIn.flatMap { [$0.id, $0.category, "\($0.category)/\($0.id)"] }
    let own = pages.flatMap { [$0.id, $0.category, "\($0.category)/\($0.id)"] }
    return Array(Set(builtIn + own)).sorted()
  }
}
