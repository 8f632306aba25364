/// Collects the bytes of a report for people. What we say and what the project says come in by different doors.
struct TextWriter {
  private(set) var bytes: [UInt8] = []
  let style: TerminalStyle

  init(style: TerminalStyle) { self.style = style }

  mutating func write(_ ours: String) { bytes.append(contentsOf: ours.utf8) }

  mutating func write(_ ours: String, as role: TerminalStyle.Role) {
    begin(role)
    bytes.append(contentsOf: ours.utf8)
    end()
  }

  /// Text of the audited project or of a rule page.
  mutating func write(foreign text: String, as role: TerminalStyle.Role? = nil) {
    write(VisibleText(text), as: role)
  }

  mutating func write(_ visible: VisibleText, as role: TerminalStyle.Role? = nil) {
    if let role { begin(role) }
    bytes.append(contentsOf: visible.text.utf8)
    if role != nil { end() }
  }

  mutating func write(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  mutating func blank(_ count: Int) {
    guard count > 0 else { return }
    bytes.append(contentsOf: repeatElement(0x20, count: count))
  }

  mutating func line() { bytes.append(0x0A) }

  mutating func write(raw other: some Collection<UInt8>) { bytes.append(contentsOf: other) }

  mutating func begin(_ role: TerminalStyle.Role) {
    guard style.colour else { return }
    bytes.append(0x1B)
    bytes.append(0x5B)
    bytes.append(contentsOf: role.parameters.utf8)
    bytes.append(0x6D)
  }

  mutating func end() {
    guard style.colour else { return }
    bytes.append(contentsOf: [0x1B, 0x5B, 0x30, 0x6D])
  }

  /// Writes prose in lines of at most the style's width, each after `indent` blanks and with a line end.
  mutating func write(prose: String, indent: Int, hanging: Int? = nil, as role: TerminalStyle.Role? = nil) {
    let limit = max(24, style.width - indent)
    var column = 0
    var isFirst = true
    for word in prose.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let visible = VisibleText(String(word))
      if column > 0, column + 1 + visible.width > limit {
        if role != nil { end() }
        line()
        column = 0
      }
      if column == 0 {
        blank(isFirst ? indent : hanging ?? indent)
        if let role { begin(role) }
        isFirst = false
      } else {
        blank(1)
        column += 1
      }
      write(visible)
      column += visible.width
    }
    if column > 0 {
      if role != nil { end() }
      line()
    }
  }
}
