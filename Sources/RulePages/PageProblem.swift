package import SourceText

/// What is wrong with a rule page, and where. A page with a problem is refused whole.
package struct PageProblem: Hashable, Sendable, CustomStringConvertible {
  /// As the page was named to the reader.
  package let path: String
  /// Byte offsets in the page.
  package let span: Span
  /// 1-based line and UTF-16 column of the span's start.
  package let position: Position
  /// One sentence without a full stop.
  package let message: String

  package init(path: String, span: Span, position: Position, message: String) {
    self.path = path
    self.span = span
    self.position = position
    self.message = message
  }

  /// `path:line:column: error: message`, the form that build tools and editors turn into a link.
  package var description: String { "\(path):\(position.line):\(position.column): error: \(message)" }
}
