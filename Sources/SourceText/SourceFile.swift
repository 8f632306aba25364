/// A file's path and bytes, for the readers and reporters that are not in the hot path.
///
/// The path is relative to the audited root, with forward slashes. Bytes are as on disk, a byte-order mark included.
public final class SourceFile: Sendable {
  public let path: String
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// Builds the line table anew: keep it where several positions are asked.
  public func lineTable() -> LineTable { LineTable(bytes) }

  /// The text under a span; malformed UTF-8 is repaired with U+FFFD. Spans past the end are cut.
  public func text(in span: Span) -> String {
    let start = min(Int(span.start), bytes.count)
    let end = min(max(start, Int(span.end)), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
