// Regular expressions: where they end. Pattern and flags are examined when the whole file is read; see
// `checkRegularExpressions`.
extension Lexer {
  /// The current token is `/` or `/=` where an expression begins: makes it the regular expression that it starts.
  mutating func rescanRegularExpression() {
    kind = .regularExpression
    let offset = Int(start)
    var end = offset + 1
    var inClass = false
    scan: while true {
      let byte = source[end]
      switch byte {
      case 0x5C where source[end + 1] != 0x0A && source[end + 1] != 0x0D && source[end + 1] != 0:
        // Over the escaped character; a longer one's other bytes are ordinary.
        end += isLineSeparator(at: end + 1) ? 1 : 2
        continue scan
      case 0x5B: inClass = true
      case 0x5D: inClass = false
      case 0x2F where !inClass: break scan
      case 0x0A, 0x0D: return unterminated(at: end)
      case 0 where end >= Int(sourceEnd): return unterminated(at: end)
      case 0xE2 where isLineSeparator(at: end): return unterminated(at: end)
      default: break
      }
      end += 1
    }
    patternEnd = UInt32(truncatingIfNeeded: end)
    end = flagsEnd(from: end + 1)
    position = UInt32(truncatingIfNeeded: end)
  }

  private mutating func unterminated(at end: Int) {
    report("this regular expression is never closed", from: Int(start), to: end)
    patternEnd = UInt32(truncatingIfNeeded: end)
    position = UInt32(truncatingIfNeeded: end)
  }

  /// Flags are whatever may continue a name, and escapes, which are reported later.
  private func flagsEnd(from begin: Int) -> Int {
    var end = begin
    while true {
      let byte = source[end]
      if classes[Int(byte)] & ByteClass.name != 0 {
        end += 1
      } else if byte == UInt8(ascii: "\\"), source[end + 1] == UInt8(ascii: "u") {
        end += 2
      } else if byte >= 0x80 {
        let (scalar, length) = decode(at: end)
        guard Lexer.continuesName(scalar, first: false) else { return end }
        end += length
      } else {
        return end
      }
    }
  }
}
