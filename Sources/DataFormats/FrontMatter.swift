package import SourceText

/// The lines between two rows of `---` at the head of a page: flat keys with a scalar or a list of scalars.
///
/// Everything here is also YAML and means the same there. What YAML allows beyond it (nesting, block scalars, anchors,
/// values that need quotes to be unambiguous) is a problem, so that a page never means something else to its reader.
package struct FrontMatter: Sendable {
  /// In page order. A key that is written twice is a problem; the first one is kept.
  package private(set) var entries: [Entry] = []
  package private(set) var problems: [Problem] = []
  /// Byte offset of the first byte behind the closing `---` line; 0 where there is no such line.
  package private(set) var end = 0
  /// The closing `---`; empty where there is none.
  package private(set) var closingRow = Span(0, 0)

  package struct Entry: Hashable, Sendable {
    package let key: String
    package let keySpan: Span
    package let value: Value
    package let valueSpan: Span
  }

  package enum Value: Hashable, Sendable {
    case scalar(Scalar)
    case list([Scalar])

    /// The scalars of a list, or the one scalar as a list of one.
    package var scalars: [Scalar] {
      switch self {
      case .scalar(let scalar): [scalar]
      case .list(let scalars): scalars
      }
    }
  }

  package struct Scalar: Hashable, Sendable {
    /// With quotes and escapes resolved.
    package let text: String
    /// Quotes included.
    package let span: Span
  }

  package struct Problem: Hashable, Sendable {
    package let span: Span
    /// One sentence without a full stop.
    package let message: String
  }

  package init(reading bytes: [UInt8]) {
    var line = MarkdownLine(in: bytes, at: 0)
    guard Self.isRow(bytes, line) else {
      problems.append(Problem(span: Span(0, 0), message: "a page begins with front matter: a line `---`"))
      return
    }
    let opening = Span(line.start, line.end)
    while line.next < bytes.count {
      line = MarkdownLine(in: bytes, at: line.next)
      if Self.isRow(bytes, line) {
        closingRow = Span(line.start, line.end)
        end = line.next
        return
      }
      read(bytes, line)
    }
    problems.append(Problem(span: opening, message: "the front matter is not closed by a line `---`"))
  }

  package subscript(key: String) -> Entry? { entries.first { $0.key == key } }

  private static func isRow(_ bytes: [UInt8], _ line: MarkdownLine) -> Bool {
    bytes[line.start..<line.end].elementsEqual("---".utf8)
  }

  private mutating func read(_ bytes: [UInt8], _ line: MarkdownLine) {
    var reader = FrontMatterLine(bytes: bytes, offset: line.start, end: line.end)
    do throws(FrontMatterLine.Refusal) {
      guard let entry = try reader.entry() else { return }
      if self[entry.key] != nil {
        problems.append(Problem(span: entry.keySpan, message: "the key `\(entry.key)` is written twice"))
      } else {
        entries.append(entry)
      }
    } catch {
      problems.append(error.problem)
    }
  }
}

/// Reads one line `key: value`.
private struct FrontMatterLine {
  let bytes: [UInt8]
  var offset: Int
  let end: Int

  /// Carries a problem out of the line it stands in; the reader goes on with the next line.
  struct Refusal: Error {
    let problem: FrontMatter.Problem
  }

