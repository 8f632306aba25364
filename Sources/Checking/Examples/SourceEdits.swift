import SourceText

/// Replacements in a text that leave every line where it is.
struct SourceEdits {
  private var edits: [(span: Span, text: String)] = []

  var isEmpty: Bool { edits.isEmpty }

  /// Replaces a span. Line ends that the replacement lacks are added behind it.
  mutating func replace(_ span: Span, with text: String) { edits.append((span, text)) }

  /// Puts text in front of what stands at an offset.
  mutating func insert(_ text: String, at offset: UInt32) {
    edits.append((Span(start: offset, end: offset), text))
  }

  /// The text with all replacements made; nil where two of them overlap.
  func applied(to bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var at = 0
    // Insertions stand in front of what replaces the same place, in the order they were made.
    let ordered = edits.enumerated().sorted {
      ($0.element.span.start, $0.element.span.end, $0.offset) < ($1.element.span.start, $1.element.span.end, $1.offset)
    }
    for (_, edit) in ordered {
      let start = Int(edit.span.start)
      let end = Int(edit.span.end)
      guard start >= at, end <= bytes.count else { return nil }
      result += bytes[at..<start]
      result += Array(edit.text.utf8)
      let lost = bytes[start..<end].count { $0 == 0x0A } - edit.text.utf8.count { $0 == 0x0A }
      result += repeatElement(0x0A, count: max(0, lost))
      at = end
    }
    return result + bytes[at...]
  }
}
