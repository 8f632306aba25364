// Numbers: decimal, hexadecimal, octal, binary, legacy octal, separators and big integers.
extension Lexer {
  mutating func number(at offset: Int) {
    start = UInt32(truncatingIfNeeded: offset)
    kind = .number
    legacyOctal = false
    var end = offset
    if source[offset] == 0x30 {
      switch source[offset + 1] | 0x20 {
      case UInt8(ascii: "x"): return radixNumber(from: offset, bits: 4)
      case UInt8(ascii: "o"): return radixNumber(from: offset, bits: 3)
      case UInt8(ascii: "b"): return radixNumber(from: offset, bits: 1)
      default: break
      }
      if classes[Int(source[offset + 1])] & ByteClass.digit != 0 { return legacyNumber(from: offset) }
      if source[offset + 1] == 0x5F {
        report("a separator may not follow a leading zero", from: offset, to: offset + 2)
      }
    }
    end = digits(from: end)
    if source[end] == UInt8(ascii: "n"), source[offset] != 0x2E {
      kind = .bigInt
      return endNumber(at: end + 1)
    }
    fraction(from: end)
  }

  /// `.5e-3` after the digits before it.
  private mutating func fraction(from begin: Int) {
    var end = begin
    if source[end] == 0x2E {
      if source[end + 1] == 0x5F { report("a separator may only stand between digits", from: end + 1, to: end + 2) }
      end = digits(from: end + 1)
    }
    if source[end] | 0x20 == UInt8(ascii: "e") {
      var exponent = end + 1
      if source[exponent] == 0x2B || source[exponent] == 0x2D { exponent += 1 }
      if classes[Int(source[exponent])] & ByteClass.digit == 0 {
        report("the exponent of this number has no digits", from: Int(start), to: exponent)
      }
      end = digits(from: exponent)
    }
    endNumber(at: end)
  }

  /// Skips digits and the separators between them.
  private mutating func digits(from begin: Int) -> Int {
    var end = begin
    while true {
      while classes[Int(source[end])] & ByteClass.digit != 0 { end += 1 }
      guard source[end] == 0x5F else { return end }
      if end == begin || source[end - 1] == 0x5F || classes[Int(source[end + 1])] & ByteClass.digit == 0 {
        report("a separator may only stand between digits", from: end, to: end + 1)
      }
      end += 1
    }
  }

  /// `0xFF`, `0o17`, `0b11`, with a digit of `bits` bits.
  private mutating func radixNumber(from offset: Int, bits: UInt32) {
    var end = offset + 2
    var separated = true
    while true {
      if let digit = Lexer.hexValue(source[end]), digit >> bits == 0 {
        separated = false
      } else if source[end] == 0x5F {
        if separated { report("a separator may only stand between digits", from: end, to: end + 1) }
        separated = true
      } else {
        break
      }
      end += 1
    }
    if separated {
      report(
        end == offset + 2 ? "this number has no digits" : "a separator may only stand between digits",
        from: offset, to: end)
    }
    if source[end] == UInt8(ascii: "n") {
      kind = .bigInt
      end += 1
    }
    endNumber(at: end)
  }

  /// `017`, and `089` which is decimal: sloppy code only.
  private mutating func legacyNumber(from offset: Int) {
    legacyOctal = true
    var end = offset
    var decimal = false
    while classes[Int(source[end])] & ByteClass.digit != 0 {
      if source[end] >= 0x38 { decimal = true }
      end += 1
    }
    if source[end] == 0x5F { report("a number with a leading zero takes no separators", from: end, to: end + 1) }
    if decimal { fraction(from: end) } else { endNumber(at: end) }
  }

  /// No name and no digit may follow a number directly.
  private mutating func endNumber(at end: Int) {
    position = UInt32(truncatingIfNeeded: end)
    let byte = source[end]
    guard classes[Int(byte)] & (ByteClass.name | ByteClass.nameStop) != 0 else { return }
    if byte >= 0x80, !Lexer.continuesName(decode(at: end).scalar, first: true) { return }
    var stop = end + 1
    while classes[Int(source[stop])] & ByteClass.name != 0 { stop += 1 }
    report("a name may not follow a number directly", from: end, to: stop)
    position = UInt32(truncatingIfNeeded: stop)
  }
}
