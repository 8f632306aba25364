import Findings
import SourceText

/// GitLab's Code Quality report: an array of findings.
///
/// GitLab drops findings whose fingerprint it has seen in the report, and tells new ones from old by it: ours has no line
/// number in it and numbers equals, so both are right. Paths are relative and without `./`.
enum GitLabReport {
  static func bytes(of report: AuditReport) -> [UInt8] {
    let fingerprints = Fingerprints(of: report.findings, sources: report.sources)
    var writer = JSONWriter()
    writer.array { array in
      for placed in PlacedFinding.all(of: report) {
        array.object { object in
          object.member("description", placed.finding.message)
          object.member("check_name", placed.finding.rule)
          object.member("fingerprint", fingerprints[placed.index].fingerprint.text)
          object.member("severity", severity(of: placed.finding.severity))
          object.object("location") { location in
            location.member("path", placed.path)
            location.object("lines", .line) { lines in
              lines.member("begin", placed.start.line)
              lines.member("end", lastLine(of: placed))
            }
          }
        }
      }
    }
    return writer.finish()
  }

  private static func lastLine(of placed: PlacedFinding) -> Int {
    // An end at the first column is the end of the line before.
    let line = placed.end.column == 1 ? placed.end.line - 1 : placed.end.line
    return max(placed.start.line, line)
  }

  /// Of info, minor, major, critical and blocker.
  private static func severity(of severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "major"
    case .note: "info"
    }
  }
}
