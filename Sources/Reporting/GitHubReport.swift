import Findings
import SourceText

/// Workflow commands that GitHub shows as annotations, and everything once more as plain lines.
///
/// Of one step the platform shows ten errors, ten warnings and ten notices, and drops the rest in silence. So the worst
/// ten of each are told, in order, and the last notice says how many were withheld; the lines between `::group::` and
/// `::endgroup::` hold all. What the project says is made harmless first: a line of its own that began with `::` would
/// be a command.
struct GitHubReport {
  private static let most = 10

  static func bytes(of report: AuditReport) -> [UInt8] {
    let placed = PlacedFinding.all(of: report).worstFirst()
    var writer = TextWriter(style: .plain)
    var withheld = 0
    for severity in Severity.allCases.reversed() {
      let group = placed.filter { $0.finding.severity == severity }
      var room = most
      if severity == .note, withheld > 0 || group.count > most { room -= 1 }
      for entry in group.prefix(room) { write(entry, to: &writer) }
      withheld += max(0, group.count - room)
    }
    if withheld > 0 {
      let words = Words.count(withheld, "more finding")
      writer.write("::notice title=nodevet::\(words) withheld: the platform shows ten of each kind; the log has all\n")
    }
    writer.write("::group::nodevet: all findings\n")
    ConciseReport.write(report, to: &writer)
    writer.write("::endgroup::\n")
    writer.write(summaryOf: report)
    return writer.bytes
  }

  private static func write(_ placed: PlacedFinding, to writer: inout TextWriter) {
    let finding = placed.finding
    let command =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties: [(String, String)] = []
    if placed.path != "." {
      properties = [("file", placed.path), ("line", String(placed.start.line))]
      // Columns count for regions of one line alone.
      if placed.start.line == placed.end.line {
        properties.append(("col", String(placed.start.column)))
        properties.append(("endColumn", String(max(placed.end.column, placed.start.column))))
      }
      properties.append(("endLine", String(placed.end.line)))
    }
    properties.append(("title", finding.rule))
    writer.write("::\(command) ")
    writer.write(properties.map { "\($0)=\(escapedProperty($1))" }.joined(separator: ","))
    writer.write("::")
    writer.write(escapedData(finding.message))
    writer.write("\n")
  }

  private static func escapedData(_ text: String) -> String {
    VisibleText(text).text.reduce(into: "") { result, character in
      switch character {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n", "\r\n": result += "%0A"
      default: result.append(character)
      }
    }
  }

  private static func escapedProperty(_ text: String) -> String {
    escapedData(text).reduce(into: "") { result, character in
      switch character {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.append(character)
      }
    }
  }
}
