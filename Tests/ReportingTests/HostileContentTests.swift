import Findings
import Reporting
import SourceText
import Testing

/// Everything here was written by somebody who wants the reader of the report to see something else.
@Suite("Hostile content")
struct HostileContentTests {
  static let nasty: [(name: String, text: String)] = [
    ("clear screen", "\u{1B}[2J\u{1B}[H"), ("clipboard", "\u{1B}]52;c;cm0=\u{07}"),
    ("link", "\u{1B}]8;;http://evil\u{1B}\\"), ("8-bit CSI", "\u{9B}2J"), ("override", "\u{202E}gnp.exe"),
    ("isolate", "\u{2066}x\u{2069}"), ("zero width", "a\u{200B}b\u{200D}c\u{FEFF}d"), ("delete", "\u{7F}\u{08}"),
    ("line separator", "a\u{2028}b\u{2029}c\u{85}d"), ("return", "ok\r0 issues"), ("lines", "a\n::error::b\r\n::c"),
    ("command", "::set-output name=x::y"), ("indented command", "  ::stop-commands::x"),
    ("other blanks", "\u{A0}\u{3000}::error::x"), ("azure", "x ##vso[task.setvariable]y"),
    ("azure upper case", "##VSO[task]"), ("old command", "##[command]x"),
    ("tags", "a\u{E0041}\u{E007F}"), ("marks", "Z" + String(repeating: "\u{0301}", count: 40)),
    ("script", "</script><script>alert(1)</script>"), ("markdown", "[click](http://evil) ![x](http://evil/y.png)"),
  ]

  /// The same text in every place of a report that a project can fill.
  private func report(_ text: String) -> AuditReport {
    let path = "src/" + text + ".js"
    let code = "let a = 1\nlet b = \"" + text + "\"\nlet c = 2\n"
    let source = SourceFile(path: path, text: code)
    let finding = Finding(
      rule: "missing-lockfile", severity: .error, confidence: .high, path: path, span: Span(18, 20),
      message: text + " is bad", evidence: [EvidenceStep(path: path, span: Span(0, 3), message: text)],
      identity: text, enclosing: text)
    return AuditReport(
      version: "0.1.0", subject: text, findings: [finding], cards: [Samples.missingLockfile],
      coverage: Coverage(
        examined: 1, excluded: [.init(reason: text, paths: [path])],
        gaps: [CoverageGap(kind: .malformedFile, path: path, position: Position(line: 1, column: 1), message: text)]),
      sources: [path: source])
  }

  /// Our own escape sequences are the basic colours, begun and ended.
  private func withoutOurColours(_ text: String) -> String {
    var text = text
    for parameters in ["0", "1", "2", "4", "36", "1;31", "1;32", "1;33", "1;34"] {
      text = text.split(separator: "\u{1B}[\(parameters)m", omittingEmptySubsequences: false).joined()
    }
    return text
  }

  @Test("Nothing of it reaches a terminal unseen", arguments: nasty)
  func text(_ nasty: (name: String, text: String)) {
    for style in [TerminalStyle.plain, TerminalStyle(colour: true, width: 60)] {
      let text = withoutOurColours(Samples.text(of: report(nasty.text), style: style))
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(!Self.isDangerous(scalar), "\(nasty.name): U+\(String(scalar.value, radix: 16))")
      }
      for line in text.split(separator: "\n") {
        let trimmed = line.drop(while: \.isWhitespace)
        #expect(!trimmed.hasPrefix("::"), "\(nasty.name): \(line)")
        #expect(!line.contains("##["), "\(nasty.name): \(line)")
        #expect(!line.lowercased().contains("##vso["), "\(nasty.name): \(line)")
      }
    }
  }

  @Test(
    "A path that is a build server's command does not begin a line with it", arguments: ["", " ", "\u{A0}\u{3000}"])
  func commandAsPath(_ blanks: String) {
    var report = report("calm")
    let path = blanks + "::error file=x::forged"
    report.findings[0].path = path
    report.coverage.gaps[0].path = path
    report.coverage.gaps[0].position = nil
    for line in Samples.text(of: report).split(separator: "\n") {
      #expect(!line.drop(while: \.isWhitespace).hasPrefix("::"), "\(line)")
    }
  }

  @Test("A forged summary stays inside its own line")
  func forgedLines() {
    let calm = Samples.text(of: report("calm")).split(separator: "\n", omittingEmptySubsequences: false).count
    let forged = Samples.text(of: report("x\n\n✔ Nothing found · 3 files examined\n")).split(
      separator: "\n", omittingEmptySubsequences: false)
    // The code frame alone shows the lines that the source has.
    #expect(forged.count <= calm + 1)
    #expect(!forged.contains { $0.hasPrefix("✔") })
  }

  @Test("Machine formats hold it as plain printable text", arguments: nasty)
  func machineFormats(_ nasty: (name: String, text: String)) {
    for format in [ReportFormat.sarif, .json] {
      let text = String(decoding: format.bytes(of: report(nasty.text)), as: UTF8.self)
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(!Self.isDangerous(scalar), "\(nasty.name) in \(format): U+\(String(scalar.value, radix: 16))")
      }
      #expect(!text.contains("</script"))
    }
  }

  @Test("A link in a message is no link in SARIF")
  func messageLinks() {
    let text = Samples.sarif(of: report("[click](http://evil)"))
    #expect(text.contains(#""\\[click\\](http://evil) is bad.""#))
  }

  @Test("Bytes that are not UTF-8 are shown by value")
  func malformed() {
    var report = report("calm")
    let path = "src/calm.js"
    report.sources[path] = SourceFile(
      path: path, bytes: Array("let a = \"".utf8) + [0xFF, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0x22])
    report.findings[0].span = Span(9, 10)
    let text = Samples.text(of: report)
    #expect(text.contains(#"let a = "\xff\xc0\xaf\xed\xa0\x80""#))
    #expect(text.contains("│          ^^^^\n"))
  }

  @Test("Spans past the end, empty files and missing files are reported all the same")
  func oddSpans() {
    var report = report("calm")
    report.findings[0].span = Span(5000, 6000)
    #expect(Samples.text(of: report).contains("src/calm.js:4:1"))
    report.sources["src/calm.js"] = SourceFile(path: "src/calm.js", text: "")
    #expect(Samples.sarif(of: report).contains(#""startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1"#))
    report.sources = [:]
    #expect(Samples.sarif(of: report).contains(#""startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1"#))
    #expect(Samples.text(of: report).contains("\n    src/calm.js  missing-lockfile\n"))
  }

  @Test("A credential stands in no format, not even as context of another finding", arguments: ReportFormat.allCases)
  func secrets(_ format: ReportFormat) {
    let bytes = format.bytes(of: Samples.shop)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("hunter2"))
    var report = Samples.shop
    let service = "src/services/report-service.js"
    let project = SampleProject(Samples.shopFiles)
    report.findings[2].span = project.span("module.exports", in: service)
    report.findings[2].span.start -= 4
    #expect(!String(decoding: format.bytes(of: report), as: UTF8.self).contains("hunter2"))
  }

  /// Written apart from the code under test, from Unicode's categories.
  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }
}
