import SourceText

/// Strings, numbers, words and what stands between them.
extension JSONParser {
  /// Leaves the head on the first byte that is neither white space nor comment.
  mutating func skipTrivia() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      case UInt8(ascii: "/"):
        guard skipComment() else { return }
      default: return
      }
    }
  }

  /// True where a comment stood and was skipped, allowed or not.
  private mutating func skipComment() -> Bool {
    guard offset + 1 < bytes.count else { return false }
    let start = offset
    let isBlock = bytes[offset + 1] == UInt8(ascii: "*")
    guard isBlock || bytes[offset + 1] == UInt8(ascii: "/") else { return false }
    offset += 2
    var isClosed = !isBlock
    while offset < bytes.count {
      if isBlock, bytes[offset] == UInt8(ascii: "*"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "/") {
        offset += 2
        isClosed = true
        break
      }
      if !isBlock, bytes[offset] == 0x0A || bytes[offset] == 0x0D { break }
      offset += 1
    }
    if !isClosed { report(from: start, to: start + 2, "this comment is not closed") }
    if dialect == .strict { report(from: start, to: offset, "JSON has no comments") }
    return problems.count < Self.problemLimit
  }

  /// A string from its opening quote; ends after the closing one, or where its line ends.
  mutating func appendString(kind: JSONValue.Kind) {
    let start = offset
    var hasEscapes = false
    var index = offset + 1
    scan: while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { break scan }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        index = validatedEscape(at: index)
        continue
      }
      if byte < 0x20 {
        if byte == 0x0A || byte == 0x0D { break scan }
        report(at: index, "a control character in a string is written as an escape")
        if problems.count >= Self.problemLimit { break scan }
      }
      index += 1
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      index += 1
    } else {
      report(from: start, to: start + 1, "this string is not closed")
    }
    offset = index
    append(kind, from: start, to: index)
    records[records.count - 1].hasEscapes = hasEscapes
    records[records.count - 1].isQuoted = true
  }

  /// The offset after the escape that begins at `start`.
  private mutating func validatedEscape(at start: Int) -> Int {
    guard start + 1 < bytes.count else { return start + 1 }
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start + 2
    case UInt8(ascii: "u"):
      let end = start + 6
      let isWhole =
        end <= bytes.count && (start + 2..<end).allSatisfy { JSONEscapes.hexadecimalDigit(bytes[$0]) != nil }
      if isWhole { return end }
      report(from: start, to: start + 2, "\\u is followed by four hexadecimal digits")
      return start + 2
    case 0x0A, 0x0D:
      report(from: start, to: start + 1, "JSON knows no escaped line end")
      return start + 1
    default:
      report(from: start, to: start + 2, "JSON knows no such escape")
      return start + 2
    }
  }

  mutating func parseNumber() {
    let start = offset
    var index = offset
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    var isValid = true
    if index < bytes.count, bytes[index] == UInt8(ascii: "0") {
      index += 1
    } else {
      isValid = skipDigits(&index)
    }
    if isValid, index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      isValid = skipDigits(&index)
    }
    if isValid, index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
      isValid = skipDigits(&index)
    }
    offset = index
    skipWord()
    if isValid, offset == index {
      append(.number, from: start, to: offset)
    } else {
      report(from: start, to: offset, "this number is not written as JSON writes numbers")
      append(.invalid, from: start, to: offset)
    }
    expectation = .separator
  }

  private func skipDigits(_ index: inout Int) -> Bool {
    let start = index
    while index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") { index += 1 }
    return index > start
  }

  /// `true`, `false`, `null`, or a word that is none of them.
  mutating func parseWord() {
    let start = offset
    skipWord()
    if offset == start { offset += 1 }
    expectation = .separator
    switch offset - start {
    case 4 where matches("true", at: start), 5 where matches("false", at: start): append(.bool, from: start, to: offset)
    case 4 where matches("null", at: start): append(.null, from: start, to: offset)
    default:
      report(from: start, to: offset, "this is not a JSON value")
      append(.invalid, from: start, to: offset)
    }
  }

  private func matches(_ word: StaticString, at start: Int) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where bytes[start + index] != word.utf8Start[index] { return false }
    return true
  }

  /// Moves the head to the next white space, bracket, quote or separator.
  mutating func skipWord() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "/"):
        return
      default: offset += 1
      }
    }
  }
}
