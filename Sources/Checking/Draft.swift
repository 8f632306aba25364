package import Findings
package import JavaScript
package import Semantics
package import SourceText

/// A finding as far as one file can tell. It outlives the tree: `DraftCompletion` makes the finding when all files are
/// known, or drops it.
package struct Draft: Sendable {
  /// The audit's number of the file.
  package var file: Int
  /// Index in the `RuleSet`.
  package var rule: Int
  /// The node that was matched: the same when the file is parsed again.
  package var node: NodeID
  package var span: Span
  /// The smallest range that shows the fault.
  package var primary: Span
  /// The function around the match.
  package var function: FunctionID
  /// Dotted names of functions and classes around the match.
  package var enclosing: String?
  package var message: DraftMessage
  /// All must hold.
  package var conditions: [DeferredCondition] = []
  /// The first whose condition holds decides severity and message.
  package var cases: [DraftCase] = []
  /// In place of the page's severity where none of `cases` holds.
  package var severity: Severity?
  package var evidence: [EvidenceStep] = []
  package var identity: String?
  /// Spans whose text no report may show.
  package var secrets: [Span] = []
}

/// What a draft becomes where more is known.
package struct DraftCase: Sendable {
  package var when: DeferredCondition
  package var severity: Severity
  /// In place of the draft's.
  package var message: DraftMessage?

  package init(when: DeferredCondition, severity: Severity, message: DraftMessage? = nil) {
    self.when = when
    self.severity = severity
    self.message = message
  }
}

package enum DraftMessage: Sendable {
  /// Ready, but for the `$NAME` of a deferred condition's `as`.
  case text(String)
  /// The message of the page, with the spans of what was captured.
  case template([(name: String, span: Span)])
}
