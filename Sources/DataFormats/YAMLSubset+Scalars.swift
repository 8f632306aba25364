import SourceText

/// Scalars and flow collections.
extension YAMLSubset {
  /// A value that begins on this line: scalar, flow collection or block scalar.
  mutating func parseInlineValue(parentIndent: Int) -> YAMLValue {
    refuseProperties()
    switch current {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return parseFlow()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let start = offset
      let text = parseQuoted()
      return YAMLValue(span: Span(start, offset), content: .scalar(text, isPlain: false))
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return parseBlockScalar(parentIndent: parentIndent)
    default: return parsePlain(parentIndent: parentIndent)
    }
  }

  /// Anchors, aliases and tags: a problem each, and skipped.
  private mutating func refuseProperties() {
    while current == UInt8(ascii: "&") || current == UInt8(ascii: "*") || current == UInt8(ascii: "!") {
      let start = offset
      while !isAtEnd, !isSpace(at: offset) { offset += 1 }
      report(from: start, to: offset, "anchors, aliases and tags are not read")
      while current == 0x20 { offset += 1 }
    }
  }

  /// A plain scalar, folded over deeper lines.
  private mutating func parsePlain(parentIndent: Int) -> YAMLValue {
    let start = offset
    var end = plainEnd()
    var text = self.text(from: start, to: end)
    offset = end
    while true {
      let saved = (offset, lineStart)
      guard skipToNextLineToken(), column > parentIndent, !isDash(), !isKeyAhead(), !isDocumentMarker() else {
        (offset, lineStart) = saved
        break
      }
      let continued = offset
      end = plainEnd()
      text += " " + self.text(from: continued, to: end)
      offset = end
    }
    if end == start { return YAMLValue(span: Span(start, start), content: .empty) }
    if text == "~" || text == "null" { return YAMLValue(span: Span(start, end), content: .empty) }
    return YAMLValue(span: Span(start, end), content: .scalar(text, isPlain: true))
  }

  /// Where a plain scalar on this line ends: before a comment, or the line's end, without trailing space.
  private func plainEnd() -> Int {
    var end = offset
    let stop = lineEnd()
    while end < stop {
      if bytes[end] == UInt8(ascii: "#"), end == offset || isSpace(at: end - 1) { break }
      end += 1
    }
    return trimmedEnd(from: offset, to: end)
  }