  /// Nil for blank lines and comments.
  mutating func entry() throws(Refusal) -> FrontMatter.Entry? {
    if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
      skipBlanks()
      guard offset == end || byte == UInt8(ascii: "#") else {
        throw refusal(offset, end, "front matter is flat: a key begins in the first column")
      }
      return nil
    }
    guard let first = byte, first != UInt8(ascii: "#") else { return nil }
    let start = offset
    while let byte, isKeyByte(byte) { offset += 1 }
    let keySpan = Span(start, offset)
    guard !keySpan.isEmpty, byte == UInt8(ascii: ":") else { throw refusal(start, end, "expected `key: value`") }
    offset += 1
    guard byte == nil || byte == UInt8(ascii: " ") else {
      throw refusal(start, end, "a blank stands between `:` and the value")
    }
    skipBlanks()
    let valueStart = offset
    let value = try value()
    let valueSpan = Span(valueStart, offset)
    skipBlanks()
    guard offset == end || byte == UInt8(ascii: "#") && offset > Int(valueSpan.end) else {
      throw refusal(offset, end, "nothing may follow the value")
    }
    return FrontMatter.Entry(key: text(keySpan), keySpan: keySpan, value: value, valueSpan: valueSpan)
  }

  private mutating func value() throws(Refusal) -> FrontMatter.Value {
    guard byte == UInt8(ascii: "[") else { return .scalar(try scalar(inList: false)) }
    let start = offset
    offset += 1
    var scalars: [FrontMatter.Scalar] = []
    while true {
      skipBlanks()
      if byte == UInt8(ascii: "]") { break }
      if !scalars.isEmpty {
        guard byte == UInt8(ascii: ",") else { throw refusal(start, end, "the list is not closed by `]`") }
        offset += 1
        skipBlanks()
        if byte == UInt8(ascii: "]") { break }
      }
      guard byte != nil else { throw refusal(start, end, "the list is not closed by `]`") }
      scalars.append(try scalar(inList: true))
    }
    offset += 1
    return .list(scalars)
  }

  private mutating func scalar(inList: Bool) throws(Refusal) -> FrontMatter.Scalar {
    switch byte {
    case UInt8(ascii: "\""): try quoted(with: UInt8(ascii: "\""))
    case UInt8(ascii: "'"): try quoted(with: UInt8(ascii: "'"))
    default: try plain(inList: inList)
    }
  }

  /// `"…"` with `\"` and `\\`, or `'…'` with `''`, as YAML has them.
  private mutating func quoted(with quote: UInt8) throws(Refusal) -> FrontMatter.Scalar {
    let start = offset
    var text: [UInt8] = []
    offset += 1
    while let byte {
      offset += 1
      if byte == quote {
        guard quote == UInt8(ascii: "'"), self.byte == quote else {
          return FrontMatter.Scalar(text: String(decoding: text, as: UTF8.self), span: Span(start, offset))
        }
        offset += 1
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        guard let escaped = self.byte, escaped == quote || escaped == byte else {
          throw refusal(offset - 1, offset, "only `\\\"` and `\\\\` are escapes here")
        }
        offset += 1
        text.append(escaped)
        continue
      }
      text.append(byte)
    }
    throw refusal(start, end, "the quoted value is not closed")
  }

  /// A value without quotes ends with the line, in a list also at `,` and `]`, and before ` #`.
  private mutating func plain(inList: Bool) throws(Refusal) -> FrontMatter.Scalar {
    let start = offset
    while let byte {
      if inList, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") { break }
      if byte == UInt8(ascii: "#"), offset > start, isBlank(bytes[offset - 1]) { break }
      offset += 1
    }
    while offset > start, isBlank(bytes[offset - 1]) { offset -= 1 }
    let span = Span(start, offset)
    guard !span.isEmpty else { throw refusal(start, start, "a value is missing") }
    let text = text(span)
    if "[]{},&*!|>%@`?".utf8.contains(bytes[start]) || text.holds(": ") || text.hasSuffix(":")
      || text.hasPrefix("- ") || inList && text.holds("[")
    {
      throw refusal(start, offset, "this value needs quotes")
    }
    return FrontMatter.Scalar(text: text, span: span)
  }

  private var byte: UInt8? { offset < end ? bytes[offset] : nil }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private mutating func skipBlanks() {
    while let byte, isBlank(byte) { offset += 1 }
  }

  private func isKeyByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
  }

  private func text(_ span: Span) -> String {
    String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }

  private func refusal(_ start: Int, _ end: Int, _ message: String) -> Refusal {
    Refusal(problem: FrontMatter.Problem(span: Span(start, end), message: message))
  }
}
