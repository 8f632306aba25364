import Findings

/// One JSON object a line: first each finding as in the JSON report, with `"type": "finding"`; then what could not be
/// examined, as `"gap"`; last one `"summary"`. A file without a summary was cut off.
struct JSONLinesReport {
  static func bytes(of report: AuditReport) -> [UInt8] {
    var json = JSONReport(report)
    var bytes: [UInt8] = []
    func line(_ type: String, _ body: (inout JSONWriter) -> Void) {
      var writer = JSONWriter()
      writer.object(.line) { object in
        object.member("type", type)
        body(&object)
      }
      bytes += writer.finish()
    }
    for index in report.findings.indices { line("finding") { json.write(index, to: &$0) } }
    for gap in report.coverage.gaps { line("gap") { JSONReport.write(gap, to: &$0) } }
    line("summary") { json.writeSummary(to: &$0) }
    return bytes
  }
}
