import SourceText

/// Reads INI files and `.npmrc`: sections in brackets, `key = value`, keys alone, quotes, comments behind `;` and `#`.
/// Source: the `ini` package that npm reads its settings with, version 5. A line that is none of these is refused.
package struct INIParser {
  static let problemLimit = 20

  package static func parse(_ bytes: [UInt8]) -> SettingLines {
    var parser = INIParser(bytes: bytes)
    parser.parseLines()
    return SettingLines(entries: parser.entries, problems: parser.problems)
  }

  package static func parse(_ text: String) -> SettingLines { parse(Array(text.utf8)) }

  private let bytes: [UInt8]
  private var section = ""
  private var entries: [SettingEntry] = []
  private var problems: [FormatProblem] = []

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func parseLines() {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, problems.count < Self.problemLimit {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      parse(trimmed(start..<end))
      start = end + 1
    }
  }

  private mutating func parse(_ line: Range<Int>) {
    guard let first = bytes[line].first, first != UInt8(ascii: ";"), first != UInt8(ascii: "#") else { return }
    if first == UInt8(ascii: "[") {
      let inside = trimmed(cutComment(line))
      guard inside.count > 1, bytes[inside.upperBound - 1] == UInt8(ascii: "]") else {
        return report(line, "the bracket of this section is not closed")
      }
      section = text(trimmed(inside.lowerBound + 1..<inside.upperBound - 1))
      return
    }
    guard let equals = bytes[line].firstIndex(of: UInt8(ascii: "=")) else {
      let key = trimmed(cutComment(line))
      guard bytes[key].allSatisfy(Self.isKeyByte) else {
        return report(line, "this line is neither a section, a setting nor a comment")
      }
      append(key, value: nil, key.upperBound..<key.upperBound)
      return
    }
    let key = trimmed(line.lowerBound..<equals)
    if key.isEmpty { return report(line, "a key is expected before the equals sign") }
    let value = trimmed(equals + 1..<line.upperBound)
    if let quote = bytes[value].first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      if let close = closing(quote, in: value) { return append(key, value: value.lowerBound + 1..<close) }
      if quote == UInt8(ascii: "\"") { report(value.lowerBound..<value.lowerBound + 1, "this quote is not closed") }
    }
    append(key, value: trimmed(cutComment(value)))
  }

  /// The quote that ends the value, with nothing but a comment behind it.
  private func closing(_ quote: UInt8, in value: Range<Int>) -> Int? {
    var index = value.lowerBound + 1
    while index < value.upperBound, bytes[index] != quote {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < value.upperBound else { return nil }
    let rest = trimmed(index + 1..<value.upperBound)
    let isEnd =
      rest.isEmpty || bytes[rest.lowerBound] == UInt8(ascii: ";") || bytes[rest.lowerBound] == UInt8(ascii: "#")
    return isEnd ? index : nil
  }

  /// Up to a comment, which a blank sets apart.
  private func cutComment(_ range: Range<Int>) -> Range<Int> {
    for index in range.dropFirst()
    where (bytes[index] == UInt8(ascii: ";") || bytes[index] == UInt8(ascii: "#")) && isBlank(index - 1) {
      return range.lowerBound..<index
    }
    return range
  }

  private mutating func append(_ key: Range<Int>, value: Range<Int>) { append(key, value: text(value), value) }

  private mutating func append(_ key: Range<Int>, value: String?, _ span: Range<Int>) {
    entries.append(
      SettingEntry(
        section: section, key: text(key), keySpan: Span(key.lowerBound, key.upperBound), value: value,
        valueSpan: Span(span.lowerBound, span.upperBound)))
  }

  private mutating func report(_ range: Range<Int>, _ message: String) {
    problems.append(FormatProblem(span: Span(range.lowerBound, range.upperBound), message: message))
  }

  private func isBlank(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x09 }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, isBlank(low) { low += 1 }
    while high > low, isBlank(high - 1) { high -= 1 }
    return low..<high
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_-.@:/[]".utf8.contains(byte)
    }
  }
}
