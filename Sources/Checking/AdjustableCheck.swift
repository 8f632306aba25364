/// A check with numbers that a project may set for itself, in `nodevet.json` under `options`.
package protocol AdjustableCheck: Check {
  static var options: [RuleOption] { get }

  /// Takes the value of an option; nobody calls it with another name than those of `options`.
  mutating func set(_ option: String, to value: Int)
}

/// A number that a rule decides by.
package struct RuleOption: Sendable {
  package let name: String
  package let standard: Int
  package let range: ClosedRange<Int>
  /// One sentence.
  package let help: String

  package init(_ name: String, standard: Int, range: ClosedRange<Int>, help: String) {
    self.name = name
    self.standard = standard
    self.range = range
    self.help = help
  }
}
