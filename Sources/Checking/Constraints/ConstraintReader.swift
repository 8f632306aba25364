import JavaScript
import RulePages
import SourceText

/// Reads `where` fences: one constraint a line, `SUBJECT [not] PHRASE`. What it does not know it refuses, with a position
/// and the nearest thing it knows.
struct ConstraintReader {
  var compiler: PatternCompiler
  /// Names bound by `as $NAME`.
  var labels: Set<String> = []
  private let language: PatternFence.Language
  private var words: [ConstraintWord] = []
  private var index = 0
  private var line = Span(0, 0)

  /// - Parameters:
  ///   - compiler: has compiled the patterns of the group, so that it knows their metavariables.
  ///   - language: of those patterns.
  init(compiler: PatternCompiler, language: PatternFence.Language) {
    self.compiler = compiler
    self.language = language
  }

  /// - Parameter bound: for each pattern of the group, the slots of what it captures.
  mutating func read(_ fence: ConstraintFence, bound: [Set<Int>]) -> [Constraint] {
    var constraints: [Constraint] = []
    var start = fence.span.start
    for text in fence.text.split(separator: "\n", omittingEmptySubsequences: false) {
      line = Span(start: start, end: start + UInt32(text.utf8.count))
      start = line.end + 1
      words = ConstraintWord.words(of: text, at: line.start)
      index = 0
      if !words.isEmpty, let constraint = readLine(bound) { constraints.append(constraint) }
    }
    if constraints.isEmpty, compiler.problems.isEmpty { report(fence.span, "this fence says nothing") }
    return constraints
  }

  private mutating func readLine(_ bound: [Set<Int>]) -> Constraint? {
    let first = words[0]
    guard let (subject, kind) = readSubject(bound) else { return nil }
    let isNegated = readNegation()
    guard let row = readRow() else { return nil }
    guard row.subjects.contains(kind) else {
      report(first.span, "`\(row.words)` speaks of \(row.subjects.map(\.rawValue).joined(separator: " or "))")
      return nil
    }
    guard let phrase = row.read(&self) else { return nil }
    if let rest = peek() {
      report(rest.span, "the constraint ends before `\(rest.text)`")
      return nil
    }
    return Constraint(subject: subject, isNegated: isNegated, phrase: phrase, span: line)
  }

  private mutating func readSubject(_ bound: [Set<Int>]) -> (Constraint.Subject, PhraseRow.Subject)? {
    guard let word = next() else { return nil }
    switch word.kind {
    case .word("match"): return (.match, .match)
    case .word("package"): return (.package, .package)
    case .metavariable(.node(let name)), .metavariable(.run(.some(let name))):
      guard let slot = compiler.captures.slot(named: name) else {
        let nearest = compiler.captures.suggestion(for: word.text).map { ": is it `\($0)`?" } ?? ""
        report(word.span, "the pattern has no `\(word.text)`\(nearest)")
        return nil
      }
      let isRun = compiler.captures.entries[slot].isRun
      guard isRun == word.text.hasPrefix("$$$") else {
        report(word.span, "`\(word.text)` is \(isRun ? "a run: write `$$$\(name)`" : "one node: write `$\(name)`")")
        return nil
      }
      // What an earlier constraint captures is in none of them.
      let count = bound.filter { $0.contains(slot) }.count
      if count > 0, count < bound.count {
        report(word.span, "not every pattern above has `\(word.text)`")
        return nil
      }
      return (.capture(slot), isRun ? .run : .node)
    case .word, .string, .number, .pattern, .metavariable, .comma, .comparison:
      report(word.span, "a constraint begins with a metavariable, `match` or `package`")
      return nil
    }
  }

