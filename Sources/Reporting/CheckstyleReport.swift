import Findings
import SourceText

/// Checkstyle's XML, which Jenkins, reviewdog and many others read. `source` is the rule.
enum CheckstyleReport {
  static func bytes(of report: AuditReport) -> [UInt8] {
    var writer = XMLWriter()
    writer.element("checkstyle", ["version": "4.3"]) { root in
      for group in PlacedFinding.all(of: report).byPath() {
        root.element("file", ["name": group.path]) { file in
          for placed in group.findings { write(placed, to: &file) }
        }
      }
    }
    return writer.finish()
  }

  private static func write(_ placed: PlacedFinding, to file: inout XMLWriter) {
    let severity =
      switch placed.finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "info"
      }
    file.empty(
      "error",
      [
        "line": String(placed.start.line), "column": String(placed.start.column), "severity": severity,
        "message": placed.finding.message, "source": "nodevet." + placed.finding.rule,
      ])
  }
}
