import Findings
import SourceText

/// What is found in the very code that the parser could not make sense of is guessed, and is told as unread already.
struct DropUnread: AuditStage {
  private let unread: [String: [Span]]

  init(gaps: [CoverageGap]) {
    var unread: [String: [Span]] = [:]
    for gap in gaps where gap.kind == .syntaxError {
      if let span = gap.span { unread[gap.path, default: []].append(span) }
    }
    self.unread = unread
  }

  func apply(to state: inout StageState) {
    guard !unread.isEmpty else { return }
    state.findings.removeAll { finding in
      unread[finding.path]?.contains { $0.start <= finding.span.end && finding.span.start <= $0.end } ?? false
    }
  }
}
