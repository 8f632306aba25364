package import Findings

/// The forms a report can take. All are made of the report's value alone: same report and style, same bytes.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For people, in a terminal.
  case text
  /// SARIF 2.1.0, for code scanning services, editors and tools.
  case sarif
  /// Everything the text says, versioned, for programs.
  case json
  /// The same, one object a line.
  case jsonl
  /// Markdown, for summaries and comments.
  case markdown
  /// One line a finding, for editors and `grep`.
  case concise
  /// Annotations of GitHub's workflows.
  case github
  /// GitLab's Code Quality.
  case gitlab
  case junit
  case checkstyle
  /// reviewdog's.
  case rdjson

  /// The whole report; every format ends with one line end. `style` is for text.
  package func bytes(of report: AuditReport, style: TerminalStyle = .plain) -> [UInt8] {
    switch self {
    case .text: TextReport.bytes(of: report, style: style)
    case .sarif: SARIFReport.bytes(of: report)
    case .json: JSONReport.bytes(of: report)
    case .jsonl: JSONLinesReport.bytes(of: report)
    case .markdown: MarkdownReport.bytes(of: report)
    case .concise: ConciseReport.bytes(of: report)
    case .github: GitHubReport.bytes(of: report)
    case .gitlab: GitLabReport.bytes(of: report)
    case .junit: JUnitReport.bytes(of: report)
    case .checkstyle: CheckstyleReport.bytes(of: report)
    case .rdjson: ReviewdogReport.bytes(of: report)
    }
  }
}
