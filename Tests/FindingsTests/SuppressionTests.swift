import Findings
import SourceText
import Testing

@Suite("Suppressions")
struct SuppressionTests {
  private func directive(_ comment: String, at start: UInt32 = 0) throws -> SuppressionDirective {
    let reading = try #require(SuppressionDirective.read(comment, at: start))
    guard case .directive(let directive) = reading else {
      Issue.record("\(comment) is a problem: \(reading)")
      throw Unexpected()
    }
    return directive
  }

  private struct Unexpected: Error {}

  private func problem(_ comment: String) -> SuppressionProblem? {
    guard case .problem(let problem)? = SuppressionDirective.read(comment, at: 0) else { return nil }
    return problem
  }

  @Test("Rules, reason and date of a directive, with spans in the file")
  func parts() throws {
    let read = try directive(
      "// nodevet-ignore-next-line a-rule, b-rule until=2027-01-31 -- cached at start-up", at: 100)
    #expect(read.reach == .nextLine)
    #expect(read.rules.map(\.id) == ["a-rule", "b-rule"])
    #expect(read.rules[0].span == Span(128, 134))
    #expect(read.reason == "cached at start-up")
    #expect(read.until == CalendarDay(year: 2027, month: 1, day: 31))
    #expect(read.span.start == 100)
  }

  @Test(
    "Every kind of comment carries directives",
    arguments: [
      "//nodevet-ignore-line a-rule -- why", "# nodevet-ignore-line a-rule -- why",
      "/* nodevet-ignore-line a-rule -- why */", "/**\n * nodevet-ignore-line a-rule -- why\n */",
      "<!-- nodevet-ignore-line a-rule -- why -->", "//\tnodevet-ignore-line\ta-rule\t--\twhy  \r",
    ])
  func comments(_ comment: String) throws {
    let read = try directive(comment)
    #expect(read.reach == .line)
    #expect(read.rules.map(\.id) == ["a-rule"])
    #expect(read.reason == "why")
  }

  @Test(
    "Comments about something else are none of ours",
    arguments: ["// see nodevet-ignore-line", "// eslint-disable-next-line", "//", "", "/* */", "# nodevet is fine"])
  func otherComments(_ comment: String) {
    #expect(SuppressionDirective.read(comment, at: 0) == nil)
  }

  @Test(
    "What is wrong with a directive is said",
    arguments: [
      ("// nodevet-ignore-line a-rule", SuppressionProblem.Kind.missingReason),
      ("// nodevet-ignore-line a-rule --", .missingReason),
      ("// nodevet-ignore-line a-rule --   ", .missingReason),
      ("// nodevet-ignore-line -- why", .missingRules),
      ("// nodevet-ignore-line", .missingRules),
      ("// nodevet-ignore-line until=2027-01-01 -- why", .missingRules),
      ("// nodevet-ignore-line a-rule until=tomorrow -- why", .malformedDate),
      ("// nodevet-ignore-line a-rule until=2027-02-29 -- why", .malformedDate),
      ("// nodevet-ignore-line * -- why", .malformedRule),
      ("// nodevet-ignore-line a-rule because I say so.", .malformedRule),
      ("// nodevet-ignore-nextline a-rule -- why", .unknownDirective),
      ("// nodevet-ignore a-rule -- why", .unknownDirective),
      ("// nodevet-ignored", .unknownDirective),
    ])
  func problems(_ comment: String, _ kind: SuppressionProblem.Kind) {
    #expect(problem(comment)?.kind == kind)
  }

  @Test("Days are days of the calendar")
  func days() {
    #expect(CalendarDay("2028-02-29") != nil)
    #expect(CalendarDay("2100-02-29") == nil)
    for text in ["2027-1-1", "2027-13-01", "2027-00-10", "2027-04-31", "20270101", "２０２７-01-01", ""] {
      #expect(CalendarDay(text) == nil, "\(text)")
    }
  }

  /// Reads every line comment of a text and asks about the first character of lines.
  private func map(_ text: String, today: CalendarDay? = nil) throws -> (SuppressionMap, LineTable) {
    let bytes = Array(text.utf8)
    let table = LineTable(bytes)
    var directives: [SuppressionDirective] = []
    for line in 1...table.lineCount {
      let span = table.span(ofLine: line)
      let content = bytes[Int(span.start)..<Int(span.end)]
      guard let slash = content.firstIndex(of: 0x2F) else { continue }
      if case .directive(let directive)? = SuppressionDirective.read(content[slash...], at: UInt32(slash)) {
        directives.append(directive)
      }
    }
    return (SuppressionMap(directives, lineTable: table, today: today), table)
  }

