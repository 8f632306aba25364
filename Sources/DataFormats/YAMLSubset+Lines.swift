import SourceText

/// Lines, indentation and looking ahead.
extension YAMLSubset {
  /// Moves to the next byte that is neither space, line end nor comment.
  mutating func skipToToken() {
    while !isAtEnd {
      switch current {
      case 0x20: offset += 1
      case 0x09:
        offset += 1
      case 0x0A, 0x0D: skipLineEnd()
      case UInt8(ascii: "#") where offset == lineStart || isSpace(at: offset - 1): skipLine()
      default: return
      }
    }
  }

  /// Moves to the first token of a later line; false where only comments or nothing follow.
  mutating func skipToNextLineToken() -> Bool {
    let line = lineStart
    while !isAtEnd {
      if current == UInt8(ascii: "#") { return false }
      if current == 0x0A || current == 0x0D {
        skipLineEnd()
      } else if current == 0x20 || current == 0x09 {
        offset += 1
      } else {
        return lineStart != line
      }
    }
    return false
  }

  mutating func skipLineEnd() {
    let isCarriageReturn = current == 0x0D
    offset += 1
    if isCarriageReturn, current == 0x0A { offset += 1 }
    lineStart = offset
  }

  /// Moves to the start of the next line.
  mutating func skipLine() {
    offset = lineEnd()
    if !isAtEnd { skipLineEnd() }
  }

  func lineEnd() -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// Space, tab, line end or the end of the file.
  func isSpace(at index: Int) -> Bool {
    index >= bytes.count || bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x09
  }

  func isDash() -> Bool { current == UInt8(ascii: "-") && isSpace(at: offset + 1) }

  /// `---` or `...` at the start of a line.
  func isDocumentMarker() -> Bool {
    guard column == 0, offset + 3 <= bytes.count, isSpace(at: offset + 3) else { return false }
    let byte = current
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { return false }
    return bytes[offset + 1] == byte && bytes[offset + 2] == byte
  }

  /// Whether a key and its colon stand at the head, on this line.
  func isKeyAhead() -> Bool {
    var index = offset
    switch current {
    case UInt8(ascii: "?") where isSpace(at: offset + 1): return true
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let quote = current
      index += 1
      while index < bytes.count, bytes[index] != quote, bytes[index] != 0x0A, bytes[index] != 0x0D {
        index += bytes[index] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
        if index + 1 < bytes.count, quote == UInt8(ascii: "'"), bytes[index] == quote, bytes[index + 1] == quote {
          index += 2
        }
      }
      guard index < bytes.count, bytes[index] == quote else { return false }
      index += 1
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      return index < bytes.count && bytes[index] == UInt8(ascii: ":") && isSpace(at: index + 1)
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "#"),
      UInt8(ascii: "&"),
      UInt8(ascii: "*"), UInt8(ascii: "!"):
      return false
    default:
      while !isKeyEnd(at: index) { index += 1 }
      return index > offset && index < bytes.count && bytes[index] == UInt8(ascii: ":")
    }
  }

  /// A colon before a space, a comment, or the end of the line.
  func isKeyEnd(at index: Int) -> Bool {
    guard index < bytes.count else { return true }
    switch bytes[index] {
    case 0x0A, 0x0D: return true
    case UInt8(ascii: ":"): return isSpace(at: index + 1)
    case UInt8(ascii: "#"): return index > 0 && isSpace(at: index - 1)
    default: return false
    }
  }

  func trimmedEnd(from start: Int, to end: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end
  }

  func text(from start: Int, to end: Int) -> String {
    guard start < end else { return "" }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }
}
