import SourceText

/// A span in SARIF's terms: 1-based lines and UTF-16 columns, the end column exclusive.
struct SARIFRegion {
  let start: Position
  let end: Position

  /// Longer excerpts stay out of reports: minified code would multiply.
  static let longestSnippet = 2000

  /// For what stands in no readable file.
  static let startOfFile = SARIFRegion(start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))

  private init(start: Position, end: Position) {
    self.start = start
    self.end = end
  }

  init(_ span: Span, in source: LocatedSource) {
    let span = source.clamped(span)
    self.init(start: source.position(at: span.start), end: source.position(at: span.end))
  }

  /// What of a span stands on its first line. Code scanning shows a finding in a pull request only where every line of
  /// its region is one of the change.
  static func firstLine(of span: Span, in source: LocatedSource) -> Span {
    let span = source.clamped(span)
    let line = source.table.span(ofLine: source.position(at: span.start).line)
    return Span(start: span.start, end: max(span.start, min(span.end, line.end)))
  }

  func write(to region: inout JSONWriter) {
    region.member("startLine", start.line)
    region.member("startColumn", start.column)
    region.member("endLine", end.line)
    region.member("endColumn", end.column)
  }

  /// The lines of the region with one before and one after; nil where the file has no more than the region's lines,
  /// since a context has to be larger than what it surrounds.
  func context(in source: LocatedSource) -> (first: Int, last: Int, span: Span)? {
    let first = max(1, start.line - 1)
    var last = min(source.table.lineCount, end.line + 1)
    // The empty line after a final line end is none to a reader.
    if last > end.line, source.table.span(ofLine: last).isEmpty, last == source.table.lineCount { last -= 1 }
    guard first < start.line || last > end.line else { return nil }
    let span = source.table.span(ofLine: first).union(source.table.span(ofLine: last))
    guard span.count <= Self.longestSnippet else { return nil }
    return (first, last, span)
  }
}

/// Strings in the forms SARIF wants them.
enum SARIFText {
  /// A sentence with its full stop, safe to print.
  ///
  /// Viewers make links of `[text](target)` in a message; one that comes from the audited project must not be one.
  static func message(_ text: String) -> String {
    var text = sentence(VisibleText(text).text)
    if text.holds("](") {
      text = text.reduce(into: "") { result, character in
        if "\\[]".contains(character) { result.append("\\") }
        result.append(character)
      }
    }
    return text
  }

  static func sentence(_ text: String) -> String {
    guard let last = text.last else { return "No description." }
    return last == "." || last == "!" || last == "?" ? text : text + "."
  }

  /// A relative reference: every byte but unreserved characters and slashes is percent-encoded.
  static func uri(ofPath path: String) -> String {
    let relative = path.drop { $0 == "/" }
    guard !relative.isEmpty else { return "." }
    var result: [UInt8] = []
    for byte in relative.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        result.append(byte)
      default:
        result.append(contentsOf: "%".utf8)
        result.append(contentsOf: VisibleText.hexadecimal(UInt32(byte), digits: 2).uppercased().utf8)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `sync-call-in-handler` as `SyncCallInHandler`.
  static func pascalCase(_ id: String) -> String {
    id.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// At most `limit` characters, for fields that services refuse when longer.
  static func shortened(_ text: String, to limit: Int) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }
}
