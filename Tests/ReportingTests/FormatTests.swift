import Findings
import Foundation
import Reporting
import SourceText
import TestSupport
import Testing

/// Formats that other programs read: whole reports as golden files, and what each reader asks for.
@Suite("Formats for other programs")
struct FormatTests {
  private static let formats: [ReportFormat] = [
    .jsonl, .markdown, .concise, .github, .gitlab, .junit, .checkstyle, .rdjson,
  ]

  private func text(_ format: ReportFormat, of report: AuditReport) -> String {
    String(decoding: format.bytes(of: report), as: UTF8.self)
  }

  /// A report with this many findings of each severity, all in one file and none on the line of another.
  private func report(errors: Int, warnings: Int = 0, notes: Int = 0, message: String = "it is wrong") -> AuditReport {
    let count = errors + warnings + notes
    let text = String(repeating: "same()\n", count: count)
    let findings = (0..<count).map { index in
      Finding(
        rule: "some-rule", severity: index < errors ? .error : index < errors + warnings ? .warning : .note,
        confidence: .high, path: "src/many.js", span: Span(index * 7, index * 7 + 4), message: message)
    }
    return AuditReport(
      version: "0.1.0", subject: "many", findings: findings, cards: [], coverage: Coverage(examined: 1),
      sources: ["src/many.js": SourceFile(path: "src/many.js", text: text)])
  }

  @Test("A project with findings, evidence and gaps", arguments: formats)
  func shop(format: ReportFormat) {
    Snapshot.expect(text(format, of: Samples.shop), matches: "reports/shop.\(format.rawValue)")
  }

