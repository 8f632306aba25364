/// Writes JSON straight into bytes: no tree is built, whatever the size of the report.
///
/// Objects and arrays are laid out over lines, or in one line when begun as `.line`: small leaves read better so, and a
/// changed finding shows as few changed lines. Keys stand in the order they are written.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private var levels: [Level] = []
  private var awaitsValue = false

  private struct Level {
    var layout: Layout
    var isEmpty = true
    var close: UInt8
  }

  package init() {}

  package enum Layout {
    case block
    /// This value and all in it stand in one line.
    case line
  }

  /// A function per level keeps calls as nested as the output is.
  package mutating func object(_ layout: Layout = .block, _ body: (inout JSONWriter) -> Void) {
    open(0x7B, 0x7D, layout)
    body(&self)
    close()
  }

  package mutating func array(_ layout: Layout = .block, _ body: (inout JSONWriter) -> Void) {
    open(0x5B, 0x5D, layout)
    body(&self)
    close()
  }

  package mutating func key(_ key: String) {
    separate()
    writeQuoted(key)
    bytes.append(0x3A)
    bytes.append(0x20)
    awaitsValue = true
  }

  package mutating func string(_ value: String) {
    separate()
    writeQuoted(value)
  }

  package mutating func number(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// A number from 0 to 1, in ten-thousandths.
  package mutating func member(_ key: String, share: Double) {
    self.key(key)
    separate()
    let parts = Int((min(max(share, 0), 1) * 10_000).rounded())
    let digits = String(10_000 + parts % 10_000).dropFirst()
    let fraction = String(digits.reversed().drop { $0 == "0" }.reversed())
    bytes.append(contentsOf: (String(parts / 10_000) + (fraction.isEmpty ? "" : "." + fraction)).utf8)
  }

  package mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  // MARK: Members

  package mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  package mutating func member(_ key: String, _ value: Int) {
    self.key(key)
    number(value)
  }

  package mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    bool(value)
  }

  package mutating func member(_ key: String, _ values: [String]) {
    self.key(key)
    array(.line) { writer in
      for value in values { writer.string(value) }
    }
  }

  package mutating func object(_ key: String, _ layout: Layout = .block, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    object(layout, body)
  }

  package mutating func array(_ key: String, _ layout: Layout = .block, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    array(layout, body)
  }

  /// The text is whole: a line end closes it.
  package mutating func finish() -> [UInt8] {
    bytes.append(0x0A)
    return bytes
  }

  // MARK: Layout

  private mutating func open(_ open: UInt8, _ close: UInt8, _ layout: Layout) {
    separate()
    bytes.append(open)
    let inherited = levels.last?.layout == .line ? Layout.line : layout
    levels.append(Level(layout: inherited, close: close))
  }

  private mutating func close() {
    guard let level = levels.popLast() else { return }
    if !level.isEmpty { lineEnd(level.layout, depth: levels.count, isClosing: true, isObject: level.close == 0x7D) }
    bytes.append(level.close)
  }

  /// Before a key, or before a value that no key announced.
  private mutating func separate() {
    if awaitsValue {
      awaitsValue = false
      return
    }
    guard let level = levels.last else { return }
    if !level.isEmpty { bytes.append(0x2C) }
    levels[levels.count - 1].isEmpty = false
    if level.layout == .line, !level.isEmpty { bytes.append(0x20) }
    if level.layout == .line, level.isEmpty, level.close == 0x7D { bytes.append(0x20) }
    if level.layout == .block { lineEnd(.block, depth: levels.count, isClosing: false, isObject: true) }
  }

  private mutating func lineEnd(_ layout: Layout, depth: Int, isClosing: Bool, isObject: Bool) {
    switch layout {
    case .block:
      bytes.append(0x0A)
      for _ in 0..<depth * 2 { bytes.append(0x20) }
    case .line:
      if isClosing, isObject { bytes.append(0x20) }
    }
  }

  // MARK: Strings

  private mutating func writeQuoted(_ text: String) {
    var text = text
    bytes.append(0x22)
    text.withUTF8 { JSONWriter.escape($0, into: &bytes) }
    bytes.append(0x22)
  }

  /// Besides what JSON demands: `</`, so that a report can stand in a script element; U+2028 and U+2029, which end lines
  /// of JavaScript; and every character that `VisibleText` shows, so that a report can be printed.
  /// Swift strings are well-formed: malformed bytes became U+FFFD when the string was made.
  private static func escape(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    var start = 0
    var offset = 0
    while offset < text.count {
      let byte = text[offset]
      if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C, byte != 0x2F {
        offset += 1
        continue
      }
      let scalar = DecodedScalar(text, at: offset)
      let next = offset + scalar.length
      if let escape = escape(of: scalar.value ?? 0xFFFD, after: offset > 0 ? text[offset - 1] : 0) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<offset]))
        bytes.append(contentsOf: escape.utf8)
        start = next
      }
      offset = next
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<text.count]))
  }

  private static func escape(of value: UInt32, after previous: UInt8) -> String? {
    switch value {
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    case 0x2F: return previous == 0x3C ? "\\/" : nil
    case 0x08: return "\\b"
    case 0x09: return "\\t"
    case 0x0A: return "\\n"
    case 0x0C: return "\\f"
    case 0x0D: return "\\r"
    default: break
    }
    guard VisibleText.isUnsafe(value) else { return nil }
    guard value > 0xFFFF else { return unit(value) }
    let offset = value - 0x10000
    return unit(0xD800 + offset >> 10) + unit(0xDC00 + offset & 0x3FF)
  }

  private static func unit(_ value: UInt32) -> String { "\\u" + VisibleText.hexadecimal(value, digits: 4) }
}
