/// How much a finding matters. Ordered: `note < warning < error`.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Posture or style of work; never fails a gate by default.
  case note
  /// Probably wrong; the reader has to look.
  case warning
  /// A defect or exposure that can be acted on without further context.
  case error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// How sure the analysis is that the finding is what its message says.
public enum Confidence: String, Sendable, CaseIterable {
  case medium
  case high
}
