package import SourceText

/// One block of a Markdown page, with its place. Spans are byte offsets into the bytes that were read.
package enum MarkdownBlock: Hashable, Sendable {
  case heading(Heading)
  case fence(Fence)
  /// Lines of prose up to a blank line. Tables, quotes, HTML and rules between sections count as prose too.
  case paragraph(Span)
  case list(List)

  /// `## Text`. Headings drawn with underlines are not read as headings.
  package struct Heading: Hashable, Sendable {
    /// 1 to 6.
    package let level: Int
    /// The words, without the signs in front and behind.
    package let text: Span
    package let span: Span
  }

  /// A block of code between two rows of backticks or tildes.
  package struct Fence: Hashable, Sendable {
    /// What follows the opening row, without the blanks around it.
    package let info: Span
    /// The lines between the rows, the last line end included; empty where there are none.
    package let content: Span
    /// Blanks in front of the opening row, 0 to 3. They are not taken off the content.
    package let indentation: Int
    /// False where the page ends before the fence does.
    package let isClosed: Bool
    package let span: Span
  }

  /// Items with `-`, `*`, `+` or a number in front; what is indented under an item belongs to it, fences included.
  package struct List: Hashable, Sendable {
    package let items: [Span]
    package let span: Span
  }

  package var span: Span {
    switch self {
    case .heading(let heading): heading.span
    case .fence(let fence): fence.span
    case .paragraph(let span): span
    case .list(let list): list.span
    }
  }
}

/// The blocks of a page, in order: as much of Markdown as rule pages are made of. Never fails, and reads each byte a
/// bounded number of times.
package struct MarkdownBlocks: Sendable {
  package let blocks: [MarkdownBlock]

  /// Reads `bytes` from offset `start` (the end of the front matter, usually) to the end.
  package init(reading bytes: [UInt8], from start: Int = 0) {
    var reader = BlockReader(bytes: bytes, offset: min(max(start, 0), bytes.count))
    blocks = reader.readAll()
  }
}

/// A line without its end (`\n` or `\r\n`), and where the next one begins.
struct MarkdownLine {
  let start: Int
  let end: Int
  let next: Int

  init(in bytes: [UInt8], at start: Int) {
    self.start = start
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    next = min(end + 1, bytes.count)
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    self.end = end
  }
}

private struct BlockReader {
  let bytes: [UInt8]
  var offset: Int

