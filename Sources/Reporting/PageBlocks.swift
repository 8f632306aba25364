import SourceText

/// The Markdown of a rule page's section as a list of blocks: as much Markdown as pages use.
enum PageBlock: Equatable {
  case heading(String)
  case paragraph(String)
  /// `marker` is "-" or "1.".
  case item(marker: String, text: String)
  case code(ExampleCode)
  /// Tables and the like, shown as they stand.
  case verbatim([String])

  static func blocks(of markdown: String) -> [PageBlock] {
    var reader = PageBlockReader(markdown)
    return reader.read()
  }
}

/// A fence with what its info string says.
struct ExampleCode: Equatable {
  enum Verdict: Equatable {
    case reported
    case accepted
  }

  var language = ""
  var verdict: Verdict?
  var file: String?
  var lines: [Line] = []

  /// A line of code, and what its marker says about it.
  struct Line: Equatable {
    var code: String
    var remark: String?
    /// Whether the remark is about the line above.
    var pointsUp = false
  }

  init(info: Substring, lines: [Substring]) {
    let words = info.parts(between: " ")
    language = words.first.map(String.init) ?? ""
    for word in words.dropFirst() {
      if word == "bad" { verdict = .reported }
      if word == "good" { verdict = .accepted }
      if word.hasPrefix("file=") { file = String(word.dropFirst(5)) }
    }
    self.lines = lines.map { verdict == .reported ? Self.line($0) : Line(code: String($0)) }
  }

  /// `save()  //~ printed` is the code `save()` with the remark "printed".
  private static func line(_ text: Substring) -> Line {
    for mark in ["//~", "#~"] {
      guard let start = lastStart(of: mark, in: text) else { continue }
      var remark = text[start...].dropFirst(mark.count)
      let pointsUp = remark.first == "^"
      if pointsUp { remark = remark.dropFirst() }
      let code = text[..<start]
      return Line(
        code: String(code.dropLast(code.reversed().prefix { $0 == " " }.count)),
        remark: String(remark.drop { $0 == " " }), pointsUp: pointsUp)
    }
    return Line(code: String(text))
  }

  private static func lastStart(of mark: String, in text: Substring) -> Substring.Index? {
    text.indices.last { text[$0...].hasPrefix(mark) }
  }
}

private struct PageBlockReader {
  private let lines: [Substring]
  private var index = 0
  private var blocks: [PageBlock] = []

  init(_ markdown: String) {
    lines = markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  mutating func read() -> [PageBlock] {
    while index < lines.count {
      let line = lines[index]
      let trimmed = line.drop { $0 == " " }
      if trimmed.isEmpty {
        index += 1
      } else if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
        readFence(trimmed, indent: line.count - trimmed.count)
      } else if trimmed.first == "#" {
        blocks.append(.heading(String(trimmed.drop { $0 == "#" }.drop { $0 == " " })))
        index += 1
      } else if trimmed.first == "|" {
        readVerbatim()
      } else if let marker = Self.marker(of: trimmed) {
        readItem(marker, trimmed)
      } else {
        blocks.append(.paragraph(readProse(from: trimmed)))
      }
    }
    return blocks
  }

  private mutating func readFence(_ opening: Substring, indent: Int) {
    let tick = opening.first ?? "`"
    let ticks = opening.prefix { $0 == tick }
    let info = opening.dropFirst(ticks.count).drop { $0 == " " }
    var body: [Substring] = []
    index += 1
    while index < lines.count {
      let line = lines[index]
      index += 1
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix(ticks), trimmed.allSatisfy({ $0 == tick || $0 == " " }) { break }
      let leading = min(indent, line.count - trimmed.count)
      body.append(line.dropFirst(leading))
    }
    blocks.append(.code(ExampleCode(info: info, lines: body)))
  }

  private mutating func readVerbatim() {
    var table: [String] = []
    while index < lines.count, lines[index].drop(while: { $0 == " " }).first == "|" {
      table.append(String(lines[index]))
      index += 1
    }
    blocks.append(.verbatim(table))
  }

  private mutating func readItem(_ marker: Substring, _ line: Substring) {
    let text = readProse(from: line.dropFirst(marker.count).drop { $0 == " " })
    blocks.append(.item(marker: marker == "*" ? "-" : String(marker), text: text))
  }

  /// Lines up to the next blank one or the next block, joined by blanks.
  private mutating func readProse(from first: Substring) -> String {
    var text = [first]
    index += 1
    while index < lines.count {
      let trimmed = lines[index].drop { $0 == " " }
      if trimmed.isEmpty || trimmed.hasPrefix("```") || trimmed.first == "#" || trimmed.first == "|" { break }
      if Self.marker(of: trimmed) != nil { break }
      text.append(trimmed)
      index += 1
    }
    return text.joined(separator: " ")
  }

  private static func marker(of line: Substring) -> Substring? {
    if line.hasPrefix("- ") || line.hasPrefix("* ") { return line.prefix(1) }
    let digits = line.prefix { $0.isNumber }
    guard !digits.isEmpty, digits.count <= 2, line.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    return line.prefix(digits.count + 1)
  }
}
