/// Decoding of the escapes in JSON strings.
enum JSONEscapes {
  /// The text of a string's inside. Escapes the parser reported as malformed are kept as written.
  static func decode(_ raw: ArraySlice<UInt8>) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      let byte = raw[index]
      guard byte == UInt8(ascii: "\\"), index + 1 < raw.endIndex else {
        decoded.append(byte)
        index += 1
        continue
      }
      let letter = raw[index + 1]
      if letter == UInt8(ascii: "u"), let unit = hexadecimalUnit(raw, at: index + 2) {
        index += 6
        append(unit: unit, raw, &index, to: &decoded)
      } else {
        decoded.append(simpleEscape(letter))
        index += 2
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func append(unit: UInt32, _ raw: ArraySlice<UInt8>, _ index: inout Int, to decoded: inout [UInt8]) {
    var value = unit
    if (0xD800..<0xDC00).contains(unit), index + 5 < raw.endIndex, raw[index] == UInt8(ascii: "\\"),
      raw[index + 1] == UInt8(ascii: "u"), let low = hexadecimalUnit(raw, at: index + 2),
      (0xDC00..<0xE000).contains(low)
    {
      value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      index += 6
    }
    decoded.append(contentsOf: Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8))
  }

  private static func simpleEscape(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: letter
    }
  }

  private static func hexadecimalUnit(_ raw: ArraySlice<UInt8>, at start: Int) -> UInt32? {
    guard start + 4 <= raw.endIndex else { return nil }
    var value: UInt32 = 0
    for index in start..<start + 4 {
      guard let digit = hexadecimalDigit(raw[index]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
