package import SourceText

/// Something of the project that could not be read or understood, with the place. It never stops the rest.
package struct ProjectGap: Hashable, Sendable {
  /// The raw values are the kinds that reports print.
  package enum Kind: String, Sendable {
    case unsupportedFormat = "unsupported-format"
    case malformedFile = "malformed-file"
    case unreadable
    case limit
    case linkLeavingTree = "link-leaving-tree"
  }

  package var kind: Kind
  /// Relative to the boundary root; empty for the root itself.
  package var path: String
  /// Byte offsets in that file, where the trouble has a place.
  package var span: Span?
  /// 1-based line and UTF-16 column of `span`.
  package var position: Position?
  /// One sentence without a full stop.
  package var message: String

  package init(kind: Kind, path: String, span: Span? = nil, position: Position? = nil, message: String) {
    self.kind = kind
    self.path = path
    self.span = span
    self.position = position
    self.message = message
  }

  /// A gap at a place in a file whose bytes are at hand.
  init(kind: Kind, path: String, span: Span, in bytes: [UInt8], message: String) {
    self.init(
      kind: kind, path: path, span: span, position: LineTable(bytes).position(at: span.start), message: message)
  }
}
