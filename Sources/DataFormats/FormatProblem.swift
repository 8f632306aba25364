package import SourceText

/// What is wrong with a data file, and where. A problem never stops the reading of what can still be read.
package struct FormatProblem: Hashable, Sendable {
  /// Byte offsets into the file as read, a byte-order mark included.
  package var span: Span
  /// One sentence without a full stop: "a comma is missing before this member".
  package var message: String

  package init(span: Span, message: String) {
    self.span = span
    self.message = message
  }
}
