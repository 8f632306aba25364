import SourceText

extension SuppressionDirective {
  /// Reads a comment with its delimiters; nil for one that is not about nodevet.
  ///
  /// - Parameters:
  ///   - comment: the bytes of the comment: `// …`, `/* … */`, `# …` or `<!-- … -->`.
  ///   - start: byte offset of the comment in its file.
  package static func read(_ comment: some Collection<UInt8>, at start: UInt32) -> SuppressionReading? {
    let bytes = Array(comment)
    guard let keyword = DirectiveReader.keyword(in: bytes) else { return nil }
    var reader = DirectiveReader(bytes, at: Int(start), from: keyword)
    return reader.read()
  }

  package static func read(_ comment: String, at start: UInt32) -> SuppressionReading? {
    read(comment.utf8, at: start)
  }
}

/// Reads one directive. Offsets are into `bytes` until they leave in a span.
private struct DirectiveReader {
  private static let prefix = Array("nodevet-ignore".utf8)

  private let bytes: [UInt8]
  private let base: Int
  private var offset: Int
  /// Where the directive's line or the comment ends.
  private let end: Int

  /// Where `nodevet-ignore` stands, if it is the first word of the comment.
  static func keyword(in bytes: [UInt8]) -> Int? {
    let start = bytes.firstIndex { !isDecoration($0) } ?? bytes.count
    return bytes[start...].starts(with: prefix) ? start : nil
  }

  /// What comments begin with: `/`, `*`, `#`, `<!--`, blanks and line ends.
  private static func isDecoration(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2F, 0x2A, 0x23, 0x3C, 0x21, 0x2D, 0x20, 0x09...0x0D: true
    default: false
    }
  }

  init(_ bytes: [UInt8], at base: Int, from keyword: Int) {
    self.bytes = bytes
    self.base = base
    offset = keyword + Self.prefix.count
    end = Self.end(of: bytes, from: keyword)
  }

  private static func end(of bytes: [UInt8], from keyword: Int) -> Int {
    var end = bytes[keyword...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    for close in ["*/", "-->"] where bytes[..<end].suffix(close.utf8.count).elementsEqual(close.utf8) {
      end -= close.utf8.count
    }
    while end > keyword, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end
  }

  mutating func read() -> SuppressionReading {
    let wordStart = offset
    let word = readWord()
    let spelling = String(decoding: bytes[wordStart..<offset], as: UTF8.self)
    let reach = word.first == 0x2D ? SuppressionDirective.Reach(rawValue: String(spelling.dropFirst())) : nil
    guard let reach else {
      let known = SuppressionDirective.Reach.allCases.map { "-" + $0.rawValue }.joined(separator: ", ")
      return problem(
        .unknownDirective, wordStart - Self.prefix.count, offset,
        "`nodevet-ignore\(spelling)` is no directive; after `nodevet-ignore` comes one of \(known)")
    }
    return readRest(reach)
  }

  private mutating func readRest(_ reach: SuppressionDirective.Reach) -> SuppressionReading {
    let listStart = offset
    var rules: [SuppressionDirective.NamedRule] = []
    var until: CalendarDay?
    var reason: String?
    while reason == nil {
      skipSeparators()
      let start = offset
      let word = readWord()
      if word.isEmpty { break }
      if word.elementsEqual("--".utf8) {
        skipSeparators()
        reason = String(decoding: bytes[min(offset, end)..<end], as: UTF8.self)
      } else if word.starts(with: "until=".utf8) {
        let text = String(decoding: word.dropFirst(6), as: UTF8.self)
        guard let day = CalendarDay(text) else {
          return problem(.malformedDate, start, offset, "`\(text)` is no date of the form YYYY-MM-DD")
        }
        until = day
      } else {
        let id = String(decoding: word, as: UTF8.self)
        guard Self.isRuleID(word) else {
          return problem(.malformedRule, start, offset, "`\(id)` is no rule id; a reason follows ` -- `")
        }
        rules.append(SuppressionDirective.NamedRule(id: id, span: Span(base + start, base + offset)))
      }
    }
    if reach != .end {
      if rules.isEmpty {
        return problem(.missingRules, listStart, listStart, "the suppression names no rule")
      }
      if reason?.isEmpty ?? true {
        return problem(.missingReason, listStart, end, "the suppression gives no reason; it follows ` -- `")
      }
    }
    return .directive(
      SuppressionDirective(
        reach: reach, rules: rules, reason: reason ?? "", until: until, span: Span(base, base + bytes.count)))
  }

  /// Up to a blank, a comma or the end; the offset stands after it.
  private mutating func readWord() -> ArraySlice<UInt8> {
    let start = min(offset, end)
    offset = start
    while offset < end, bytes[offset] != 0x20, bytes[offset] != 0x09, bytes[offset] != 0x2C { offset += 1 }
    return bytes[start..<offset]
  }

  private mutating func skipSeparators() {
    while offset < end, bytes[offset] == 0x20 || bytes[offset] == 0x09 || bytes[offset] == 0x2C { offset += 1 }
  }

  private static func isRuleID(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, (0x61...0x7A).contains(first), word.last != 0x2D else { return false }
    return word.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  private func problem(
    _ kind: SuppressionProblem.Kind, _ start: Int, _ end: Int, _ message: String
  ) -> SuppressionReading {
    // An empty span shows nothing: what is missing is missing from the whole comment.
    let span = start < end ? Span(base + start, base + end) : Span(base, base + bytes.count)
    return .problem(SuppressionProblem(kind: kind, span: span, message: message))
  }
}
