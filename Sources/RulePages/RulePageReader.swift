import DataFormats
import SourceText

/// What came of reading a page.
package struct RulePageReading: Sendable {
  /// Nil exactly where there are problems.
  package let page: RulePage?
  /// In page order; empty where there are problems.
  package let examples: [RuleExample]
  /// In page order.
  package let problems: [PageProblem]
}

/// Reads rule pages, and refuses what the format does not know: a page is a promise, and a misspelt key or heading would
/// be a promise nobody keeps. `Rules/README.md` describes the format to those who write it.
///
/// The reading goes from the outside in: bytes, front matter, headings, then what stands under them. Each step reports
/// what it can; only bytes that are no page at all end it early.
package struct RulePageReader {
  /// Far above what a page needs; a limit on what is read from a folder that was named by mistake.
  package static let sizeLimit = 64 * 1024
  /// More would be noise: the rest is found once these are mended.
  private static let problemLimit = 50

  let path: String
  let bytes: [UInt8]
  private(set) var problems: [PageProblem] = []
  private let lines: LineTable

  private init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lines = LineTable(bytes)
  }

  /// Reads one page.
  ///
  /// - Parameters:
  ///   - path: ends in `category/rule-id.md`. What stands in front is kept for problems alone.
  ///   - bytes: the page as on disk, in UTF-8 with `\n` or `\r\n`.
  package static func read(path: String, bytes: [UInt8]) -> RulePageReading {
    var reader = RulePageReader(path: path, bytes: bytes)
    let result = reader.readPage()
    guard reader.problems.isEmpty, let (page, examples) = result else {
      return RulePageReading(page: nil, examples: [], problems: reader.problems.sorted { $0.span < $1.span })
    }
    return RulePageReading(page: page, examples: examples, problems: [])
  }

  private mutating func readPage() -> (RulePage, [RuleExample])? {
    guard isText() else { return nil }
    let identity = readIdentity()
    let frontMatter = FrontMatter(reading: bytes)
    for problem in frontMatter.problems { report(problem.span, problem.message) }
    guard frontMatter.end > 0 else { return nil }
    let fields = PageFields(frontMatter, &self)
    guard let outline = readOutline(from: frontMatter.end, hasCheck: fields.check != nil) else { return nil }
    let logic = readLogic(fields, outline)
    let examples = readExamples(outline[.examples]?.blocks ?? [])
    guard let identity, let required = fields.required, let logic else { return nil }
    let page = RulePage(
      path: "\(identity.category)/\(identity.id).md", text: String(decoding: bytes, as: UTF8.self), id: identity.id,
      category: identity.category, severity: required.severity, confidence: required.confidence, tags: fields.tags,
      cwe: fields.cwe, since: required.since, appliesTo: fields.appliesTo, logic: logic,
      disguisesExcept: fields.disguisesExcept, title: outline.title, summary: outline.summary,
      sections: outline.sections.map { RulePage.Section($0.heading, $0.span) })
    return (page, examples)
  }

  mutating func report(_ span: Span, _ message: String) {
    guard problems.count < Self.problemLimit else { return }
    problems.append(
      PageProblem(path: path, span: span, position: lines.position(at: span.start), message: message))
  }

  func text(_ span: Span) -> String { String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self) }

  func line(of span: Span) -> Int { lines.line(at: span.start) }

  /// The end of the page: where what is missing would have stood.
  var end: Span { Span(bytes.count, bytes.count) }
}

extension RulePageReader {
  /// Whether the bytes are text that means the same to every reader: UTF-8, lines that end in one way, no signs that
  /// nobody sees.
  private mutating func isText() -> Bool {
    guard bytes.count <= Self.sizeLimit else {
      report(Span(0, 0), "a page holds at most \(Self.sizeLimit / 1024) KiB")
      return false
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      report(Span(0, 3), "a page has no byte-order mark: save it as plain UTF-8")
    }
    for line in 1...lines.lineCount {
      let span = lines.span(ofLine: line)
      let content = bytes[Int(span.start)..<Int(span.end)]
      if String(validating: content, as: UTF8.self) == nil { report(span, "this line is not UTF-8") }
      if content.contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7F }) {
        report(span, "this line holds a control character")
      }
      let next = Int(span.end)
      if next < bytes.count, bytes[next] == UInt8(ascii: "\r"),
        next + 1 == bytes.count || bytes[next + 1] != UInt8(ascii: "\n")
      {
        report(Span(next, next + 1), "lines end with `\\n` or `\\r\\n`")
      }
      for at in content.indices.dropLast(2)
      where content[at...].starts(with: [0xE2, 0x80]) && [0xA8, 0xA9].contains(content[at + 2]) {
        report(Span(at, at + 3), "lines end with `\\n`, not with U+2028 or U+2029")
      }
    }
    return problems.isEmpty
  }

  /// Rule and category, which the path alone says.
  private mutating func readIdentity() -> (id: String, category: String)? {
    let parts = path.parts(between: "/")
    guard parts.count >= 2, let file = parts.last, file.hasSuffix(".md") else {
      report(Span(0, 0), "a page stands at CATEGORY/RULE-ID.md")
      return nil
    }
    let id = String(file.dropLast(3))
    let category = String(parts[parts.count - 2])
    for name in [id, category] where !isKebabCase(name) {
      report(
        Span(0, 0), "`\(name)` is not in kebab-case: a rule and its category are named like `sync-call-in-handler`")
      return nil
    }
    return (id, category)
  }

  private func isKebabCase(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return name.first.map { $0.isASCII && $0.isLowercase } ?? false
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
      }
  }
}
