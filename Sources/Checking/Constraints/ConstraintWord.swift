import SourceText

/// A word of a constraint's line.
struct ConstraintWord {
  enum Kind: Equatable {
    case word(String)
    case metavariable(Metavariable)
    /// Without its quotes.
    case string(String)
    /// Without its backticks.
    case pattern(String)
    case number(Double)
    /// `>=4`
    case comparison(String)
    case comma
  }

  var kind: Kind
  /// As written.
  var text: String
  var span: Span
  /// Where the text of a pattern begins.
  var contentStart: UInt32

  static func words(of line: Substring, at start: UInt32) -> [ConstraintWord] {
    var words: [ConstraintWord] = []
    let bytes = Array(line.utf8)
    var at = 0
    while at < bytes.count {
      guard bytes[at] > 0x20 else {
        at += 1
        continue
      }
      let end = end(of: bytes, from: at)
      let text = String(decoding: bytes[at..<end], as: UTF8.self)
      let span = Span(start: start + UInt32(at), end: start + UInt32(end))
      let ticks = text.utf8.prefix { $0 == UInt8(ascii: "`") }.count
      words.append(
        ConstraintWord(kind: kind(of: text, ticks), text: text, span: span, contentStart: span.start + UInt32(ticks)))
      at = end
    }
    return words
  }

  private static func end(of bytes: [UInt8], from start: Int) -> Int {
    switch bytes[start] {
    case UInt8(ascii: ","): return start + 1
    case UInt8(ascii: "\""):
      return bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "\"")).map { $0 + 1 } ?? bytes.count
    case UInt8(ascii: "`"): return endOfPattern(bytes, from: start)
    default: return bytes[start...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ",") } ?? bytes.count
    }
  }

  /// As many backticks as it began with end a pattern, so that templates can stand in one.
  private static func endOfPattern(_ bytes: [UInt8], from start: Int) -> Int {
    let tick = UInt8(ascii: "`")
    let count = bytes[start...].prefix { $0 == tick }.count
    var at = start + count
    while at < bytes.count {
      let run = bytes[at...].prefix { $0 == tick }.count
      if run == count { return at + run }
      at += max(1, run)
    }
    return bytes.count
  }

  private static func kind(of text: String, _ ticks: Int) -> Kind {
    if text == "," { return .comma }
    if text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 {
      return .string(String(text.dropFirst().dropLast()))
    }
    if ticks > 0, text.utf8.count >= 2 * ticks { return .pattern(String(text.dropFirst(ticks).dropLast(ticks))) }
    if let variable = Metavariable(text) { return .metavariable(variable) }
    if let first = text.first, "<>=".contains(first) { return .comparison(text) }
    if let first = text.first, first.isNumber || first == "-", let number = number(text) { return .number(number) }
    return .word(text)
  }

  private static func number(_ text: String) -> Double? {
    Double(text.filter { $0 != "_" })
  }
}
