// Punctuators of more than one byte.
extension Lexer {
  mutating func less(at offset: Int) {
    switch source[offset + 1] {
    case 0x3D: punctuator(.lessEqual, offset, 2)
    case 0x3C:
      if source[offset + 2] == 0x3D {
        punctuator(.shiftLeftEqual, offset, 3)
      } else {
        punctuator(.shiftLeft, offset, 2)
      }
    default: punctuator(.less, offset, 1)
    }
  }

  mutating func minus(at offset: Int) {
    switch source[offset + 1] {
    case 0x2D: punctuator(.minusMinus, offset, 2)
    case 0x3D: punctuator(.minusEqual, offset, 2)
    default: punctuator(.minus, offset, 1)
    }
  }

  /// The token that begins with `=`, `+`, `*`, `%`, `&`, `|`, `^`, `!` or `?`.
  mutating func operatorToken(_ byte: UInt8, at offset: Int) {
    let second = source[offset + 1]
    let third = source[offset + 2]
    switch (byte, second) {
    case (0x3D, 0x3D): punctuator(third == 0x3D ? .strictEqual : .equalEqual, offset, third == 0x3D ? 3 : 2)
    case (0x3D, 0x3E): punctuator(.arrow, offset, 2)
    case (0x3D, _): punctuator(.equal, offset, 1)
    case (0x2B, 0x2B): punctuator(.plusPlus, offset, 2)
    case (0x2B, 0x3D): punctuator(.plusEqual, offset, 2)
    case (0x2B, _): punctuator(.plus, offset, 1)
    case (0x2A, 0x2A): punctuator(third == 0x3D ? .starStarEqual : .starStar, offset, third == 0x3D ? 3 : 2)
    case (0x2A, 0x3D): punctuator(.starEqual, offset, 2)
    case (0x2A, _): punctuator(.star, offset, 1)
    case (0x25, 0x3D): punctuator(.percentEqual, offset, 2)
    case (0x25, _): punctuator(.percent, offset, 1)
    case (0x26, 0x26):
      punctuator(third == 0x3D ? .ampersandAmpersandEqual : .ampersandAmpersand, offset, third == 0x3D ? 3 : 2)
    case (0x26, 0x3D): punctuator(.ampersandEqual, offset, 2)
    case (0x26, _): punctuator(.ampersand, offset, 1)
    case (0x7C, 0x7C): punctuator(third == 0x3D ? .barBarEqual : .barBar, offset, third == 0x3D ? 3 : 2)
    case (0x7C, 0x3D): punctuator(.barEqual, offset, 2)
    case (0x7C, _): punctuator(.bar, offset, 1)
    case (0x5E, 0x3D): punctuator(.caretEqual, offset, 2)
    case (0x5E, _): punctuator(.caret, offset, 1)
    case (0x21, 0x3D): punctuator(third == 0x3D ? .strictNotEqual : .notEqual, offset, third == 0x3D ? 3 : 2)
    case (0x21, _): punctuator(.exclamation, offset, 1)
    case (0x3F, 0x3F):
      punctuator(third == 0x3D ? .questionQuestionEqual : .questionQuestion, offset, third == 0x3D ? 3 : 2)
    // `a?.5:1` is a conditional expression.
    case (0x3F, 0x2E) where third < 0x30 || third > 0x39: punctuator(.questionDot, offset, 2)
    default: punctuator(.question, offset, 1)
    }
  }

  /// The current token is `>`: joins what follows to `>=`, `>>`, `>>=`, `>>>` or `>>>=`, where an operator may stand.
  mutating func rescanGreater() {
    let offset = Int(start)
    guard source[offset + 1] == 0x3E else {
      if source[offset + 1] == 0x3D { punctuator(.greaterEqual, offset, 2) }
      return
    }
    if source[offset + 2] == 0x3E {
      if source[offset + 3] == 0x3D {
        punctuator(.shiftRightUnsignedEqual, offset, 4)
      } else {
        punctuator(.shiftRightUnsigned, offset, 3)
      }
    } else if source[offset + 2] == 0x3D {
      punctuator(.shiftRightEqual, offset, 3)
    } else {
      punctuator(.shiftRight, offset, 2)
    }
  }

  /// The current token is `<<`: gives its first `<` back singly, where type arguments may stand.
  mutating func splitShiftLeft() {
    if kind == .shiftLeft || kind == .shiftLeftEqual || kind == .lessEqual {
      kind = .less
      position = start + 1
    }
  }
}
