// What follows a backslash.
extension PatternParser {
  /// AtomEscape, `\b` and `\B` among the terms of an alternative.
  mutating func parseAtomEscape() {
    let start = position
    position += 1
    switch byte() {
    case UInt8(ascii: "b"), UInt8(ascii: "B"):
      let isNegated = byte() == UInt8(ascii: "B")
      position += 1
      append(PatternNode(.wordBoundary, from: start, to: position, isNegated: isNegated))
      refuseQuantifier()
    case UInt8(ascii: "1")...UInt8(ascii: "9"):
      parseDecimalEscape(from: start)
    case UInt8(ascii: "k"):
      parseNamedReference(from: start)
    default:
      if let node = parseClassEscape(from: start) {
        parseQuantifier(of: append(node))
      } else if !failed {
        let value = parseCharacterEscape(inClass: false)
        if failed { return }
        appendCharacter(value, from: start)
      }
    }
  }

  private mutating func appendCharacter(_ value: UInt32, from start: Int) {
    if value > 0xFFFF, !unicode {
      append(PatternNode(.character, from: start, to: position, value: PatternParser.leadingUnit(value)))
      let trailing = PatternParser.trailingUnit(value)
      parseQuantifier(of: append(PatternNode(.character, from: start, to: position, value: trailing)))
    } else {
      parseQuantifier(of: append(PatternNode(.character, from: start, to: position, value: value)))
    }
  }

  /// `\1`; without the flags u and v a number beyond the groups is an octal escape or the digit itself.
  private mutating func parseDecimalEscape(from start: Int) {
    var offset = position
    guard let number = number(at: &offset)?.value else { return }
    if unicode || Int(number) <= totalCaptures() {
      position = offset
      let node = append(PatternNode(.numberedReference, from: start, to: position, value: number))
      numberReferences.append(node)
      parseQuantifier(of: node)
    } else {
      let value = parseCharacterEscape(inClass: false)
      appendCharacter(value, from: start)
    }
  }

  /// `\k<name>`; without the flags u and v, and without any named group, `\k` is the letter.
  private mutating func parseNamedReference(from start: Int) {
    position += 1
    guard namedReferences else {
      plainKSeen = true
      return appendCharacter(UInt32(UInt8(ascii: "k")), from: start)
    }
    guard let name = parseGroupName() else {
      return fail("'\\k' is followed by the name of a group between '<' and '>'", start, max(position, start + 2))
    }
    let node = append(PatternNode(.namedReference, from: start, to: position))
    nameReferences.append((name, node))
    parseQuantifier(of: node)
  }

