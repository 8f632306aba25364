import JavaScript
import Testing

@testable import Backtracking

@Suite("What a hostile text can cost a regular expression")
struct BacktrackingCostTests {
  private func cost(_ pattern: String, _ flags: String = "") -> BacktrackingCost {
    RegularExpression(pattern: pattern, flags: flags).backtrackingCost()
  }

  private func degree(_ pattern: String, _ flags: String = "") -> Int? {
    if case .polynomial(let degree, _) = cost(pattern, flags) { return degree }
    return nil
  }

  private func isExponential(_ pattern: String, _ flags: String = "") -> Bool {
    if case .exponential = cost(pattern, flags) { return true }
    return false
  }

  @Test(
    "A loop that reads a word in two ways is exponential",
    arguments: [
      #"^(\w+\s?)*$"#, "(a+)+$", "^(a|aa)+$", "(x+x+)+y", #"^(?:\s*a\s*)*$"#, #"^(?:[^"\\]|\\.|[^"])*$"#, "^(a*?)*?$",
      "^((ab)*|(ba)*)*c$", "^(foo|fo+)*!$", "^(?:a?b?)*$", "^([a-z]{1,40})+$",
    ])
  func exponential(pattern: String) { #expect(isExponential(pattern)) }

  @Test("Flags decide what a pattern takes")
  func flags() {
    #expect(isExponential("^(?:[a-z]|[A-Z])*$", "i"))
    #expect(cost("^(?:[a-z]|[A-Z])*$") == .harmless)
    #expect(isExponential(#"^(?:.|\n)*;$"#, "s"))
    #expect(isExponential(#"^(\p{L}+\s?)*$"#, "u"))
    #expect(isExponential("^(?:[\\w--[0-9]]+-?)*$", "v"))
    #expect(degree(#"\s+$"#) == 2)
    #expect(cost(#"\s+$"#, "y") == .harmless)
  }

  @Test(
    "Loops that follow one another on the same word are polynomial",
    arguments: [
      (#"\s+$"#, 2), (#"^\s+|\s+$"#, 2), ("^[^,]*[^;]*$", 2), ("<.+>", 2), (#"^\s*(.*?)\s*$"#, 2), (#"\d+\d+x"#, 3),
      ("^.*a.*b.*c$", 3), (#"(\w+)@(\w+)\.com"#, 2),
    ])
  func polynomial(pattern: String, expected: Int) { #expect(degree(pattern) == expected) }

  @Test(
    "One way to read each character is harmless",
    arguments: [
      "(ab+)+c?", "^[^,]*,[^,]*$", #"^(?:[a-z]+-)*[a-z]+$"#, #"^"(?:[^"\\]|\\.)*"$"#, "^(a|b)*$", "^a+b+c+$",
      #"^[\w.+-]+@[\w-]+\.[\w.-]+$"#, #"^(?:foo|bar|baz)+$"#, #"^\w{1,20}@\w{1,20}$"#, "^(?:a{1,3}){1,3}$",
      #"^(?:\d{1,3}\.){3}\d{1,3}$"#, #"^\/users\/([^\/]+?)\/?$"#,
    ])
  func harmless(pattern: String) { #expect(cost(pattern) == .harmless) }

  @Test("A loop that cannot fail costs nothing, however ambiguous it is", arguments: ["(a+)+", "(a*)*", "^(a|a)*"])
  func neverFails(pattern: String) { #expect(cost(pattern) == .harmless) }

  @Test("The text that is told takes what is told")
  func attack() throws {
    guard case .exponential(let attack) = cost(#"^(\w+\s?)*$"#) else {
      Issue.record("not found")
      return
    }
    #expect(attack.expression == #""a".repeat(30) + "!""#)
    #expect(attack.steps > 1_000_000 && attack.gaveUp && attack.length == 31)
  }

  @Test("Characters that no report can show are written as escapes")
  func quoting() {
    let attack = BacktrackingAttack(
      prefix: "\"\\", pump: "\u{0}é", suffix: "\n", repetitions: 2, steps: 0, gaveUp: false)
    #expect(attack.expression == #""\"\\" + "\u{0}\u{e9}".repeat(2) + "\n""#)
  }

  @Test("What a lookaround does counts in the trial, not in the search")
  func lookaround() {
    #expect(cost("(?=(a+)+b)c") == .harmless)
    #expect(isExponential("^(?=a)(a+)+$"))
    #expect(cost(#"^(a)\1+$"#) != .notAnalysed)
  }

  @Test("A broken pattern is not analysed", arguments: ["(", "a{2,1}", "[b-a]", #"(?<a>x)\k<b>"#])
  func broken(pattern: String) { #expect(cost(pattern) == .notAnalysed) }

  @Test(
    "Any pattern is answered in bounded time",
    arguments: [
      String(repeating: "(", count: 5000) + "a*" + String(repeating: ")", count: 5000),
      String(repeating: "(a*)*", count: 500) + "$",
      "(((((a{1,1000}){1,1000}){1,1000}){1,1000}){1,1000})$",
      "(?:" + String(repeating: "(?:){1000}", count: 500) + "){1000}a*", "(?:(?:(?:(?:){4000}){4000}){4000}){4000}a*",
      String(repeating: "a|", count: 20000) + "b*",
      "^" + String(repeating: "[a-z]*", count: 100) + "$",
      #"^(\w*\d*\s*[a-f]*){50}$"#,
      "(?:" + (0..<60).map { "[a-z\($0)]+[b-y]*" }.joined(separator: "|") + ")*!$",
      String(repeating: ".*", count: 250) + "x",
    ])
  func hostile(pattern: String) {
    let clock = ContinuousClock()
    let time = clock.measure { _ = cost(pattern) }
    // Unoptimised builds on busy machines are slow; what is not bounded takes hours.
    #expect(time < .seconds(90))
  }
}

@Suite("The matcher that counts its steps")
struct BacktrackingMatcherTests {
  private func outcome(_ pattern: String, _ text: String, _ flags: String = "") throws -> BacktrackingMatcher.Outcome {
    let expression = RegularExpression(pattern: pattern, flags: flags)
    var sets = PatternSets(expression)
    let program = try MatchProgram(expression, &sets)
    var matcher = BacktrackingMatcher(program, sets.sets, expression.flags)
    return matcher.search(text.unicodeScalars.map(\.value), limit: 100_000)
  }

  @Test(
    "It finds what an engine finds",
    arguments: [
      ("^a{2,3}$", "aaa"), ("b|c$", "ac"), (#"(\w)\1"#, "hello"), ("(?<=a)b", "ab"), ("(?<!a)b", "cb"),
      ("(?=.*b)a", "ab"), ("a(?!b)", "ac"), (#"\bword\b"#, "a word."), (#"\Bx"#, "ax"), ("^$", ""), ("(a*)*b", "aab"),
      ("(?:a|ab)(?:c|bcd)$", "abcd"), ("a+?b", "aaab"), ("[^a-c]", "d"), (#"(?<=(\d+))x"#, "12x"),
    ])
  func matches(pattern: String, text: String) throws { #expect(try outcome(pattern, text) == .matched) }

  @Test(
    "It finds nothing where an engine finds nothing",
    arguments: [
      ("^a{2,3}$", "aaaa"), (#"(\w)\1"#, "abc"), ("(?<=a)b", "cb"), ("(?<!a)b", "ab"), ("a(?!b)", "ab"),
      (#"\bword\b"#, "sword"), ("a.c", "a\nc"), ("A", "a"), ("^b", "a\nb"),
    ])
  func failures(pattern: String, text: String) throws { #expect(try outcome(pattern, text) == .failed) }

  @Test("It minds the flags")
  func flags() throws {
    #expect(try outcome("a.c", "a\nc", "s") == .matched)
    #expect(try outcome("A", "a", "i") == .matched)
    #expect(try outcome("^b", "a\nb", "m") == .matched)
    #expect(try outcome("b", "ab", "y") == .failed)
    #expect(try outcome(#"(A)\1"#, "aA", "i") == .matched)
  }

  @Test("It gives up when it has made as many steps as it may")
  func limit() throws {
    #expect(try outcome("^(a+)+$", String(repeating: "a", count: 40) + "!") == .gaveUp)
  }
}
