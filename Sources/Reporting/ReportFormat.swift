package import Findings

/// The forms a report can take. All are made of the report's value alone: same report and style, same bytes.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For people, in a terminal.
  case text
  /// SARIF 2.1.0, for code scanning services, editors and tools.
  case sarif
  /// Everything the text says, versioned, for programs.
  case json

  /// The whole report; every format ends with one line end. `style` is for text.
  package func bytes(of report: AuditReport, style: TerminalStyle = .plain) -> [UInt8] {
    switch self {
    case .text: TextReport.bytes(of: report, style: style)
    case .sarif: SARIFReport.bytes(of: report)
    case .json: JSONReport.bytes(of: report)
    }
  }
}
