import Findings
import SourceText

/// reviewdog's `rdjson`. Its columns are bytes of UTF-8 from 1, the end exclusive: another unit than SARIF's. Fixes that
/// stay in the finding's file are suggestions.
struct ReviewdogReport {
  private let report: AuditReport
  private var shelf: SourceShelf

  static func bytes(of report: AuditReport) -> [UInt8] {
    var reviewdog = ReviewdogReport(report: report, shelf: SourceShelf(report.sources))
    var writer = JSONWriter()
    writer.object { root in
      root.object("source", .line) { $0.member("name", "nodevet") }
      root.array("diagnostics") { diagnostics in
        for finding in report.findings { diagnostics.object { reviewdog.write(finding, to: &$0) } }
      }
    }
    return writer.finish()
  }

  private mutating func write(_ finding: Finding, to object: inout JSONWriter) {
    object.member("message", finding.message)
    object.object("location") { location in
      location.member("path", finding.path.isEmpty ? "." : finding.path)
      if let source = shelf.source(at: finding.path) { Self.write(finding.span, in: source, to: &location) }
    }
    object.member("severity", Self.severity(of: finding.severity))
    object.object("code", .line) { $0.member("value", finding.rule) }
    guard let fix = finding.fix, fix.isSafe, fix.edits.allSatisfy({ $0.path == finding.path }),
      let source = shelf.source(at: finding.path)
    else { return }
    object.array("suggestions") { suggestions in
      for edit in fix.edits {
        suggestions.object { suggestion in
          Self.write(edit.span, in: source, to: &suggestion)
          suggestion.member("text", edit.text)
        }
      }
    }
  }

  private static func write(_ span: Span, in source: LocatedSource, to object: inout JSONWriter) {
    let span = source.clamped(span)
    object.object("range", .line) { range in
      for (name, offset) in [("start", span.start), ("end", span.end)] {
        let position = source.bytePosition(at: offset)
        range.object(name) { place in
          place.member("line", position.line)
          place.member("column", position.column)
        }
      }
    }
  }

  private static func severity(of severity: Severity) -> String {
    switch severity {
    case .error: "ERROR"
    case .warning: "WARNING"
    case .note: "INFO"
    }
  }
}
