package import SourceText

/// One variable of an environment file.
package struct DotenvEntry: Hashable, Sendable {
  package enum Quote: Sendable { case none, single, double, backtick }

  package let key: String
  package let keySpan: Span
  /// The value without quotes. Escapes and `${OTHER}` are left as written.
  package let value: String
  /// The value without quotes; empty, after the equals sign, where there is none.
  package let valueSpan: Span
  package let quote: Quote
  /// Whether the line begins with `export`.
  package let isExported: Bool

  package var span: Span { keySpan.union(valueSpan) }

  /// Whether the value takes in another variable; single quotes forbid it.
  package var hasInterpolation: Bool { quote != .single && value.holds("$") }
}

package struct DotenvFile: Sendable {
  package let entries: [DotenvEntry]
  package let problems: [FormatProblem]

  /// Of duplicates the last, as loaders have it.
  package func entry(_ key: String) -> DotenvEntry? { entries.last { $0.key == key } }
}

/// Reads environment files as the `dotenv` package does: `export`, three kinds of quotes, values over several lines,
/// comments after values. Source: the line grammar of dotenv 16.
package struct DotenvParser {
  static let problemLimit = 100

  package static func parse(_ bytes: [UInt8]) -> DotenvFile {
    bytes.withUnsafeBufferPointer { buffer in
      var parser = DotenvParser(bytes: buffer)
      parser.parseLines()
      return DotenvFile(entries: parser.entries, problems: parser.problems)
    }
  }

  package static func parse(_ text: String) -> DotenvFile { parse(Array(text.utf8)) }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var entries: [DotenvEntry] = []
  private var problems: [FormatProblem] = []
  /// Quotes already known to have no partner behind an offset, so that no line searches the file again.
  private var unclosed: Set<UInt8> = []

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func parseLines() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < bytes.count, problems.count < Self.problemLimit {
      skipBlanks()
      if offset < bytes.count, !isLineEnd(offset), bytes[offset] != UInt8(ascii: "#") { parseEntry() }
      offset = lineEnd(from: offset) + 1
    }
  }

  /// `export KEY = value # comment`; leaves the end of the line that closes the value.
  private mutating func parseEntry() {
    let start = offset
    var key = parseKey()
    var isExported = false
    if let word = key, word.text == "export", offset < bytes.count, isBlank(offset) {
      skipBlanks()
      if let exported = parseKey() { (key, isExported) = (exported, true) }
    }
    guard let key else { return report(from: start) }
    let keyEnd = offset
    skipBlanks()
    guard offset < bytes.count,
      bytes[offset] == UInt8(ascii: "=") || bytes[offset] == UInt8(ascii: ":") && offset == keyEnd
    else { return report(from: start) }
    let isColon = bytes[offset] == UInt8(ascii: ":")
    offset += 1
    if isColon, offset < bytes.count, !isBlank(offset), !isLineEnd(offset) { return report(from: start) }
    skipBlanks()
    let value = parseQuotedValue() ?? parsePlainValue()
    entries.append(
      DotenvEntry(
        key: key.text, keySpan: key.span, value: text(value.span), valueSpan: value.span, quote: value.quote,
        isExported: isExported))
  }

  private mutating func parseKey() -> (text: String, span: Span)? {
    let start = offset
    while offset < bytes.count, Self.isKeyByte(bytes[offset]) { offset += 1 }
    return start == offset ? nil : (text(Span(start, offset)), Span(start, offset))
  }

  /// Nil, with nothing consumed, where the value has no quotes, or has something behind the closing one.
  private mutating func parseQuotedValue() -> (span: Span, quote: DotenvEntry.Quote)? {
    guard offset < bytes.count, !unclosed.contains(bytes[offset]) else { return nil }
    let mark = bytes[offset]
    let quote: DotenvEntry.Quote
    switch mark {
    case UInt8(ascii: "'"): quote = .single
    case UInt8(ascii: "\""): quote = .double
    case UInt8(ascii: "`"): quote = .backtick
    default: return nil
    }
    var end = offset + 1
    while end < bytes.count, bytes[end] != mark {
      end += bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.count && bytes[end + 1] == mark ? 2 : 1
    }
    guard end < bytes.count else {
      unclosed.insert(mark)
      problems.append(FormatProblem(span: Span(offset, offset + 1), message: "this quote is not closed"))
      return nil
    }
    var behind = end + 1
    while behind < bytes.count, isBlank(behind) { behind += 1 }
    guard behind >= bytes.count || isLineEnd(behind) || bytes[behind] == UInt8(ascii: "#") else { return nil }
    let span = Span(offset + 1, end)
    offset = behind
    return (span, quote)
  }

  /// Up to a comment or the end of the line.
  private mutating func parsePlainValue() -> (span: Span, quote: DotenvEntry.Quote) {
    let start = offset
    while offset < bytes.count, !isLineEnd(offset), bytes[offset] != UInt8(ascii: "#") { offset += 1 }
    var end = offset
    while end > start, isBlank(end - 1) { end -= 1 }
    return (Span(start, end), .none)
  }

  private mutating func report(from start: Int) {
    problems.append(
      FormatProblem(span: Span(start, lineEnd(from: start)), message: "this line is neither a variable nor a comment"))
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, isBlank(offset) { offset += 1 }
  }

  private func isBlank(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x09 }
  private func isLineEnd(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }

  private func lineEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count, !isLineEnd(end) { end += 1 }
    return end
  }

  private func text(_ span: Span) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[Int(span.start)..<Int(span.end)]), as: UTF8.self)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