  private func silenced(_ text: String, _ rule: String = "a-rule", today: CalendarDay? = nil) throws -> [Int] {
    var (map, table) = try map(text, today: today)
    return (1...table.lineCount).filter { line in
      let start = table.span(ofLine: line).start
      return map.suppresses(rule: rule, span: Span(start: start, end: start + 1))
    }
  }

  @Test("A directive silences the next line, its line, the file, or the lines between start and end")
  func reaches() throws {
    #expect(try silenced("a\n// nodevet-ignore-next-line a-rule -- r\nb\nc\n") == [3])
    #expect(try silenced("a\nb // nodevet-ignore-line a-rule -- r\nc\n") == [2])
    #expect(try silenced("a\n// nodevet-ignore-file a-rule -- r\nb\n") == [1, 2, 3, 4])
    #expect(try silenced("a\n// nodevet-ignore-start a-rule -- r\nb\n// nodevet-ignore-end a-rule\nc\n") == [2, 3, 4])
    #expect(try silenced("a\n// nodevet-ignore-start a-rule -- r\nb\n// nodevet-ignore-end\nc\n") == [2, 3, 4])
  }

  @Test("A directive silences the rules it names and no other")
  func otherRule() throws {
    #expect(try silenced("// nodevet-ignore-next-line b-rule -- r\nb\n").isEmpty)
  }

  @Test("Directives stacked above a line all reach it")
  func stacked() throws {
    let text = "// nodevet-ignore-next-line a-rule -- r\n// nodevet-ignore-next-line b-rule -- r\ncode\nmore\n"
    #expect(try silenced(text).contains(3))
    #expect(try silenced(text, "b-rule") == [3])
    #expect(try !silenced(text).contains(4))
  }

  @Test("A directive counts through its last day and not a day longer")
  func expiry() throws {
    let text = "// nodevet-ignore-next-line a-rule until=2027-05-01 -- r\ncode\n"
    #expect(try silenced(text, today: CalendarDay("2027-05-01")) == [2])
    #expect(try silenced(text, today: CalendarDay("2027-05-02")).isEmpty)
    #expect(try silenced(text) == [2])
    #expect(try map(text, today: CalendarDay("2027-05-02")).0.expired.count == 1)
    #expect(try map(text, today: CalendarDay("2027-05-02")).0.unused.isEmpty)
  }

  @Test("A start without end silences nothing and is a problem, as is an end without start")
  func unpaired() throws {
    let text = "// nodevet-ignore-start a-rule -- r\ncode\n"
    #expect(try silenced(text).isEmpty)
    let (map, _) = try map(text)
    #expect(map.problems.map(\.kind) == [.startWithoutEnd])
    #expect(map.unused.isEmpty)
    #expect(try self.map("// nodevet-ignore-end\n").0.problems.map(\.kind) == [.endWithoutStart])
    #expect(try self.map("// nodevet-ignore-end a-rule\n").0.problems.map(\.kind) == [.endWithoutStart])
  }

  @Test("Directives that silenced nothing are known, rule by rule")
  func unused() throws {
    var (map, table) = try map("// nodevet-ignore-next-line a-rule, b-rule -- r\ncode\n")
    #expect(map.unused.map(\.rule.id) == ["a-rule", "b-rule"])
    let code = table.span(ofLine: 2)
    let isSilenced = map.suppresses(rule: "b-rule", span: code)
    #expect(isSilenced)
    #expect(map.unused.map(\.rule.id) == ["a-rule"])
  }

  @Test("Twenty thousand stacked directives are read in time")
  func manyDirectives() throws {
    let text = String(repeating: "// nodevet-ignore-next-line a-rule -- r\n", count: 20_000) + "code\n"
    let clock = ContinuousClock()
    var lines: [Int] = []
    let time = try clock.measure { lines = try silenced(text) }
    #expect(lines.contains(20_001))
    #expect(time < .seconds(120))
  }
}
