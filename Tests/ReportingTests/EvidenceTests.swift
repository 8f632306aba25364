import Findings
import Reporting
import SourceText
import TestSupport
import Testing

@Suite("Order and evidence of the text report")
struct EvidenceTests {
  private let source = SourceFile(path: "a.js", text: String(repeating: "step()\n", count: 40))

  private func finding(_ path: String, _ severity: Severity, _ offset: Int, _ message: String, steps: Int = 0)
    -> Finding
  {
    Finding(
      rule: "r", severity: severity, confidence: .high, path: path, span: Span(offset, offset + 4), message: message,
      evidence: (0..<steps).map {
        EvidenceStep(path: "a.js", span: Span($0 * 7, $0 * 7 + 4), message: "step \($0 + 1)")
      })
  }

  private func text(_ findings: [Finding]) -> String {
    Samples.text(
      of: AuditReport(
        version: "0", subject: "", findings: findings, cards: [], coverage: Coverage(examined: 2),
        sources: ["a.js": source, "b.js": SourceFile(path: "b.js", bytes: source.bytes)]))
  }

  @Test("Files with errors come first, and errors first in a file")
  func worstFirst() {
    let text = text([
      finding("a.js", .note, 0, "first"), finding("a.js", .warning, 7, "second"),
      finding("b.js", .note, 0, "third"), finding("b.js", .error, 7, "fourth"),
    ])
    let order = ["fourth", "third", "second", "first"].compactMap { word in
      text.range(of: word).map { text.distance(from: text.startIndex, to: $0) }
    }
    #expect(order.count == 4)
    #expect(order == order.sorted())
    #expect(text.hasSuffix("\n✖ 1 error  ▲ 1 warning  ● 2 notes · 2 files examined\n"))
  }

  @Test("Six steps are told in full")
  func shortPath() {
    let text = text([finding("a.js", .error, 0, "m", steps: 6)])
    for step in 1...6 { #expect(text.contains("\n    \(step)  a.js:\(step):1  step \(step)\n")) }
    #expect(!text.contains("more"))
  }

  @Test("A long path is told by its first three steps and its last two")
  func longPath() {
    let text = text([finding("a.js", .error, 0, "m", steps: 12)])
    let expected = """
           1  a.js:1:1   step 1
           2  a.js:2:1   step 2
           3  a.js:3:1   step 3
              … 7 more
          11  a.js:11:1  step 11
          12  a.js:12:1  step 12

      """
    #expect(text.contains(expected), "\(text)")
  }

  @Test("Time is told when it is known, and by the text report alone")
  func time() {
    var report = Samples.shop
    for (seconds, words) in [(0.0421, "42 ms"), (0.4, "0.40 s"), (9.996, "10.00 s"), (61.25, "61.3 s")] {
      report.seconds = seconds
      #expect(Samples.text(of: report).hasSuffix(" · \(words)\n"))
    }
    let timed = ReportFormat.sarif.bytes(of: report)
    report.seconds = nil
    #expect(timed == ReportFormat.sarif.bytes(of: report))
  }

  @Test("No findings with gaps is not called clean")
  func incomplete() {
    var report = Samples.shop
    report.findings = []
    let text = Samples.text(of: report)
    #expect(text.contains("\nNothing found in what could be examined · 118 files examined · 2 could not be examined"))
    report.coverage = Coverage()
    #expect(Samples.text(of: report).hasPrefix("Nothing was examined"))
  }
}

extension String {
  fileprivate func range(of word: String) -> String.Index? {
    indices.first { self[$0...].hasPrefix(word) }
  }
}