  /// A quoted scalar from its quote, over as many lines as it takes; leaves what follows the closing quote.
  mutating func parseQuoted() -> String {
    let quote = current
    let start = offset
    var text: [UInt8] = []
    offset += 1
    while !isAtEnd {
      let byte = current
      if byte == quote {
        if quote == UInt8(ascii: "'"), offset + 1 < bytes.count, bytes[offset + 1] == quote {
          text.append(quote)
          offset += 2
          continue
        }
        offset += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        appendEscape(to: &text)
      } else if byte == 0x0A || byte == 0x0D {
        foldLineEnd(into: &text)
      } else {
        text.append(byte)
        offset += 1
      }
    }
    report(from: start, to: start + 1, "this string is not closed")
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func appendEscape(to text: inout [UInt8]) {
    guard offset + 1 < bytes.count else {
      offset += 1
      return
    }
    let letter = bytes[offset + 1]
    let digits: Int
    switch letter {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case 0x0A, 0x0D:
      // An escaped line end joins the lines.
      offset += 1
      skipLineEnd()
      while current == 0x20 || current == 0x09 { offset += 1 }
      return
    default:
      text.append(Self.simpleEscapes[letter] ?? letter)
      offset += 2
      return
    }
    var value: UInt32 = 0
    let end = offset + 2 + digits
    for index in offset + 2..<max(offset + 2, min(end, bytes.count)) {
      value = value << 4 | UInt32(JSONEscapes.hexadecimalDigit(bytes[index]) ?? 0)
    }
    text.append(contentsOf: Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8))
    offset = min(end, bytes.count)
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "0"): 0,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "e"): 0x1B, UInt8(ascii: "a"): 0x07,
    UInt8(ascii: "v"): 0x0B,
  ]

  /// One line end inside quotes is a space; each empty line is a line end.
  private mutating func foldLineEnd(into text: inout [UInt8]) {
    while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
    var lineEnds = 0
    while current == 0x0A || current == 0x0D || current == 0x20 || current == 0x09, !isAtEnd {
      if current == 0x0A || current == 0x0D {
        skipLineEnd()
        lineEnds += 1
      } else {
        offset += 1
      }
    }
    text.append(contentsOf: lineEnds > 1 ? [UInt8](repeating: 0x0A, count: lineEnds - 1) : [0x20])
  }

  /// `|` keeps line ends, `>` folds them; `-` and `+` say what becomes of the last ones.
  private mutating func parseBlockScalar(parentIndent: Int) -> YAMLValue {
    let start = offset
    let folds = current == UInt8(ascii: ">")
    let header = text(from: offset + 1, to: lineEnd()).prefix { $0 != "#" && $0 != " " }
    let stated = header.compactMap(\.wholeNumberValue).first
    skipLine()
    var indent = stated.map { max(0, parentIndent) + $0 }
    var lines: [String] = []
    var end = offset
    while !isAtEnd {
      let stop = lineEnd()
      var spaces = 0
      while lineStart + spaces < stop, bytes[lineStart + spaces] == 0x20 { spaces += 1 }
      let isBlank = lineStart + spaces == stop
      if !isBlank {
        let wanted = indent ?? spaces
        if spaces < wanted || spaces <= parentIndent { break }
        indent = wanted
        end = stop
      }
      lines.append(isBlank ? "" : text(from: lineStart + (indent ?? spaces), to: stop))
      skipLine()
    }
    var joined = folds ? Self.fold(lines) : lines.map { $0 + "\n" }.joined()
    if !header.holds("+") {
      while joined.hasSuffix("\n") { joined.removeLast() }
      if !header.holds("-"), !joined.isEmpty { joined += "\n" }
    }
    return YAMLValue(span: Span(start, max(start + 1, end)), content: .scalar(joined, isPlain: false))
  }

  /// A line end between two lines of text is a space, and goes where empty lines follow; indented lines keep theirs.
  private static func fold(_ lines: [String]) -> String {
    let last = lines.lastIndex { !$0.isEmpty } ?? 0
    var joined = ""
    for (index, line) in lines.enumerated() {
      joined += line
      let next = index < last ? lines[index + 1] : nil
      if line.isEmpty || line.hasPrefix(" ") || next?.hasPrefix(" ") ?? true {
        joined += "\n"
      } else if next?.isEmpty == false {
        joined += " "
      }
    }
    return joined
  }

  // MARK: Flow collections

  mutating func parseFlow() -> YAMLValue {
    depth += 1
    defer { depth -= 1 }
    let start = offset
    guard depth <= Self.depthLimit else {
      report(from: start, to: start, "nesting deeper than \(Self.depthLimit) levels is not read")
      offset = bytes.count
      return YAMLValue(span: Span(start, start), content: .empty)
    }
    let isMapping = current == UInt8(ascii: "{")
    let closing = UInt8(ascii: isMapping ? "}" : "]")
    offset += 1
    var entries: [YAMLEntry] = []
    var elements: [YAMLValue] = []
    while true {
      skipToToken()
      if isAtEnd {
        report(from: start, to: start + 1, "this collection is not closed")
        break
      }
      if current == closing {
        offset += 1
        break
      }
      let before = offset
      let value = parseFlowValue()
      skipToToken()
      if isMapping {
        entries.append(parseFlowEntry(key: value))
      } else {
        elements.append(value)
      }
      skipToToken()
      if current == UInt8(ascii: ",") {
        offset += 1
      } else if current != closing, !isAtEnd {
        report(from: offset, to: offset + 1, "a comma is missing here")
        if offset == before { offset += 1 }
        if problems.count >= Self.problemLimit { offset = bytes.count }
      }
    }
    return YAMLValue(span: Span(start, offset), content: isMapping ? .mapping(entries) : .sequence(elements))
  }

  private mutating func parseFlowEntry(key: YAMLValue) -> YAMLEntry {
    var value = YAMLValue(span: Span(offset, offset), content: .empty)
    if current == UInt8(ascii: ":") {
      offset += 1
      skipToToken()
      if current != UInt8(ascii: ","), current != UInt8(ascii: "}") { value = parseFlowValue() }
    }
    return YAMLEntry(key: key.string ?? "", keySpan: key.span, value: value)
  }

  private mutating func parseFlowValue() -> YAMLValue {
    refuseProperties()
    switch current {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return parseFlow()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let start = offset
      let text = parseQuoted()
      return YAMLValue(span: Span(start, offset), content: .scalar(text, isPlain: false))
    default:
      let start = offset
      while !isAtEnd, !endsFlowScalar(at: offset) { offset += 1 }
      let end = trimmedEnd(from: start, to: offset)
      let text = self.text(from: start, to: end)
      let isEmpty = text.isEmpty || text == "~" || text == "null"
      return YAMLValue(span: Span(start, end), content: isEmpty ? .empty : .scalar(text, isPlain: true))
    }
  }

  private func endsFlowScalar(at index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "{"), 0x0A, 0x0D: true
    case UInt8(ascii: ":"):
      isSpace(at: index + 1) || bytes[index + 1] == UInt8(ascii: ",") || bytes[index + 1] == UInt8(ascii: "}")
    case UInt8(ascii: "#"): index > 0 && isSpace(at: index - 1)
    default: false
    }
  }
}
