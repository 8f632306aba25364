import SourceText

// Regular expressions: where they end, and their flags. Their inner grammar is not examined.
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
    let flagsStart = end + 1
    end = flagsStart
    while classes[Int(source[end])] & ByteClass.name != 0 { end += 1 }
    checkFlags(from: flagsStart, to: end)
    position = UInt32(truncatingIfNeeded: end)
  }

  private mutating func unterminated(at end: Int) {
    report("this regular expression is never closed", from: Int(start), to: end)
    patternEnd = UInt32(truncatingIfNeeded: end)
    position = UInt32(truncatingIfNeeded: end)
  }

  private mutating func checkFlags(from begin: Int, to end: Int) {
    var seen: UInt32 = 0
    for offset in begin..<end {
      let bit = source[offset] & 0x1F
      let known = "dgimsuvy".utf8.contains(source[offset])
      if !known || seen & (1 << UInt32(bit)) != 0 {
        problems.append(
          SyntaxProblem(
            kind: .early, span: Span(offset, offset + 1),
            message: known ? "this flag is given twice" : "regular expressions have no such flag"))
      }
      seen |= 1 << UInt32(bit)
    }
    let unicode: UInt32 = 1 << UInt32(UInt8(ascii: "u") & 0x1F)
    let sets: UInt32 = 1 << UInt32(UInt8(ascii: "v") & 0x1F)
    if seen & unicode != 0, seen & sets != 0 {
      problems.append(
        SyntaxProblem(kind: .early, span: Span(begin, end), message: "the flags u and v exclude each other"))
    }
  }
}
