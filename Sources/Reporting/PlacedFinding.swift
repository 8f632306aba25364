import Findings
import SourceText

/// A finding with its place in words: what formats need that give each finding a line or an entry.
struct PlacedFinding {
  let finding: Finding
  /// Index in the report.
  let index: Int
  /// `.` for the repository itself.
  let path: String
  /// 1-based lines and UTF-16 columns; the first position of the file where the finding is about no readable file.
  let start: Position
  /// Exclusive.
  let end: Position

  static func all(of report: AuditReport) -> [PlacedFinding] {
    var shelf = SourceShelf(report.sources)
    return report.findings.enumerated().map { index, finding in
      let path = finding.path.isEmpty ? "." : finding.path
      guard let source = shelf.source(at: finding.path) else {
        let first = Position(line: 1, column: 1)
        return PlacedFinding(finding: finding, index: index, path: path, start: first, end: first)
      }
      let span = source.clamped(finding.span)
      return PlacedFinding(
        finding: finding, index: index, path: path, start: source.position(at: span.start),
        end: source.position(at: span.end))
    }
  }

  /// `path:line:column`
  var place: String { "\(path):\(start.line):\(start.column)" }
}

extension Array where Element == PlacedFinding {
  /// Worst first, then in the order of the report.
  func worstFirst() -> [PlacedFinding] {
    sorted {
      $0.finding.severity == $1.finding.severity ? $0.index < $1.index : $0.finding.severity > $1.finding.severity
    }
  }

  /// By path, in the order of the report.
  func byPath() -> [(path: String, findings: [PlacedFinding])] {
    var groups: [(path: String, findings: [PlacedFinding])] = []
    for placed in self {
      if let last = groups.indices.last, groups[last].path == placed.path {
        groups[last].findings.append(placed)
      } else {
        groups.append((placed.path, [placed]))
      }
    }
    return groups
  }
}

extension CoverageGap {
  /// `path:line:column`, or the path alone.
  var place: String {
    let path = self.path.isEmpty ? "." : self.path
    return position.map { "\(path):\($0.line):\($0.column)" } ?? path
  }

  /// "syntax error: `}` closes nothing that is open"
  var sentence: String { kind.words + ": " + message }
}