  mutating func readAll() -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    while offset < bytes.count {
      let line = MarkdownLine(in: bytes, at: offset)
      if isBlank(line) {
        offset = line.next
      } else if let heading = heading(on: line) {
        blocks.append(.heading(heading))
        offset = line.next
      } else if let row = FenceRow(bytes, line) {
        blocks.append(.fence(readFence(opening: row, on: line)))
      } else if beginsItem(line) {
        blocks.append(.list(readList(from: line)))
      } else {
        blocks.append(.paragraph(readParagraph(from: line)))
      }
    }
    return blocks
  }

  private func heading(on line: MarkdownLine) -> MarkdownBlock.Heading? {
    let indentation = indentation(of: line)
    guard indentation < 4 else { return nil }
    var text = line.start + indentation
    let signs = text
    while text < line.end, bytes[text] == UInt8(ascii: "#") { text += 1 }
    let level = text - signs
    guard (1...6).contains(level), text == line.end || isBlank(bytes[text]) else { return nil }
    let words = trimmed(text, line.end)
    var end = Int(words.end)
    while end > text, bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
    // `# C#` keeps its sign: closing signs stand behind a blank.
    let closed = end < Int(words.end) && (end == text || isBlank(bytes[end - 1]))
    return MarkdownBlock.Heading(
      level: level, text: closed ? trimmed(text, end) : words, span: Span(line.start, line.end))
  }

  /// Leaves the offset behind the closing row, or at the end of the page.
  private mutating func readFence(opening row: FenceRow, on line: MarkdownLine) -> MarkdownBlock.Fence {
    offset = line.next
    let content = offset
    while offset < bytes.count {
      let candidate = MarkdownLine(in: bytes, at: offset)
      offset = candidate.next
      if let closing = FenceRow(bytes, candidate), closing.closes(row) {
        return MarkdownBlock.Fence(
          info: row.info, content: Span(content, candidate.start), indentation: row.indentation, isClosed: true,
          span: Span(line.start, candidate.end))
      }
    }
    return MarkdownBlock.Fence(
      info: row.info, content: Span(content, bytes.count), indentation: row.indentation, isClosed: false,
      span: Span(line.start, bytes.count))
  }

  private mutating func readParagraph(from first: MarkdownLine) -> Span {
    var end = first.end
    offset = first.next
    while offset < bytes.count {
      let line = MarkdownLine(in: bytes, at: offset)
      if isBlank(line) || heading(on: line) != nil || FenceRow(bytes, line) != nil { break }
      end = line.end
      offset = line.next
    }
    return Span(first.start, end)
  }

  /// An item goes on over blank lines as long as what follows is indented; the list, as long as items follow.
  private mutating func readList(from first: MarkdownLine) -> MarkdownBlock.List {
    var items: [Span] = []
    var end = first.end
    var afterBlank = false
    while offset < bytes.count {
      let line = MarkdownLine(in: bytes, at: offset)
      if isBlank(line) {
        afterBlank = true
        offset = line.next
        continue
      }
      let isIndented = indentation(of: line) >= 2
      if !isIndented, beginsItem(line) {
        items.append(Span(line.start, line.end))
      } else if !isIndented, afterBlank || heading(on: line) != nil || FenceRow(bytes, line) != nil {
        break
      }
      afterBlank = false
      end = line.end
      offset = line.next
      if isIndented, let row = FenceRow(bytes, line, deep: true) {
        end = Int(readFence(opening: row, on: line).span.end)
      }
      if let item = items.indices.last { items[item].end = UInt32(clamping: end) }
    }
    return MarkdownBlock.List(items: items, span: Span(first.start, end))
  }

  /// `- `, `* `, `+ `, `1. ` or `1) `, not indented as code.
  private func beginsItem(_ line: MarkdownLine) -> Bool {
    var at = line.start + indentation(of: line)
    guard at < line.end, at - line.start < 4 else { return false }
    switch bytes[at] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      at += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digits = at
      while at < line.end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
      guard at < line.end, at - digits < 10, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ")") else {
        return false
      }
      at += 1
    default:
      return false
    }
    return at < line.end && isBlank(bytes[at])
  }

  private func indentation(of line: MarkdownLine) -> Int {
    var at = line.start
    while at < line.end, isBlank(bytes[at]) { at += 1 }
    return at - line.start
  }

  private func isBlank(_ line: MarkdownLine) -> Bool { indentation(of: line) == line.end - line.start }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private func trimmed(_ start: Int, _ end: Int) -> Span {
    var start = start
    var end = end
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return Span(start, end)
  }
}

/// A line that opens or closes a fence: three or more backticks or tildes. A closing row is at least as long as the
/// opening one, so that a page can show pages.
private struct FenceRow {
  let sign: UInt8
  let length: Int
  let indentation: Int
  let info: Span

  /// - Parameter deep: also rows indented as far as an item of a list may stand.
  init?(_ bytes: [UInt8], _ line: MarkdownLine, deep: Bool = false) {
    var at = line.start
    while at < line.end, bytes[at] == UInt8(ascii: " ") { at += 1 }
    indentation = at - line.start
    guard at < line.end, deep || indentation < 4 else { return nil }
    sign = bytes[at]
    guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
    let row = at
    while at < line.end, bytes[at] == sign { at += 1 }
    length = at - row
    guard length >= 3 else { return nil }
    var end = line.end
    while at < end, bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") { at += 1 }
    while end > at, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == UInt8(ascii: "\t") { end -= 1 }
    // ```` ```code``` ```` on one line is code inside a sentence.
    if sign == UInt8(ascii: "`"), bytes[at..<end].contains(sign) { return nil }
    info = Span(at, end)
  }

  func closes(_ opening: FenceRow) -> Bool { sign == opening.sign && length >= opening.length && info.isEmpty }
}
