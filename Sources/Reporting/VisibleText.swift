/// Text of the audited project, made safe to print.
///
/// File names, messages and excerpts come from whoever wrote the project, and a terminal obeys what it is sent: escape
/// sequences clear the screen or forge a clean report, bidirectional controls reorder what is read, zero-width
/// characters hide a difference, and a build server runs lines that look like its commands. All of them are shown
/// instead, as `\u{1b}`. Our own colours are added afterwards.
package struct VisibleText {
  package let text: String
  /// Terminal columns.
  let width: Int

  package init(_ foreign: String) {
    var foreign = foreign
    let plain: Bool? = foreign.withUTF8 { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x23 && $0 != 0x3A }
    }
    if plain == true {
      text = foreign
      width = foreign.utf8.count
      return
    }
    var output: [UInt8] = []
    let (width, _) = foreign.withUTF8 { bytes in
      (VisibleText.append(bytes, to: &output), 0)
    }
    self.text = String(decoding: output, as: UTF8.self)
    self.width = width
  }

  /// Appends the text under safe spelling and returns its width.
  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) -> Int {
    var width = 0
    var offset = 0
    var marks = 0
    while offset < bytes.count {
      if startsCommand(bytes, at: offset) {
        // The first character is spelt out: `::` counts at the start alone (blanks before it do not help), the others
        // wherever they stand in a line.
        width += appendEscape(UInt32(bytes[offset]), to: &output)
        offset += 1
        continue
      }
      let scalar = DecodedScalar(bytes, at: offset)
      width += append(scalar, bytes, at: offset, marks: &marks, to: &output)
      offset += scalar.length
    }
    return width
  }

  /// Appends one scalar, shown or spelt out, and returns its width. `marks` counts combining marks in a row.
  static func append(
    _ scalar: DecodedScalar, _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, marks: inout Int,
    to output: inout [UInt8]
  ) -> Int {
    guard let value = scalar.value else {
      let escape = "\\x" + hexadecimal(UInt32(bytes[offset]), digits: 2)
      output.append(contentsOf: escape.utf8)
      return escape.utf8.count
    }
    let columns = CharacterWidth.columns(of: value)
    marks = columns == 0 ? marks + 1 : 0
    if isUnsafe(value) || marks > longestMarks { return appendEscape(value, to: &output) }
    for index in offset..<offset + scalar.length { output.append(bytes[index]) }
    return columns
  }

  private static let longestMarks = 4

  /// Whether a build server would take what begins here for a command: GitHub's `::name` at the start of a line, and
  /// `##[` or `##vso[` anywhere in one.
  static func startsCommand(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    switch bytes[offset] {
    case 0x3A:
      guard offset + 1 < bytes.count, bytes[offset + 1] == 0x3A else { return false }
      return isBlank(bytes, before: offset)
    case 0x23:
      return isFollowed(bytes, from: offset, by: "##[") || isFollowed(bytes, from: offset, by: "##vso[")
    default:
      return false
    }
  }

  /// Blanks of any kind: the runner that reads the log trims them all.
  private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Bool {
    var offset = 0
    while offset < end {
      let scalar = DecodedScalar(bytes, at: offset)
      guard let value = scalar.value.flatMap(Unicode.Scalar.init), value.properties.isWhitespace else { return false }
      offset += scalar.length
    }
    return true
  }

  private static func isFollowed(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, by word: StaticString) -> Bool {
    guard bytes.count - offset >= word.utf8CodeUnitCount else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { index in
      let byte = bytes[offset + index]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      return lower == word.utf8Start[index]
    }
  }

  private static func appendEscape(_ value: UInt32, to output: inout [UInt8]) -> Int {
    let escape: String
    switch value {
    case 0x09: escape = "\\t"
    case 0x0A: escape = "\\n"
    case 0x0D: escape = "\\r"
    default: escape = "\\u{" + hexadecimal(value, digits: 1) + "}"
    }
    output.append(contentsOf: escape.utf8)
    return escape.utf8.count
  }

  static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  /// Controls (C0, DEL, C1), everything of Unicode's category "format" (bidirectional controls, zero-width characters,
  /// tags), line and paragraph separators, fillers that print nothing, and variation selectors other than the two that
  /// choose between text and emoji. From UnicodeData.txt, Unicode 16.
  static func isUnsafe(_ value: UInt32) -> Bool {
    if value < 0x7F { return value < 0x20 }
    if value < 0xAD { return value <= 0x9F }
    switch value {
    case 0xAD, 0x34F, 0x600...0x605, 0x61C, 0x6DD, 0x70F, 0x890...0x891, 0x8E2: return true
    case 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F: return true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x2800, 0x3164: return true
    case 0xD800...0xDFFF, 0xFE00...0xFE0D, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: return true
    case 0x110BD, 0x110CD, 0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: return true
    default: return false
    }
  }
}

/// One scalar read from bytes that need not be UTF-8.
struct DecodedScalar {
  /// Nil for a byte that is part of no scalar.
  let value: UInt32?
  /// Bytes consumed: at least one.
  let length: Int

  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    let first = bytes[offset]
    if first < 0x80 {
      value = UInt32(first)
      length = 1
      return
    }
    (value, length) = Self.decode(bytes, at: offset)
  }

  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (UInt32?, Int) {
    let first = bytes[offset]
    let length: Int
    var value: UInt32
    switch first {
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
    default: return (nil, 1)
    }
    guard offset + length <= bytes.count else { return (nil, 1) }
    for index in 1..<length {
      let byte = bytes[offset + index]
      guard byte & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    // Longer than needed, a surrogate, or past the last scalar.
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return (nil, 1) }
    return (value, length)
  }
}
