import JavaScript
import Testing

/// Texts that break one rule of the language, and their neighbours that do not.
struct Ruling: CustomTestStringConvertible, Sendable {
  /// What the problem says, in part.
  let message: String
  /// Each of these has exactly this one problem.
  let rejected: [String]
  /// None of these has a problem.
  let accepted: [String]
  var language = ParseOptions.Language.ts

  var testDescription: String { message }

  init(_ message: String, rejected: [String], accepted: [String], language: ParseOptions.Language = .ts) {
    self.message = message
    self.rejected = rejected
    self.accepted = accepted
    self.language = language
  }

  func expect() {
    for source in rejected { expectProblem(source, message, language: language) }
    for source in accepted {
      let problems = Parsed(source, language).problems
      #expect(problems == [], "in \(source)")
    }
  }
}
