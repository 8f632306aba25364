import SourceText

// What literals mean, computed when asked: the lexer only finds where they end.
extension SyntaxTree {
  /// The source bytes between the quotes of a `StringLiteral`, or of a `TemplateElement`: with escapes as written.
  public func rawText(_ id: NodeID) -> UnsafeBufferPointer<UInt8> {
    let span = span(id)
    var start = Int(span.start)
    var end = Int(span.end)
    if kind(id) == .stringLiteral {
      start += 1
      if end > start, source[end - 1] == source[start - 1] { end -= 1 }
    }
    return UnsafeBufferPointer(start: source + start, count: max(0, end - start))
  }

  /// The value of a `StringLiteral` or `TemplateElement` as UTF-8, escapes replaced; lone surrogates become U+FFFD.
  public func stringBytes(_ id: NodeID) -> [UInt8] {
    let raw = rawText(id)
    guard flags(id).contains(.escaped) || kind(id) == .templateElement else { return Array(raw) }
    return EscapeDecoder.decode(raw)
  }

  /// The value of a `StringLiteral` or `TemplateElement`. Allocates: not for hot paths.
  public func stringValue(_ id: NodeID) -> String { String(decoding: stringBytes(id), as: UTF8.self) }

  /// Whether a `StringLiteral` or `TemplateElement` has this value. Does not allocate unless it has escapes.
  public func string(_ id: NodeID, equals text: StaticString) -> Bool {
    let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    if flags(id).contains(.escaped) { return stringBytes(id).elementsEqual(expected) }
    return rawText(id).elementsEqual(expected)
  }

  /// The atom of a string's value, made in `atoms` if need be. `atoms` is the table of the tree's arena.
  public func stringAtom(_ id: NodeID, interning atoms: inout AtomTable) -> Atom {
    if !flags(id).contains(.escaped), kind(id) == .stringLiteral {
      let raw = rawText(id)
      return atoms.intern(raw.baseAddress ?? WellKnownAtoms.emptyText, raw.count)
    }
    let bytes = stringBytes(id)
    return bytes.withUnsafeBufferPointer { atoms.intern($0.baseAddress ?? WellKnownAtoms.emptyText, $0.count) }
  }

  /// The atom of a string's value if the table has it, else `.none`.
  public func stringAtomIfKnown(_ id: NodeID) -> Atom {
    if !flags(id).contains(.escaped), kind(id) == .stringLiteral {
      let raw = rawText(id)
      return atoms.lookUp(raw.baseAddress ?? WellKnownAtoms.emptyText, raw.count)
    }
    let bytes = stringBytes(id)
    return bytes.withUnsafeBufferPointer { atoms.lookUp($0.baseAddress ?? WellKnownAtoms.emptyText, $0.count) }
  }

