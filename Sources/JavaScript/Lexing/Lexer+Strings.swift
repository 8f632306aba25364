// Strings and templates. Nothing is decoded here: `LiteralValues` does that on demand.
extension Lexer {
  mutating func string(at offset: Int, quote: UInt8) {
    kind = .string
    escaped = false
    legacyOctal = false
    start = UInt32(truncatingIfNeeded: offset)
    var end = offset &+ 1
    while true {
      while classes[Int(source[end])] & ByteClass.stringStop == 0 { end &+= 1 }
      let byte = source[end]
      if byte == quote { break }
      if byte == 0x5C {
        escaped = true
        end = escape(at: end, inTemplate: false)
      } else if byte == 0x22 || byte == 0x27 || (byte == 0 && end < Int(sourceEnd)) {
        end += 1
      } else {
        report("this string is never closed", from: offset, to: end)
        position = UInt32(truncatingIfNeeded: end)
        return
      }
    }
    position = UInt32(truncatingIfNeeded: end &+ 1)
  }

  /// A template from its backtick, or, where `head` is false, from the `}` of a substitution.
  mutating func template(from offset: Int, head: Bool) {
    escaped = false
    invalidEscape = false
    start = UInt32(truncatingIfNeeded: offset)
    var end = offset + 1
    if start >= unclosedTemplate { return unclosedTemplatePiece(from: offset, head: head) }
    while true {
      while classes[Int(source[end])] & ByteClass.templateStop == 0 { end &+= 1 }
      let byte = source[end]
      if byte == 0x60 {
        kind = head ? .templateWhole : .templateTail
        position = UInt32(truncatingIfNeeded: end + 1)
        return
      }
      if byte == 0x24, source[end + 1] == 0x7B {
        kind = head ? .templateHead : .templateMiddle
        position = UInt32(truncatingIfNeeded: end + 2)
        return
      }
      if byte == 0x5C {
        escaped = true
        end = escape(at: end, inTemplate: true)
      } else if byte == 0, end >= Int(sourceEnd) {
        return unclosedTemplatePiece(from: offset, head: head)
      } else {
        end += 1
      }
    }
  }

  /// The text of a template after which no backtick follows in the file.
  private mutating func unclosedTemplatePiece(from offset: Int, head: Bool) {
    unclosedTemplate = min(unclosedTemplate, UInt32(truncatingIfNeeded: offset))
    kind = head ? .templateWhole : .templateTail
    position = UInt32(truncatingIfNeeded: reportUnclosed("this template is never closed", from: offset))
  }

  /// Whether a backtick follows the current token. What is not there is looked for once.
  mutating func isTemplateClosed() -> Bool {
    if position >= unclosedTemplate { return false }
    if position <= laterBacktick { return true }
    for offset in Int(position)..<max(Int(position), Int(sourceEnd)) where source[offset] == 0x60 {
      laterBacktick = UInt32(truncatingIfNeeded: offset)
      return true
    }
    unclosedTemplate = position
    return false
  }

  /// The current token is the `}` that ends a substitution: makes it the template's next piece.
  mutating func rescanTemplateContinuation() {
    template(from: Int(start), head: false)
  }

  /// Checks the escape sequence at a backslash and gives its end, never past the end of the source.
  private mutating func escape(at offset: Int, inTemplate: Bool) -> Int {
    let byte = source[offset + 1]
    switch byte {
    case 0x0D:
      return source[offset + 2] == 0x0A ? offset + 3 : offset + 2
    case UInt8(ascii: "x"):
      if Lexer.hexValue(source[offset + 2]) != nil, Lexer.hexValue(source[offset + 3]) != nil { return offset + 4 }
      malformedEscape(at: offset, inTemplate: inTemplate, "\\x takes two hexadecimal digits")
    case UInt8(ascii: "u"):
      if let (_, end) = unicodeEscape(at: offset + 2) { return end }
      malformedEscape(
        at: offset, inTemplate: inTemplate, "\\u takes four hexadecimal digits or a code point in braces")
    case 0x30 where classes[Int(source[offset + 2])] & ByteClass.digit == 0:
      break
    case 0x30...0x39:
      if inTemplate { invalidEscape = true } else { legacyOctal = true }
    case 0:
      return min(offset + 2, Int(sourceEnd))
    default:
      break
    }
    return offset + 2
  }

  private mutating func malformedEscape(at offset: Int, inTemplate: Bool, _ message: String) {
    if inTemplate {
      invalidEscape = true
    } else {
      report(message, from: offset, to: offset + 2)
    }
  }
}
