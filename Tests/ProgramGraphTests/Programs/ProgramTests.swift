import Foundation
import TestSupport
import Testing

@Suite("Small programs, one idiom each") struct ProgramTests {
  @Test("The analysis says of a program what its marks say", arguments: Self.fixtures)
  func program(path: String) throws {
    let text = try Fixture.text("programs/" + path)
    let program = MarkedProgram(path: path, text: text, aspects: Aspect.names)
    for problem in program.problems { record(problem.text, path, problem.line) }
    #expect(!program.marks.isEmpty || !program.spokenOf.isEmpty, "the program expects nothing")
    let built = program.build()
    for aspect in Aspect.all { compare(aspect, program, built) }
  }

  /// Both ways: what is expected and not said, and what is said and not expected.
  private func compare(_ aspect: Aspect, _ program: MarkedProgram, _ built: BuiltProgram) {
    let marks = program.marks.filter { $0.aspect == aspect.name }
    let isSpokenOf = program.spokenOf.contains(aspect.name)
    if marks.isEmpty, !isSpokenOf { return }
    let isComplete = aspect.isComplete || isSpokenOf
    let answers = Dictionary(grouping: aspect.answers(built), by: \.line).mapValues { Set($0.map(\.text)) }
    for mark in marks {
      let found = answers[mark.line] ?? []
      for missing in mark.answers.subtracting(found).sorted() {
        let instead = found.isEmpty ? "nothing" : found.sorted().joined(separator: ", ")
        record("\(aspect.name): expected \(missing), found \(instead)", program.path, mark.line)
      }
    }
    for (line, found) in answers.sorted(by: { $0.key < $1.key }) {
      let mark = marks.first { $0.line == line }
      guard isComplete || mark != nil else { continue }
      for surplus in found.subtracting(mark?.answers ?? []).sorted() {
        record("\(aspect.name): not expected: \(surplus)", program.path, line)
      }
    }
  }

  private func record(_ text: String, _ path: String, _ line: Int) {
    let location = SourceLocation(
      fileID: "programs/" + path, filePath: Fixture.path("programs/" + path), line: line, column: 1)
    Issue.record(Comment(rawValue: "programs/\(path):\(line): \(text)"), sourceLocation: location)
  }

  static let fixtures: [String] = {
    let folder = Fixture.path("programs")
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.contains("/") && !$0.hasSuffix(".md") && $0.contains(".") }.sorted()
  }()
}
