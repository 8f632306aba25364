import SourceText

/// Reads properties files: `key=value`, `key: value`, `key value`, continued lines, escapes, comments behind `#` and `!`.
/// Source: the format of `java.util.Properties`. An escape that stands for no character is refused.
package struct PropertiesParser {
  static let problemLimit = 20

  package static func parse(_ bytes: [UInt8]) -> SettingLines {
    var parser = PropertiesParser(bytes: bytes)
    parser.parseLines()
    return SettingLines(entries: parser.entries, problems: parser.problems)
  }

  package static func parse(_ text: String) -> SettingLines { parse(Array(text.utf8)) }

  private let bytes: [UInt8]
  private var offset: Int
  private var entries: [SettingEntry] = []
  private var problems: [FormatProblem] = []

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private mutating func parseLines() {
    while offset < bytes.count, problems.count < Self.problemLimit {
      skipBlanks()
      guard offset < bytes.count, !isLineEnd(offset) else {
        offset += 1
        continue
      }
      if bytes[offset] == UInt8(ascii: "#") || bytes[offset] == UInt8(ascii: "!") {
        while offset < bytes.count, !isLineEnd(offset) { offset += 1 }
      } else {
        parseEntry()
      }
    }
  }

  private mutating func parseEntry() {
    let key = parseText { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") || $0 == 0x20 || $0 == 0x09 }
    skipBlanks()
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "=") || bytes[offset] == UInt8(ascii: ":") {
      offset += 1
      skipBlanks()
    }
    let value = parseText { _ in false }
    entries.append(
      SettingEntry(section: "", key: key.text, keySpan: key.span, value: value.text, valueSpan: value.span))
  }

  /// Up to the end of the line or what ends it before, escapes decoded and continued lines joined; leaves the end.
  private mutating func parseText(until ends: (UInt8) -> Bool) -> (text: String, span: Span) {
    let start = offset
    var text: [UInt8] = []
    while offset < bytes.count, !isLineEnd(offset), !ends(bytes[offset]) {
      guard bytes[offset] == UInt8(ascii: "\\") else {
        text.append(bytes[offset])
        offset += 1
        continue
      }
      parseEscape(into: &text)
    }
    return (String(decoding: text, as: UTF8.self), Span(start, offset))
  }

  private mutating func parseEscape(into text: inout [UInt8]) {
    let start = offset
    offset += 1
    guard offset < bytes.count else { return }
    let byte = bytes[offset]
    if isLineEnd(offset) {
      offset += byte == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
      skipBlanks()
      return
    }
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      let digits = bytes[offset...].prefix(4).prefix { UnicodeScalar($0).properties.isASCIIHexDigit }
      offset += digits.count
      guard digits.count == 4, let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
        problems.append(FormatProblem(span: Span(start, offset), message: "four hexadecimal digits are expected here"))
        return
      }
      // Halves of a pair stand for nothing alone.
      text.append(contentsOf: String(UnicodeScalar(number).map(Character.init) ?? "\u{FFFD}").utf8)
    default: text.append(byte)
    }
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 || bytes[offset] == 0x0C { offset += 1 }
  }

  private func isLineEnd(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }
}
