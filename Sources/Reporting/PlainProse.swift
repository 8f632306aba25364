/// Markdown of rule pages without its marks.
enum PlainProse {
  /// The first sentence of the first paragraph, its marks kept.
  static func firstSentence(ofMarkdown markdown: String) -> String? {
    var paragraph: [Substring] = []
    for line in markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy(\.isWhitespace) {
        if paragraph.isEmpty { continue }
        break
      }
      paragraph.append(line)
    }
    let text = paragraph.joined(separator: " ")
    return text.isEmpty ? nil : String(text[..<endOfSentence(text)])
  }

  /// After the first full stop (or `!`, `?`) outside code that a blank and a capital follow: "e.g. this" goes on.
  private static func endOfSentence(_ text: String) -> String.Index {
    var index = text.startIndex
    var isCode = false
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == "`" { isCode.toggle() }
      if !isCode, ".!?".contains(text[index]), next < text.endIndex, text[next] == " " {
        let following = text[next...].drop { $0 == " " }
        if let first = following.first, !first.isLowercase, !first.isNumber { return next }
      }
      index = next
    }
    return text.endIndex
  }

  /// Inline code, emphasis and links as plain words: `` `x` `` is x, `[a](b)` is a.
  static func withoutMarks(_ text: String) -> String {
    InlineMarkdown.pieces(of: text).map(\.text).joined()
  }
}
