// What JSX reads in its own way: names with dashes, attribute strings without escapes, the text between tags. The tokens
// in a tag are otherwise ordinary ones, so the parser calls these where it stands and returns to `next` by calling that.
extension Lexer {
  /// The current token is a name or reserved word in a tag: takes the dashes and name parts that follow into it.
  mutating func extendJSXName() {
    var end = Int(position)
    guard source[end] == UInt8(ascii: "-") else { return }
    while true {
      let byte = source[end]
      if byte == UInt8(ascii: "-") || classes[Int(byte)] & ByteClass.name != 0 {
        end += 1
      } else if byte >= 0x80, Lexer.continuesName(decode(at: end).scalar, first: false) {
        end += decode(at: end).length
      } else {
        break
      }
    }
    kind = .identifier
    atom = atoms.intern(padded: source + Int(start), end - Int(start))
    position = UInt32(truncatingIfNeeded: end)
  }

  /// The current token is the `=` of an attribute: makes its value current, a string running to the same quote whatever
  /// stands between, line terminators and backslashes included.
  mutating func nextJSXAttributeValue() {
    var offset = Int(position)
    var newline = false
    while true {
      let byte = source[offset]
      if byte == 0x0A || byte == 0x0D { newline = true } else if byte != 0x20 && byte != 0x09 { break }
      offset += 1
    }
    let quote = source[offset]
    guard quote == 0x22 || quote == 0x27 else { return next() }
    previousEnd = position
    newlineBefore = newline
    kind = .string
    escaped = false
    legacyOctal = false
    start = UInt32(truncatingIfNeeded: offset)
    var end = offset + 1
    while source[end] != quote {
      if source[end] == 0, end >= Int(sourceEnd) {
        position = UInt32(
          truncatingIfNeeded: reportUnclosed("this attribute string is never closed", from: offset))
        return
      }
      end += 1
    }
    position = UInt32(truncatingIfNeeded: end + 1)
  }

  /// Makes the next piece of an element's content current, from `position` on: text, `{`, `<`, or the end of the file.
  mutating func nextJSXChild() {
    previousEnd = position
    newlineBefore = false
    var offset = Int(position)
    while source[offset] == source[offset + 1], "<=|>".utf8.contains(source[offset]), isConflictMarker(at: offset) {
      offset = skipConflictMarker(at: offset)
    }
    var end = offset
    var misplaced: Int?
    scan: while true {
      switch source[end] {
      case UInt8(ascii: "{"), UInt8(ascii: "<"): break scan
      case UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "|"):
        if inConflict, isConflictMarker(at: end) { break scan }
        if source[end] == UInt8(ascii: ">") { misplaced = misplaced ?? end }
      case UInt8(ascii: "}"): misplaced = misplaced ?? end
      case 0x20:
        while UnsafeRawPointer(source + end + 1).loadUnaligned(as: UInt64.self) == 0x2020_2020_2020_2020 { end += 8 }
      case 0 where end >= Int(sourceEnd): break scan
      default: break
      }
      end += 1
    }
    if let misplaced { reportInText(at: misplaced) }
    if end > offset { return punctuator(.jsxText, offset, end - offset) }
    if end >= Int(sourceEnd) { return endOfFile() }
    punctuator(source[end] == UInt8(ascii: "{") ? .braceLeft : .less, end, 1)
  }

  private mutating func reportInText(at offset: Int) {
    let character = source[offset] == UInt8(ascii: ">") ? ">" : "}"
    report("a lone '\(character)' in JSX text is written {'\(character)'}", from: offset, to: offset + 1)
  }
}