  /// `is not`, `does not`, `cannot`, `not`: leaves the verb as the table has it.
  private mutating func readNegation() -> Bool {
    let texts = words[index...].prefix(3).map(\.text)
    if texts.starts(with: ["is", "not"]) {
      words.remove(at: index + 1)
      return true
    }
    if texts.starts(with: ["does", "not"]), texts.count == 3 {
      words.removeSubrange(index..<(index + 2))
      words[index].text = PhraseRow.thirdPerson[texts[2]] ?? texts[2]
      words[index].kind = .word(words[index].text)
      return true
    }
    if texts.first == "cannot" {
      words[index].text = "can"
      words[index].kind = .word("can")
      return true
    }
    if texts.first == "not" {
      words.remove(at: index)
      return true
    }
    return false
  }

  /// The longest phrase that the next words begin with.
  private mutating func readRow() -> PhraseRow? {
    let texts = words[index...].map(\.text)
    let fitting = PhraseRow.all.filter { row in
      texts.starts(with: row.words.parts(between: " ").map(String.init))
    }
    if let row = fitting.max(by: { $0.words.count < $1.words.count }) {
      let length = row.words.parts(between: " ").count
      if row.words != "is" || isPattern(at: index + 1) {
        index += length
        return row
      }
    }
    let span = words[min(index, words.count - 1)].span
    let phrases = PhraseRow.all.map(\.words).filter { $0 != "is" }
    if let nearest = nearestPhrase(to: texts, among: phrases) {
      report(span, "unknown phrase: is it `\(nearest)`?")
    } else {
      report(span, "unknown phrase; there are \(phrases.joined(separator: ", ")) and is `pattern`")
    }
    return nil
  }

  /// The phrase that is nearest to as many words as it has.
  private func nearestPhrase(to texts: [String], among phrases: [String]) -> String? {
    phrases.filter { phrase in
      let said = texts.prefix(phrase.parts(between: " ").count).joined(separator: " ")
      return Spelling.nearest(to: said, among: [phrase]) != nil
    }.max { $0.count < $1.count }
  }

  private func isPattern(at index: Int) -> Bool {
    guard index < words.count, case .pattern = words[index].kind else { return false }
    return true
  }
}

// MARK: What phrases read

extension ConstraintReader {
  func peek() -> ConstraintWord? { index < words.count ? words[index] : nil }

  mutating func next() -> ConstraintWord? {
    guard index < words.count else { return nil }
    index += 1
    return words[index - 1]
  }

  mutating func skipComma() -> Bool {
    guard case .comma = peek()?.kind else { return false }
    index += 1
    return true
  }

  mutating func skipWord(_ word: String) -> Bool {
    guard case .word(word) = peek()?.kind else { return false }
    index += 1
    return true
  }

  mutating func string(_ expected: String) -> (text: String, span: Span)? {
    guard let word = next(), case .string(let text) = word.kind else {
      reportHere(expected)
      return nil
    }
    return (text, word.span)
  }

  mutating func pattern() -> Pattern? {
    guard let word = next(), case .pattern(let text) = word.kind else {
      reportHere("a pattern in backticks")
      return nil
    }
    return compiler.compileConstraint(
      text, language: language, at: Span(start: word.contentStart, end: word.contentStart + UInt32(text.utf8.count)))
  }

  mutating func word<Word: RawRepresentable<String> & CaseIterable>(of type: Word.Type) -> Word? {
    let known = Word.allCases.map(\.rawValue)
    guard let word = next(), case .word(let text) = word.kind, let result = Word(rawValue: text) else {
      let nearest = Spelling.nearest(to: index > 0 ? words[index - 1].text : "", among: known)
      reportHere(
        nearest.map { "`\($0)`, perhaps: there are \(known.joined(separator: ", "))" }
          ?? "one of \(known.joined(separator: ", "))")
      return nil
    }
    return result
  }

  /// Reports what should have stood at the word read last, or at the end of the line.
  mutating func reportHere(_ expected: String) {
    let isAtEnd = index >= words.count
    let last = words[min(max(0, index - 1), words.count - 1)].span
    report(isAtEnd ? Span(start: last.start, end: line.end) : last, "here stands \(expected)")
  }

  /// Reports the word read last.
  mutating func reportLast(_ message: String) { report(words[max(0, index - 1)].span, message) }

  mutating func report(_ span: Span, _ message: String) { compiler.report(inPage: span, message) }
}
