import Findings

/// Configurations that nodevet brings along, for `extends` and `--preset`.
package enum Preset: String, CaseIterable, Sendable {
  /// Every rule as its page has it; errors fail.
  case recommended
  /// Warnings count as errors, and notes as warnings.
  case strict
  /// A report to read: nothing fails.
  case review

  package var summary: String {
    switch self {
    case .recommended: "every rule as its page has it"
    case .strict: "warnings count as errors, and notes as warnings"
    case .review: "every rule as its page has it, and nothing fails"
    }
  }

  /// What a rule of this severity counts as.
  func lifted(_ severity: Severity) -> Severity {
    switch (self, severity) {
    case (.strict, .warning), (.strict, .error): .error
    case (.strict, .note): .warning
    case (.recommended, _), (.review, _): severity
    }
  }

  var gate: GateSettings? {
    switch self {
    case .recommended, .strict: nil
    case .review: GateSettings(failOn: .some(nil))
    }
  }
}
