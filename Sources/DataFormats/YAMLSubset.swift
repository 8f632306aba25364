import SourceText

/// Reads the YAML that package managers write: block and flow mappings and sequences, plain and quoted scalars, block
/// scalars, `? ` keys, comments, several documents. Anchors, aliases and tags are refused where they stand, so that nothing
/// here can grow by reference.
package struct YAMLSubset {
  package static let depthLimit = 100
  static let problemLimit = 20

  package static func parse(_ bytes: [UInt8]) -> YAMLFile {
    bytes.withUnsafeBufferPointer { buffer in
      var parser = YAMLSubset(bytes: buffer)
      let documents = parser.parseDocuments()
      return YAMLFile(documents: documents, problems: parser.problems)
    }
  }

  package static func parse(_ text: String) -> YAMLFile { parse(Array(text.utf8)) }

  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0
  /// Where the line that holds `offset` begins.
  var lineStart = 0
  var problems: [FormatProblem] = []
  var depth = 0

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { (offset, lineStart) = (3, 3) }
  }

  var column: Int { offset - lineStart }
  var isAtEnd: Bool { offset >= bytes.count }
  var current: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func parseDocuments() -> [YAMLValue] {
    var documents: [YAMLValue] = []
    skipToToken()
    while !isAtEnd, problems.count < Self.problemLimit {
      let start = offset
      if isDocumentMarker() {
        let opens = current == UInt8(ascii: "-")
        offset += 3
        skipToToken()
        // `---` directly before another marker is an empty document, which nobody asks for.
        if !opens || isAtEnd || isDocumentMarker() { continue }
      } else if column == 0, current == UInt8(ascii: "%") {
        skipLine()
        skipToToken()
        continue
      }
      documents.append(parseBlock(parentIndent: -1))
      skipToToken()
      if !isAtEnd, !isDocumentMarker(), offset > start {
        report(from: offset, to: lineEnd(), "this line does not belong to what stands above it")
        skipLine()
        skipToToken()
        if documents.count > 1, !isDocumentMarker() { continue }
      }
      if offset == start { offset += 1 }
    }
    return documents
  }

  /// Whatever block stands at the head, which is on the first byte of a token right of `parentIndent`.
  mutating func parseBlock(parentIndent: Int) -> YAMLValue {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      report(from: offset, to: offset, "nesting deeper than \(Self.depthLimit) levels is not read")
      offset = bytes.count
      return YAMLValue(span: Span(offset, offset), content: .empty)
    }
    if isDash() { return parseSequence(indent: column) }
    if isKeyAhead() { return parseMapping(indent: column) }
    return parseInlineValue(parentIndent: parentIndent)
  }

  private mutating func parseSequence(indent: Int) -> YAMLValue {
    let start = offset
    var end = offset
    var elements: [YAMLValue] = []
    while !isAtEnd, column == indent, isDash(), !isDocumentMarker() {
      offset += 1
      let value = parseValue(indent: indent, opensBlock: true)
      elements.append(value)
      end = max(end + 1, Int(value.span.end))
      skipToToken()
    }
    return YAMLValue(span: Span(start, end), content: .sequence(elements))
  }

  private mutating func parseMapping(indent: Int) -> YAMLValue {
    let start = offset
    var end = offset
    var entries: [YAMLEntry] = []
    while !isAtEnd, column == indent, !isDocumentMarker() {
      guard let key = parseKey() else {
        report(from: offset, to: lineEnd(), "a key is expected here")
        skipLine()
        skipToToken()
        if problems.count >= Self.problemLimit { break }
        continue
      }
      let value = parseValue(indent: indent, opensBlock: key.isExplicit)
      entries.append(YAMLEntry(key: key.text, keySpan: key.span, value: value))
      end = max(Int(key.span.end), Int(value.span.end))
      skipToToken()
    }
    if !isAtEnd, column > indent, !isDocumentMarker() {
      report(from: offset, to: lineEnd(), "this line is indented deeper than the entry it follows")
      while !isAtEnd, column > indent, !isDocumentMarker() {
        skipLine()
        skipToToken()
      }
      if !isAtEnd, column == indent, isKeyAhead(), problems.count < Self.problemLimit {
        let rest = parseMapping(indent: indent)
        entries += rest.entries
        end = Int(rest.span.end)
      }
    }
    return YAMLValue(span: Span(start, end), content: .mapping(entries))
  }

  /// The value behind a key's colon or a dash: on the same line, or deeper on the next ones.
  ///
  /// - Parameter opensBlock: whether a block may open on the same line, as in `- key: value` and `: key: value`.
  private mutating func parseValue(indent: Int, opensBlock: Bool) -> YAMLValue {
    let line = lineStart
    let behind = offset
    skipToToken()
    if isAtEnd || isDocumentMarker() { return YAMLValue(span: Span(behind, behind), content: .empty) }
    if lineStart == line {
      return opensBlock ? parseBlock(parentIndent: indent) : parseInlineValue(parentIndent: indent)
    }
    // A sequence may stand below its key without being indented.
    if column > indent || (!opensBlock && column == indent && isDash()) { return parseBlock(parentIndent: indent) }
    return YAMLValue(span: Span(behind, behind), content: .empty)
  }

  /// A key and its colon; leaves what follows the colon. Nil, with nothing consumed, where no key stands.
  private mutating func parseKey() -> (text: String, span: Span, isExplicit: Bool)? {
    if current == UInt8(ascii: "?"), isSpace(at: offset + 1) { return parseExplicitKey() }
    guard isKeyAhead() else { return nil }
    let start = offset
    let text: String
    if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
      text = parseQuoted()
    } else {
      var end = offset
      while !isKeyEnd(at: end) { end += 1 }
      let trimmed = trimmedEnd(from: start, to: end)
      text = self.text(from: start, to: trimmed)
      offset = trimmed
    }
    let span = Span(start, offset)
    while current != UInt8(ascii: ":"), !isAtEnd { offset += 1 }
    offset += 1
    return (text, span, false)
  }

  /// `? key`, a line end and `: value`: how writers spell keys too long for one line.
  private mutating func parseExplicitKey() -> (text: String, span: Span, isExplicit: Bool)? {
    let indent = column
    offset += 1
    skipToToken()
    let start = offset
    let text: String
    if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
      text = parseQuoted()
    } else {
      let end = trimmedEnd(from: offset, to: lineEnd())
      text = self.text(from: offset, to: end)
      offset = end
    }
    let span = Span(start, offset)
    skipToToken()
    if column == indent, current == UInt8(ascii: ":"), isSpace(at: offset + 1) {
      offset += 1
    } else {
      report(from: offset, to: offset + 1, "the value of the key above is expected here")
    }
    return (text, span, true)
  }

  mutating func report(from start: Int, to end: Int, _ message: String) {
    guard problems.count < Self.problemLimit else { return }
    problems.append(FormatProblem(span: Span(min(start, bytes.count), min(end, bytes.count)), message: message))
  }
}
