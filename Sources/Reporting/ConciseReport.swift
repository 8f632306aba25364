import Findings

/// One line a finding, as compilers print them: `path:line:column: severity: message [rule]`.
///
/// Editors and `errorformat` read it, and so does `grep`. What could not be examined follows in lines of the same form;
/// there is no summary, so that every line means a place.
enum ConciseReport {
  static func bytes(of report: AuditReport) -> [UInt8] {
    var writer = TextWriter(style: .plain)
    write(report, to: &writer)
    return writer.bytes
  }

  static func write(_ report: AuditReport, to writer: inout TextWriter) {
    for placed in PlacedFinding.all(of: report) {
      writer.write(foreign: placed.place)
      writer.write(": " + placed.finding.severity.rawValue + ": ")
      writer.write(foreign: placed.finding.message)
      writer.write(" [")
      writer.write(foreign: placed.finding.rule)
      writer.write("]\n")
    }
    for gap in report.coverage.gaps {
      writer.write(foreign: gap.place)
      writer.write(": not examined: ")
      writer.write(foreign: gap.sentence)
      writer.write("\n")
    }
  }
}