  /// `\d`, `\D`, `\s`, `\S`, `\w`, `\W`, `\p{…}`, `\P{…}`; nil, and nothing consumed, if another escape stands here.
  mutating func parseClassEscape(from start: Int) -> PatternNode? {
    let letter = byte()
    switch letter {
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "s"), UInt8(ascii: "S"), UInt8(ascii: "w"),
      UInt8(ascii: "W"):
      position += 1
      let small = letter | 0x20
      return PatternNode(.classEscape, from: start, to: position, value: UInt32(small), isNegated: letter != small)
    case UInt8(ascii: "p") where unicode, UInt8(ascii: "P") where unicode:
      return parseProperty(from: start, isNegated: letter == UInt8(ascii: "P"))
    default:
      return nil
    }
  }

  /// `\p{Name}`, `\p{Name=Value}`; the value of the node is 1 for a property of strings.
  private mutating func parseProperty(from start: Int, isNegated: Bool) -> PatternNode? {
    position += 1
    guard eat(UInt8(ascii: "{")) else {
      fail("with the flag \(modeName), \\p and \\P are followed by a property in braces", start, position)
      return nil
    }
    let name = propertyWord()
    var value: String?
    if eat(UInt8(ascii: "=")) { value = propertyWord() }
    guard eat(UInt8(ascii: "}")) else {
      fail("this property is no name, or name and value with '=' between, in braces", start, position + 1)
      return nil
    }
    var node = PatternNode(.property, from: start, to: position, isNegated: isNegated)
    if let value {
      switch UnicodeProperties.valueExists(value, of: name) {
      case true?: break
      case false?: note("the Unicode property '\(name)' has no value '\(value)'", start, position)
      case nil:
        let isKnown = UnicodeProperties.binary.contains(name)
        note(
          isKnown ? "the Unicode property '\(name)' takes no value" : "there is no Unicode property '\(name)'",
          start, position)
      }
    } else if UnicodeProperties.ofStrings.contains(name) {
      node.value = 1
      if !sets {
        note("'\(name)' is a property of strings, which needs the flag v", start, position)
      } else if isNegated {
        note("'\(name)' is a property of strings, which cannot be negated", start, position)
      }
    } else if !UnicodeProperties.binary.contains(name), !UnicodeProperties.generalCategories.contains(name) {
      note(
        UnicodeProperties.withValues.contains(name)
          ? "the Unicode property '\(name)' takes a value after '='" : "there is no Unicode property '\(name)'",
        start, position)
    }
    return node
  }

  private mutating func propertyWord() -> String {
    let start = position
    while position < end, ByteClass.table[Int(source[position])] & ByteClass.name != 0,
      source[position] != UInt8(ascii: "$")
    {
      position += 1
    }
    return String(decoding: UnsafeBufferPointer(start: source + start, count: position - start), as: UTF8.self)
  }

  /// CharacterEscape after the backslash: its code point, or its code unit. Fails where it is malformed.
  mutating func parseCharacterEscape(inClass: Bool) -> UInt32 {
    let start = position - 1
    let (character, length) = scalar()
    guard position < end else {
      fail("a backslash stands before something", start, end)
      return 0
    }
    position += length
    switch character {
    case UInt32(UInt8(ascii: "t")): return 0x09
    case UInt32(UInt8(ascii: "n")): return 0x0A
    case UInt32(UInt8(ascii: "v")): return 0x0B
    case UInt32(UInt8(ascii: "f")): return 0x0C
    case UInt32(UInt8(ascii: "r")): return 0x0D
    case UInt32(UInt8(ascii: "c")): return controlEscape(from: start, inClass: inClass)
    case 0x30...0x39: return octalEscape(UInt32(character - 0x30), from: start)
    case UInt32(UInt8(ascii: "x")):
      if let high = Lexer.hexValue(byte()), let low = Lexer.hexValue(byte(1)) {
        position += 2
        return high << 4 | low
      }
      if unicode { fail("\\x takes two hexadecimal digits", start, position) }
      return character
    case UInt32(UInt8(ascii: "u")):
      if let value = unicodeEscape(joinsSurrogates: unicode, bracesAllowed: unicode) { return value }
      if unicode { fail("\\u takes four hexadecimal digits or a code point in braces", start, position) }
      return character
    default:
      checkIdentityEscape(character, from: start, inClass: inClass)
      return character
    }
  }

  /// A character that is escaped to stand for itself. With the flags u and v only those may be that mean something.
  private mutating func checkIdentityEscape(_ character: UInt32, from start: Int, inClass: Bool) {
    if !unicode {
      if character == UInt32(UInt8(ascii: "k")), namedReferences {
        fail("'\\k' is followed by the name of a group between '<' and '>'", start, position)
      }
      if character == UInt32(UInt8(ascii: "k")) { plainKSeen = true }
      return
    }
    if character < 0x80 {
      let byte = UInt8(truncatingIfNeeded: character)
      if "^$\\.*+?()[]{}|/".utf8.contains(byte) { return }
      if inClass, byte == UInt8(ascii: "-") { return }
      if inClass, sets, "&!#%,:;<=>@`~".utf8.contains(byte) { return }
    }
    fail("with the flag \(modeName) this character is not escaped", start, position)
  }

  /// `\cJ`. Malformed without the flags u and v, the backslash stands for itself.
  private mutating func controlEscape(from start: Int, inClass: Bool) -> UInt32 {
    let letter = byte()
    if ByteClass.table[Int(letter)] & ByteClass.name != 0, letter != UInt8(ascii: "$") {
      let isLetter = letter | 0x20 >= UInt8(ascii: "a") && letter | 0x20 <= UInt8(ascii: "z")
      if isLetter && letter != UInt8(ascii: "_") || inClass && !unicode {
        position += 1
        return UInt32(letter & 0x1F)
      }
    }
    if unicode {
      fail("\\c takes a letter", start, position)
    } else {
      position -= 1
    }
    return UInt32(UInt8(ascii: "\\"))
  }

  /// `\0`, and without the flags u and v up to three octal digits of one byte, or the digits 8 and 9 themselves.
  private mutating func octalEscape(_ first: UInt32, from start: Int) -> UInt32 {
    let isDigit = byte() >= 0x30 && byte() <= 0x39
    if first == 0, !isDigit { return 0 }
    if unicode {
      fail("with the flag \(modeName) there are no octal escapes, and references in classes", start, position)
      return 0
    }
    if first >= 8 { return first + 0x30 }
    var value = first
    for _ in 0..<(first <= 3 ? 2 : 1) where byte() >= 0x30 && byte() <= 0x37 {
      value = value << 3 | UInt32(byte() - 0x30)
      position += 1
    }
    return value
  }

  /// `0061`, `d83d\ude00` or `{1f600}` after `\u`; nil, and nothing consumed, if malformed.
  mutating func unicodeEscape(joinsSurrogates: Bool, bracesAllowed: Bool) -> UInt32? {
    if bracesAllowed, byte() == UInt8(ascii: "{") {
      var value: UInt32 = 0
      var offset = position + 1
      while offset < end, let digit = Lexer.hexValue(source[offset]) {
        value = value << 4 | digit
        if value > 0x10FFFF { return nil }
        offset += 1
      }
      guard offset > position + 1, offset < end, source[offset] == UInt8(ascii: "}") else { return nil }
      position = offset + 1
      return value
    }
    guard let value = fourDigits(at: position) else { return nil }
    position += 4
    if joinsSurrogates, value >> 10 == 0x36, byte() == UInt8(ascii: "\\"), byte(1) == UInt8(ascii: "u"),
      let second = fourDigits(at: position + 2), second >> 10 == 0x37
    {
      position += 6
      return 0x10000 + ((value & 0x3FF) << 10) + (second & 0x3FF)
    }
    return value
  }

  private func fourDigits(at offset: Int) -> UInt32? {
    guard offset + 4 <= end else { return nil }
    var value: UInt32 = 0
    for index in offset..<(offset + 4) {
      guard let digit = Lexer.hexValue(source[index]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}