  @Test("A report without findings is whole in every format", arguments: formats)
  func clean(format: ReportFormat) throws {
    let text = text(format, of: report(errors: 0))
    switch format {
    case .concise: #expect(text == "")
    case .gitlab: #expect(text == "[]\n")
    case .junit: #expect(text.contains("tests=\"1\" failures=\"0\"") && text.contains("nothing found in 1 file"))
    case .jsonl: #expect(text.hasPrefix("{ \"type\": \"summary\""))
    default: #expect(!text.isEmpty)
    }
    if format != .concise { #expect(text.hasSuffix("\n")) }
  }

  @Test("JSON formats are JSON", arguments: [ReportFormat.gitlab, .rdjson])
  func json(format: ReportFormat) throws {
    _ = try JSONSerialization.jsonObject(with: Data(format.bytes(of: Samples.shop)))
  }

  @Test("Each line of JSON Lines is an object of its own, and the summary is the last")
  func jsonLines() throws {
    let lines = text(.jsonl, of: Samples.shop).split(separator: "\n")
    let types = try lines.map { line in
      (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["type"] as? String
    }
    #expect(types == ["finding", "finding", "finding", "finding", "gap", "gap", "summary"])
  }

  @Test("XML formats are XML, whatever the project says", arguments: [ReportFormat.junit, .checkstyle])
  func xml(format: ReportFormat) throws {
    for report in [Samples.shop, report(errors: 2, message: "<b>\u{1}\u{FFFF}]]>&amp; \"'")] {
      let bytes = format.bytes(of: report)
      #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A })
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("<b>"))
      #expect(text.filter { $0 == "<" }.count == text.filter { $0 == ">" }.count)
    }
  }

  @Test("GitHub gets ten annotations of each kind at most, the worst first, and the count of the others")
  func annotations() {
    let lines = text(.github, of: report(errors: 40, warnings: 12, notes: 3)).split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("::error ") }.count == 10)
    #expect(lines.filter { $0.hasPrefix("::warning ") }.count == 10)
    #expect(lines.filter { $0.hasPrefix("::notice ") }.count == 4)
    #expect(lines.first?.hasPrefix("::error file=src/many.js,line=1,col=1,endColumn=5,endLine=1,") == true)
    #expect(lines.contains { $0.contains("32 more findings withheld") })
    #expect(lines.filter { $0.hasSuffix("it is wrong [some-rule]") }.count == 55, "the log has all")
  }

  @Test("Notices give way to the one that counts what is withheld")
  func notices() {
    let lines = text(.github, of: report(errors: 0, notes: 12)).split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("::notice ") }.count == 10)
    #expect(lines.contains { $0.contains("3 more findings withheld") })
  }

  @Test("Nothing that a project says is a command of GitHub's")
  func commands() {
    let lines = text(.github, of: report(errors: 1, message: "x%0A\n::error::forged\r\n::stop-commands::y"))
      .split(whereSeparator: \.isNewline)
    #expect(lines.filter { $0.hasPrefix("::") }.count == 3, "one annotation and the two of the group")
  }

  @Test("GitLab's fingerprints differ where findings do, and do not move with their lines")
  func fingerprints() throws {
    func fingerprints(_ report: AuditReport) throws -> [String] {
      let json = try JSONSerialization.jsonObject(with: Data(ReportFormat.gitlab.bytes(of: report)))
      return (json as? [[String: Any]] ?? []).compactMap { $0["fingerprint"] as? String }
    }
    let before = try fingerprints(report(errors: 120))
    #expect(Set(before).count == 120)
    var moved = report(errors: 120)
    let text = "// one more line\n" + (moved.sources["src/many.js"]?.text ?? "")
    moved.sources["src/many.js"] = SourceFile(path: "src/many.js", text: text)
    for index in moved.findings.indices {
      let span = moved.findings[index].span
      moved.findings[index].span = Span(Int(span.start) + 17, Int(span.end) + 17)
    }
    #expect(try fingerprints(moved) == before)
  }

  @Test("reviewdog's columns count bytes, SARIF's UTF-16 units")
  func columns() throws {
    let file = SourceFile(path: "a.js", text: "/* 😀é */ bad()\n")
    let start = Array(file.bytes).firstIndex(of: UInt8(ascii: "b")) ?? 0
    let report = AuditReport(
      version: "0.1.0", subject: "columns",
      findings: [
        Finding(
          rule: "some-rule", severity: .error, confidence: .high, path: "a.js", span: Span(start, start + 3),
          message: "it is wrong",
          fix: Fix(
            title: "write `good`", isSafe: true,
            edits: [.init(path: "a.js", span: Span(start, start + 3), text: "good")]))
      ], cards: [], coverage: Coverage(examined: 1), sources: ["a.js": file])
    #expect(text(.rdjson, of: report).contains("\"start\": { \"line\": 1, \"column\": 14 }"))
    #expect(text(.rdjson, of: report).contains("\"text\": \"good\""))
    #expect(text(.concise, of: report).hasPrefix("a.js:1:11: error: "))
    #expect(text(.sarif, of: report).contains("\"insertedContent\": { \"text\": \"good\" }"))
  }

  @Test("Markdown of the project means nothing in the Markdown report")
  func markdown() {
    let message = "![x](https://tracker.example) <img src=x> | @someone #12 www.example.com `code`"
    let table = text(.markdown, of: report(errors: 1, message: message)).split(separator: "\n").last ?? ""
    #expect(
      !table.contains("](") && !table.contains("<img") && !table.contains("@someone") && !table.contains("https:/"))
    #expect(table.filter { $0 == "|" }.count == 5)
  }

  @Test("An underscore inside a name stays as it is in Markdown; one that could mark something does not")
  func underscores() {
    let table = text(.markdown, of: report(errors: 1, message: "API_BASE_URL_2 and _this_ and __that__, a_ _b"))
    #expect(table.contains("API_BASE_URL_2 and &#95;this&#95; and &#95;&#95;that&#95;&#95;, a&#95; &#95;b"))
  }

  @Test("In SARIF a finding stands on one line: in a pull request, others would have to be new as well")
  func oneLine() {
    let text = "run(async () => {\r\n  await go()\r\n})\n"
    let finding = Finding(
      rule: "some-rule", severity: .error, confidence: .high, path: "a.js", span: Span(4, text.utf8.count - 2),
      message: "it is wrong", evidence: [EvidenceStep(path: "a.js", span: Span(4, 33), message: "all of it")])
    let log = self.text(
      .sarif,
      of: AuditReport(
        version: "0.1.0", subject: "", findings: [finding], cards: [], coverage: Coverage(examined: 1),
        sources: ["a.js": SourceFile(path: "a.js", text: text)]))
    #expect(log.contains(#""startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 18, "snippet""#))
    #expect(log.contains(#""startLine": 1, "startColumn": 5, "endLine": 3"#), "evidence is told as it is")
  }

  @Test("SARIF tells what a baseline accepts as unchanged, and the rest as new; the other formats count it")
  func baseline() {
    var known = report(errors: 1)
    let both = report(errors: 2)
    known.sources = both.sources
    known.baseline = BaselineOutcome(
      accepted: [both.findings[1]], fixed: [BaselineEntry(path: "gone.js", rule: "some-rule", fingerprint: "ab:1")])
    let log = text(.sarif, of: known)
    #expect(log.components(separatedBy: "\"baselineState\": \"new\"").count == 2)
    #expect(log.components(separatedBy: "\"baselineState\": \"unchanged\"").count == 2)
    #expect(text(.json, of: known).contains("\"accepted\": 1"))
    #expect(text(.text, of: known).contains("1 in the baseline · 1 fixed"))
    #expect(!text(.sarif, of: report(errors: 1)).contains("baselineState"))
  }
}
