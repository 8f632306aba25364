package import Findings

/// A rule's page for the terminal: what `nodevet explain RULE` prints.
package enum RulePageText {
  /// Ends with one line end.
  package static func bytes(of card: RuleCard, style: TerminalStyle = .plain) -> [UInt8] {
    // Prose in very long lines is hard to read, however wide the window is.
    var writer = TextWriter(style: TerminalStyle(colour: style.colour, width: min(style.width, 88)))
    writer.write(headOf: card)
    for section in card.sections where !section.markdown.isEmpty {
      writer.line()
      writer.write(section.heading, as: .strong)
      writer.line()
      writer.write(page: PageBlock.blocks(of: section.markdown))
    }
    writer.write(footOf: card)
    return writer.bytes
  }
}

extension TextWriter {
  fileprivate mutating func write(headOf card: RuleCard) {
    write(foreign: PlainProse.withoutMarks(card.title), as: .strong)
    line()
    write(card.severity.symbol + " " + card.severity.rawValue, as: card.severity.role)
    write("  ")
    write(foreign: card.id)
    write("  ")
    write("\(card.confidence.rawValue) confidence", as: .faint)
    line()
    if !card.summary.isEmpty {
      line()
      write(inline: card.summary, indent: 2)
    }
  }

  fileprivate mutating func write(footOf card: RuleCard) {
    if card.isSilencedByComments { writeSilencing(card) }
    line()
    var facts = [card.category] + card.tags.filter { $0 != card.category }
    facts += card.cwe.map { "CWE-\($0)" }
    if !card.since.isEmpty { facts.append("since \(card.since)") }
    write(prose: facts.joined(separator: " · "), indent: 2, as: .faint)
  }

  private mutating func writeSilencing(_ card: RuleCard) {
    line()
    write("Silencing", as: .strong)
    line()
    write(prose: "A finding that is right as it stands is silenced above its line, with the reason:", indent: 2)
    line()
    blank(4)
    write("// nodevet-ignore-next-line ", as: .code)
    write(foreign: card.id, as: .code)
    write(" -- why this one is right", as: .code)
    line()
  }

  /// Blocks of a section, two blanks in, a blank line between them but not between the items of a list.
  mutating func write(page blocks: [PageBlock]) {
    var previous: PageBlock?
    for block in blocks {
      if let previous, !(previous.isItem && block.isItem) { line() }
      write(block)
      previous = block
    }
  }

  private mutating func write(_ block: PageBlock) {
    switch block {
    case .heading(let text):
      write(inline: text, indent: 2, as: .strong)
    case .paragraph(let text):
      write(inline: text, indent: 2)
    case .item(let marker, let text):
      write(inline: text, indent: 2, marker: marker + " ")
    case .code(let code):
      write(code)
    case .verbatim(let lines):
      for text in lines {
        blank(2)
        write(foreign: text)
        line()
      }
    }
  }

  private mutating func write(_ code: ExampleCode) {
    switch code.verdict {
    case .reported?: write(label: "✖ reported", as: .error, file: code.file)
    case .accepted?: write(label: "✔ accepted", as: .clean, file: code.file)
    case nil: if let file = code.file { write(label: "beside it", as: .faint, file: file) }
    }
    for text in code.lines {
      write(codeLine: text)
    }
  }

  private mutating func write(label: String, as role: TerminalStyle.Role, file: String?) {
    blank(4)
    write(label, as: role)
    if let file {
      write("  ")
      write(foreign: file, as: .faint)
    }
    line()
  }

  private mutating func write(codeLine text: ExampleCode.Line) {
    if text.code.isEmpty, text.remark == nil {
      line()
      return
    }
    blank(6)
    write(foreign: text.code.expandingTabs, as: .code)
    if let remark = text.remark {
      write(text.code.isEmpty ? "" : "  ")
      write((text.pointsUp ? "↑ " : "← "), as: .error)
      write(foreign: remark, as: .error)
    }
    line()
  }

  /// A paragraph with inline code and links, wrapped.
  mutating func write(inline text: String, indent: Int, marker: String = "", as role: TerminalStyle.Role? = nil) {
    let limit = max(24, style.width - indent - marker.utf8.count)
    var column = 0
    blank(indent)
    write(marker)
    for word in InlineWord.words(of: text, keepingTicks: !style.colour) {
      if column > 0, column + 1 + word.width > limit {
        line()
        blank(indent + marker.utf8.count)
        column = 0
      } else if column > 0 {
        blank(1)
        column += 1
      }
      for part in word.parts { write(part.text, as: part.role ?? role) }
      column += word.width
    }
    line()
  }
}

