// Names, private names, and UTF-8.
extension Lexer {
  /// A name that begins with an ASCII letter, `$` or `_`.
  @inline(__always)
  mutating func identifier(at offset: Int) {
    var end = offset &+ 1
    while classes[Int(source[end])] & ByteClass.name != 0 { end &+= 1 }
    if classes[Int(source[end])] & ByteClass.nameStop != 0 { return slowIdentifier(at: offset) }
    atom = atoms.intern(padded: source + offset, end &- offset)
    kind = TokenKind.word(atom)
    escaped = false
    start = UInt32(truncatingIfNeeded: offset)
    position = UInt32(truncatingIfNeeded: end)
  }

  /// A name with escape sequences or characters beyond ASCII; an invalid token if none begins here.
  mutating func slowIdentifier(at offset: Int) {
    start = UInt32(truncatingIfNeeded: offset)
    guard let end = scanName(from: offset) else {
      let (scalar, length) = decode(at: offset)
      kind = .invalid
      position = UInt32(truncatingIfNeeded: offset + length)
      report(
        scalar == 0x5C ? "a backslash begins no name here" : Lexer.describe(invalid: scalar),
        from: offset, to: offset + length)
      return
    }
    kind = escaped ? .identifier : TokenKind.word(atom)
    position = UInt32(truncatingIfNeeded: end)
  }

  /// `#name`; a lone `#` is a token of its own that no production takes.
  mutating func privateName(at offset: Int) {
    start = UInt32(truncatingIfNeeded: offset)
    guard let end = scanName(from: offset + 1) else { return punctuator(.hash, offset, 1) }
    kind = .privateName
    position = UInt32(truncatingIfNeeded: end)
  }

  /// Reads a name, sets `atom` and `escaped`, and gives its end; nil if no name begins here.
  private mutating func scanName(from begin: Int) -> Int? {
    var offset = begin
    var cooked: [UInt8] = []
    var copied = begin
    escaped = false
    while true {
      let byte = source[offset]
      if classes[Int(byte)] & ByteClass.name != 0 {
        if offset == begin, byte >= 0x30, byte <= 0x39 { return nil }
        offset += 1
      } else if byte == 0x5C {
        guard let (scalar, end) = nameEscape(at: offset), Lexer.continuesName(scalar, first: offset == begin) else {
          break
        }
        escaped = true
        cooked.append(contentsOf: UnsafeBufferPointer(start: source + copied, count: offset - copied))
        if let value = Unicode.Scalar(scalar) { cooked.append(contentsOf: Array(String(value).utf8)) }
        offset = end
        copied = end
      } else if byte >= 0x80 {
        let (scalar, length) = decode(at: offset)
        guard Lexer.continuesName(scalar, first: offset == begin) else { break }
        offset += length
      } else {
        break
      }
    }
    if offset == begin { return nil }
    guard escaped else {
      atom = atoms.intern(padded: source + begin, offset - begin)
      return offset
    }
    cooked.append(contentsOf: UnsafeBufferPointer(start: source + copied, count: offset - copied))
    let length = cooked.count
    cooked.append(contentsOf: [0, 0, 0, 0, 0, 0, 0, 0])
    cooked.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { atom = atoms.intern(padded: base, length) }
    }
    return offset
  }

  /// `\u0061` or `\u{61}`.
  private func nameEscape(at offset: Int) -> (scalar: UInt32, end: Int)? {
    guard source[offset + 1] == UInt8(ascii: "u") else { return nil }
    return unicodeEscape(at: offset + 2)
  }

  /// `0061` or `{61}` after `\u`: its value and end; nil if malformed or too large.
  func unicodeEscape(at offset: Int) -> (scalar: UInt32, end: Int)? {
    var value: UInt32 = 0
    if source[offset] == UInt8(ascii: "{") {
      var end = offset + 1
      while let digit = Lexer.hexValue(source[end]) {
        value = value << 4 | digit
        if value > 0x10FFFF { return nil }
        end += 1
      }
      guard end > offset + 1, source[end] == UInt8(ascii: "}") else { return nil }
      return (value, end + 1)
    }
    for index in offset..<(offset + 4) {
      guard let digit = Lexer.hexValue(source[index]) else { return nil }
      value = value << 4 | digit
    }
    return (value, offset + 4)
  }

  static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    default: nil
    }
  }

  /// ID_Start and ID_Continue as the Swift standard library's Unicode data have them, with ECMAScript's additions.
  static func continuesName(_ scalar: UInt32, first: Bool) -> Bool {
    if scalar == 0x24 || scalar == 0x5F { return true }
    if !first, scalar == 0x200C || scalar == 0x200D { return true }
    guard let value = Unicode.Scalar(scalar) else { return false }
    return first ? value.properties.isIDStart : value.properties.isIDContinue
  }

  /// White space beyond ASCII: the no-break space, the byte-order mark and category Zs.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA0, 0xFEFF, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// The character at `offset` and its length; malformed UTF-8 gives 0xFFFF_FFFF and one byte.
  func decode(at offset: Int) -> (scalar: UInt32, length: Int) { Lexer.decode(source + offset) }

  static func decode(_ bytes: UnsafePointer<UInt8>) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[0])
    if first < 0x80 { return (first, 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4 else { return (0xFFFF_FFFF, 1) }
    var value = first & (0x7F >> UInt32(length))
    for index in 1..<length {
      let byte = UInt32(bytes[index])
      guard byte & 0xC0 == 0x80 else { return (0xFFFF_FFFF, 1) }
      value = value << 6 | (byte & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, Unicode.Scalar(value) != nil else { return (0xFFFF_FFFF, 1) }
    return (value, length)
  }
}
