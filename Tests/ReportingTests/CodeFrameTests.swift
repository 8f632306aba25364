import Findings
import Reporting
import SourceText
import TestSupport
import Testing

@Suite("Code frames")
struct CodeFrameTests {
  /// The frame of the first `needle` in a text, without the lines around it.
  private func frame(_ text: String, _ needle: String, width: Int = 100) -> String {
    let project = SampleProject([(path: "a.js", text: text)])
    return frame(text, project.span(needle, in: "a.js"), width: width)
  }

  private func frame(_ text: String, _ span: Span, width: Int = 100) -> String {
    let finding = Finding(
      rule: "r", severity: .warning, confidence: .high, path: "a.js", span: span, message: "m")
    let report = AuditReport(
      version: "0", subject: "", findings: [finding], cards: [], coverage: Coverage(examined: 1),
      sources: ["a.js": SourceFile(path: "a.js", text: text)])
    let lines = Samples.text(of: report, style: TerminalStyle(colour: false, width: width))
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst(5).prefix { !$0.isEmpty }.joined(separator: "\n")
  }

  @Test("Carets stand under the span, a line of context above and below")
  func plain() {
    assertText(
      frame("one()\ntwo(three)\nfour()\n", "three"),
      equals: """
            1 │ one()
            2 │ two(three)
              │     ^^^^^
            3 │ four()
        """)
  }

  @Test("Tabs go to the next stop, in the line and above the carets")
  func tabs() {
    assertText(
      frame("\tif (a)\tgo()\n", "go()"),
      equals: """
            1 │     if (a)  go()
              │             ^^^^
        """)
  }

  @Test("Wide and combining characters count the columns a terminal gives them")
  func wide() {
    assertText(
      frame("x(\"日本\", \"e\u{301}😀\", bad)\n", "bad"),
      equals: """
            1 │ x("日本", "e\u{301}😀", bad)
              │                  ^^^
        """)
  }

  @Test("Blank lines around the span are not shown, numbers align")
  func alignment() {
    let text = String(repeating: "\n", count: 8) + "nine()\nten()\n"
    assertText(
      frame(text, "nine"),
      equals: """
             9 │ nine()
               │ ^^^^
            10 │ ten()
        """)
  }

  @Test("A span of a few lines is shown whole, marked at the left")
  func severalLines() {
    assertText(
      frame("a()\nif (x) {\n  b()\n}\nc()\n", "{\n  b()\n}"),
      equals: """
            1 │ a()
          > 2 │ if (x) {
              │        ^
          > 3 │   b()
          > 4 │ }
            5 │ c()
        """)
  }

  @Test("The middle of a long span is left out")
  func manyLines() {
    let body = (1...20).map { "  line\($0)()\n" }.joined()
    assertText(
      frame("try {\n" + body + "}\n", "try {\n" + body + "}"),
      equals: """
          >  1 │ try {
               │ ^^^^^
          >  2 │   line1()
             ⋮
          > 22 │ }
        """)
  }

  @Test("A long line is cut around the span")
  func longLine() {
    let text = String(repeating: "alpha(1); ", count: 5000) + "bad(2); " + String(repeating: "omega(3); ", count: 5000)
    let shown = frame(text + "\n", "bad(2)", width: 60)
    let lines = shown.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains("… ") || lines[0].contains("│ …"))
    #expect(lines[0].hasSuffix("…"))
    #expect(lines[0].count <= 60)
    let column = lines[1].distance(from: lines[1].startIndex, to: lines[1].firstIndex(of: "^") ?? lines[1].endIndex)
    #expect(lines[0].dropFirst(column).hasPrefix("bad(2)"))
    #expect(lines[1].filter { $0 == "^" }.count == 6)
  }

  @Test("A long line whose span is near its start keeps its start")
  func longLineStart() {
    let shown = frame("const bad = " + String(repeating: "\"x\" + ", count: 100) + "1\n", "bad", width: 60)
    #expect(shown.hasPrefix("    1 │ const bad = "))
    #expect(!shown.contains("│ …"))
  }

  @Test("A span that is longer than the line is cut with it")
  func longSpan() {
    let long = "bad(" + String(repeating: "y", count: 500) + ")"
    let lines = frame("x = " + long + "\n", long, width: 60).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.count <= 60 })
  }

  @Test("An empty span and one at the end of the file have one caret")
  func emptySpans() {
    #expect(frame("abc\n", Span(1, 1)).contains("│  ^"))
    #expect(frame("abc", Span(3, 3)).contains("│    ^"))
    #expect(frame("abc\n", Span(4, 4)).contains("2 │\n"))
  }

  @Test("A byte-order mark takes no room")
  func byteOrderMark() {
    #expect(frame("\u{FEFF}bad()\n", "bad").hasPrefix("    1 │ bad()\n      │ ^^^"))
  }

  @Test("Line ends of every kind end lines", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) {
    assertText(
      frame(["one()", "two()", "three()"].joined(separator: end), "two"),
      equals: """
            1 │ one()
            2 │ two()
              │ ^^^
            3 │ three()
        """)
  }

  @Test("A cut never falls inside a character", arguments: 0..<8)
  func multiByteCuts(_ shift: Int) {
    let text =
      String(repeating: "a", count: shift) + String(repeating: "日", count: 4000) + "bad"
      + String(repeating: "本", count: 4000)
    let shown = frame(text, "bad", width: 61)
    #expect(!shown.contains("\\x"))
    #expect(!shown.contains("\u{FFFD}"))
    #expect(shown.contains("日bad本"))
  }
}
