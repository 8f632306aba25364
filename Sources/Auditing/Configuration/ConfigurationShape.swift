/// What may stand in `nodevet.json`, as data: the reader checks files by it, and the JSON Schema is printed from it, so
/// that the two cannot disagree.
package indirect enum ConfigurationShape: Sendable {
  case text
  /// A day as `2026-11-21`.
  case day
  case flag
  /// One of these words.
  case choice([String])
  case integer(ClosedRange<Int>)
  /// A number from 0 to 1.
  case share
  case list(ConfigurationShape)
  /// An object with no keys but these. `noun` is what a key is called when it is unknown.
  case object([ConfigurationKey], noun: String)
  /// A word, or an object that says more.
  case either(ConfigurationShape, ConfigurationShape)

  /// What is expected, for a complaint: "a text", "one of off, note, warning and error".
  var expectation: String {
    switch self {
    case .text: "a text"
    case .day: "a day such as \"2027-01-31\""
    case .flag: "true or false"
    case .choice(let words): Self.enumeration(words)
    case .integer(let range):
      range.upperBound == .max
        ? "a whole number from \(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .share: "a number from 0 to 1"
    case .list: "a list"
    case .object: "an object"
    case .either(let word, let rest): "\(word.expectation), or \(rest.expectation)"
    }
  }

  static func enumeration(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "nothing" }
    return "one of " + words.dropLast().joined(separator: ", ") + " and " + last
  }
}

package struct ConfigurationKey: Sendable {
  package let name: String
  package let shape: ConfigurationShape
  /// What it does, in sentences; for editors.
  package let help: String
  package let isRequired: Bool

  package init(_ name: String, _ shape: ConfigurationShape, isRequired: Bool = false, _ help: String) {
    self.name = name
    self.shape = shape
    self.help = help
    self.isRequired = isRequired
  }
}