extension RuleCard {
  /// Whether the rule reports in source code, by its examples: a `package.json` has no place for a comment.
  fileprivate var isSilencedByComments: Bool {
    guard let examples = section("Examples") else { return true }
    return PageBlock.blocks(of: examples).contains { block in
      guard case .code(let code) = block, code.verdict == .reported else { return false }
      return ["js", "jsx", "ts", "tsx", "mjs", "cjs", "javascript", "typescript"].contains(code.language)
    }
  }
}

extension PageBlock {
  fileprivate var isItem: Bool {
    if case .item = self { return true }
    return false
  }
}

extension String {
  fileprivate var expandingTabs: String {
    split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "  ")
  }
}

/// What stands between two blanks of a paragraph: "(`readFile`)," is one word of three parts.
private struct InlineWord {
  struct Part {
    var text: VisibleText
    var role: TerminalStyle.Role?
  }

  var parts: [Part] = []
  var width: Int { parts.reduce(0) { $0 + $1.text.width } }

  /// Where colour cannot tell code from words, its ticks stay.
  static func words(of text: String, keepingTicks: Bool) -> [InlineWord] {
    var words: [InlineWord] = []
    var current = InlineWord()
    func add(_ text: Substring, _ role: TerminalStyle.Role?) {
      if !text.isEmpty { current.parts.append(Part(text: VisibleText(String(text)), role: role)) }
    }
    func split(_ text: String, _ role: TerminalStyle.Role?) {
      for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if index > 0 {
          if !current.parts.isEmpty { words.append(current) }
          current = InlineWord()
        }
        add(word, role)
      }
    }
    for piece in InlineMarkdown.pieces(of: text) {
      switch piece.kind {
      case .words: split(piece.text, nil)
      case .emphasis: split(piece.text, .strong)
      // Code keeps its blanks: half a command in the next line cannot be copied.
      case .code: add(keepingTicks ? "`\(piece.text)`" : Substring(piece.text), .code)
      case .link(let address):
        split(piece.text, nil)
        if address != piece.text { split(" (\(address))", .faint) }
      }
    }
    if !current.parts.isEmpty { words.append(current) }
    return words
  }
}

/// A rule's page for services that show help beside a finding.
enum RuleHelp {
  static func text(of card: RuleCard) -> String {
    var writer = TextWriter(style: TerminalStyle(colour: false, width: 88))
    writer.write(inline: card.summary, indent: 0)
    for section in card.sections where section.heading != "Examples" {
      writer.line()
      writer.write(section.heading)
      writer.line()
      writer.write(page: PageBlock.blocks(of: section.markdown))
    }
    return String(decoding: writer.bytes.dropLast(), as: UTF8.self)
  }

  /// The page's own Markdown, its examples told to readers who do not know our markers.
  static func markdown(of card: RuleCard) -> String {
    var parts = [card.summary]
    for section in card.sections {
      parts.append("## " + section.heading)
      parts.append(section.heading == "Examples" ? examples(section.markdown) : section.markdown)
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func examples(_ markdown: String) -> String {
    PageBlock.blocks(of: markdown).map { block in
      switch block {
      case .heading(let text): "### " + text
      case .paragraph(let text): text
      case .item(let marker, let text): marker + " " + text
      case .code(let code): fence(code)
      case .verbatim(let lines): lines.joined(separator: "\n")
      }
    }.joined(separator: "\n\n")
  }

  private static func fence(_ code: ExampleCode) -> String {
    var label = ""
    switch code.verdict {
    case .reported?: label = "Reported"
    case .accepted?: label = "Accepted"
    case nil: label = code.file == nil ? "" : "Beside it"
    }
    if let file = code.file { label += ", `\(file)`" }
    let comment = ["js", "ts", "jsx", "tsx", "jsonc", "json"].contains(code.language) ? "//" : "#"
    let lines = code.lines.map { line in
      guard let remark = line.remark else { return line.code }
      return line.code + (line.code.isEmpty ? "" : "  ") + comment + (line.pointsUp ? " ↑ " : " ← ") + remark
    }
    let longest = code.lines.reduce(2) { max($0, $1.code.prefix { $0 == "`" }.count) }
    let ticks = String(repeating: "`", count: longest + 1)
    let body = ([ticks + code.language] + lines + [ticks]).joined(separator: "\n")
    return label.isEmpty ? body : label + ":\n\n" + body
  }
}
