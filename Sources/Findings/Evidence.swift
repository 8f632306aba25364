public import SourceText

/// One step of the proof of a finding: "handler here", "calls here", "blocks here".
public struct EvidenceStep: Hashable, Sendable {
  /// Path relative to the audited root, forward slashes.
  public var path: String
  /// Byte offsets in that file.
  public var span: Span
  /// A short sentence without a full stop: "GET /report is registered here".
  public var message: String

  public init(path: String, span: Span, message: String) {
    self.path = path
    self.span = span
    self.message = message
  }
}