  /// The value of a `NumericLiteral`; nil for what is malformed.
  public func numericValue(_ id: NodeID) -> Double? {
    let span = span(id)
    let bytes = UnsafeBufferPointer(start: source + Int(span.start), count: span.count).filter { $0 != 0x5F }
    guard bytes.count > 1, bytes[0] == 0x30 else { return Double(String(decoding: bytes, as: UTF8.self)) }
    switch bytes[1] | 0x20 {
    case UInt8(ascii: "x"): return SyntaxTree.integer(bytes.dropFirst(2), radix: 16)
    case UInt8(ascii: "o"): return SyntaxTree.integer(bytes.dropFirst(2), radix: 8)
    case UInt8(ascii: "b"): return SyntaxTree.integer(bytes.dropFirst(2), radix: 2)
    default:
      if bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x37 }) { return SyntaxTree.integer(bytes.dropFirst(), radix: 8) }
      return Double(String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func integer(_ digits: ArraySlice<UInt8>, radix: UInt32) -> Double? {
    var value = 0.0
    for digit in digits {
      guard let number = Lexer.hexValue(digit), number < radix else { return nil }
      value = value * Double(radix) + Double(number)
    }
    return digits.isEmpty ? nil : value
  }
}

extension TreeArena {
  /// The atom of a string's value in this arena's table.
  public func stringAtom(_ id: NodeID, in tree: SyntaxTree) -> Atom {
    tree.stringAtom(id, interning: &storage.pointee.atoms)
  }
}

/// Replaces escape sequences by what they stand for.
enum EscapeDecoder {
  static func decode(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      if byte == 0x0D {
        // Only templates hold line ends, and they read CR LF and CR as LF.
        result.append(0x0A)
        index += index + 1 < raw.count && raw[index + 1] == 0x0A ? 2 : 1
      } else if byte == 0x5C, index + 1 < raw.count {
        index = decodeEscape(raw, at: index + 1, into: &result)
      } else {
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  /// Whether escapes of the literal between two offsets, quotes included, make half a surrogate pair.
  static func holdsLoneSurrogate(_ source: UnsafePointer<UInt8>, from start: UInt32, to end: UInt32) -> Bool {
    let raw = UnsafeBufferPointer(start: source + Int(start), count: Int(end - start))
    var index = 0
    while index + 1 < raw.count {
      guard raw[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      index += 2
      if raw[index - 1] == UInt8(ascii: "u"), let (value, next) = codePoint(raw, at: index) {
        if value >> 11 == 0x1B { return true }
        index = next
      }
    }
    return false
  }

  /// One escape, from the byte after the backslash; gives the index after it.
  private static func decodeEscape(
    _ raw: UnsafeBufferPointer<UInt8>, at index: Int, into result: inout [UInt8]
  ) -> Int {
    switch raw[index] {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "v"): result.append(0x0B)
    case UInt8(ascii: "x"):
      guard let value = hexadecimal(raw, at: index + 1, count: 2) else { break }
      append(value, to: &result)
      return index + 3
    case UInt8(ascii: "u"):
      guard let (value, end) = codePoint(raw, at: index + 1) else { break }
      append(value, to: &result)
      return end
    case 0x30...0x37:
      return octal(raw, at: index, into: &result)
    case 0x0D:
      return index + 1 < raw.count && raw[index + 1] == 0x0A ? index + 2 : index + 1
    case 0x0A: break
    case 0xE2 where index + 2 < raw.count && raw[index + 1] == 0x80 && raw[index + 2] & 0xFE == 0xA8:
      return index + 3
    case let byte: result.append(byte)
    }
    return index + 1
  }

  private static func octal(_ raw: UnsafeBufferPointer<UInt8>, at start: Int, into result: inout [UInt8]) -> Int {
    var value: UInt32 = 0
    var index = start
    let limit = min(raw.count, start + (raw[start] <= 0x33 ? 3 : 2))
    while index < limit, raw[index] >= 0x30, raw[index] <= 0x37 {
      value = value * 8 + UInt32(raw[index] - 0x30)
      index += 1
    }
    append(value, to: &result)
    return index
  }

  /// `{1F600}`, `1F60`, or two of the latter that make a surrogate pair.
  private static func codePoint(_ raw: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int)? {
    guard index < raw.count else { return nil }
    if raw[index] == UInt8(ascii: "{") {
      var value: UInt32 = 0
      var end = index + 1
      while end < raw.count, let digit = Lexer.hexValue(raw[end]) {
        value = min(value << 4 | digit, 0x110000)
        end += 1
      }
      return end < raw.count && raw[end] == UInt8(ascii: "}") ? (value, end + 1) : nil
    }
    guard let high = hexadecimal(raw, at: index, count: 4) else { return nil }
    if high & 0xFC00 == 0xD800, index + 5 < raw.count, raw[index + 4] == 0x5C, raw[index + 5] == UInt8(ascii: "u"),
      let low = hexadecimal(raw, at: index + 6, count: 4), low & 0xFC00 == 0xDC00
    {
      return (0x10000 + (high & 0x3FF) << 10 + low & 0x3FF, index + 10)
    }
    return (high, index + 4)
  }

  private static func hexadecimal(_ raw: UnsafeBufferPointer<UInt8>, at index: Int, count: Int) -> UInt32? {
    guard index + count <= raw.count else { return nil }
    var value: UInt32 = 0
    for offset in index..<(index + count) {
      guard let digit = Lexer.hexValue(raw[offset]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  private static func append(_ value: UInt32, to result: inout [UInt8]) {
    result.append(contentsOf: Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8))
  }
}
