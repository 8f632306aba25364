import Checking
import DataFormats
import Findings
import SourceText

/// Holds a file against its shape: what is unknown, missing, twice or of the wrong kind is a problem with a place.
struct ConfigurationChecker {
  /// After so many the rest is noise.
  private static let problemLimit = 20

  private(set) var problems: [FormatProblem] = []

  mutating func check(_ value: JSONValue, against shape: ConfigurationShape) {
    guard problems.count < Self.problemLimit else { return }
    switch shape {
    case .text:
      if value.string?.isEmpty ?? true { expect(shape, at: value) }
    case .day:
      if value.string.flatMap({ CalendarDay($0) }) == nil { expect(shape, at: value) }
    case .flag:
      if value.kind != .bool { expect(shape, at: value) }
    case .choice(let words):
      checkChoice(value, words)
    case .integer(let range):
      if !(value.integer.map(range.contains) ?? false) { expect(shape, at: value) }
    case .share:
      if !(value.number.map((0...1).contains) ?? false) { expect(shape, at: value) }
    case .list(let element):
      guard value.isArray else { return report(value.span, Self.listExpected(in: value)) }
      for entry in value.elements { check(entry, against: element) }
    case .object(let keys, let noun):
      checkObject(value, keys, noun)
    case .either(let word, let rest):
      check(value, against: value.isObject ? rest : word)
    }
  }

  private mutating func checkChoice(_ value: JSONValue, _ words: [String]) {
    guard let word = value.string else {
      // A rule with options may be an object; this one has none.
      let why = value.isObject ? ", and no object: there are no options here" : ""
      return report(value.span, ConfigurationShape.choice(words).expectation + " is expected here" + why)
    }
    guard !words.contains(word) else { return }
    // Of many words the nearest says more than all of them.
    let suggestion = Spelling.nearest(to: word, among: words).map { "; did you mean '\($0)'?" } ?? ""
    let all = words.count <= 8 ? "; \(ConfigurationShape.enumeration(words)) is expected" : ""
    report(value.span, "'\(word)' is not known here" + (suggestion.isEmpty ? all : suggestion))
  }

  private mutating func checkObject(_ value: JSONValue, _ keys: [ConfigurationKey], _ noun: String) {
    guard value.isObject else { return expect(.object(keys, noun: noun), at: value) }
    var seen: Set<String> = []
    for member in value.members {
      let name = member.key
      guard let key = keys.first(where: { $0.name == name }) else {
        let suggestion = Spelling.nearest(to: name, among: keys.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        report(member.keySpan, "there is no \(noun) '\(name)'" + suggestion)
        continue
      }
      if !seen.insert(name).inserted { report(member.keySpan, "'\(name)' stands here twice") }
      check(member.value, against: key.shape)
    }
    for key in keys where key.isRequired && !seen.contains(key.name) {
      report(Span(Int(value.span.start), Int(value.span.start) + 1), "'\(key.name)' is missing here")
    }
  }

  private static func listExpected(in value: JSONValue) -> String {
    guard let text = value.string, !text.holds("\""), !text.holds("\\") else { return "a list is expected here" }
    return "a list is expected here: [\"\(text)\"]"
  }

  private mutating func expect(_ shape: ConfigurationShape, at value: JSONValue) {
    report(value.span, "\(shape.expectation) is expected here")
  }

  private mutating func report(_ span: Span, _ message: String) {
    guard problems.count < Self.problemLimit else { return }
    problems.append(FormatProblem(span: span, message: message))
  }
}
