/// An automatic variation of an example that must not change what the rule says, or must change it in a known way.
///
/// Each example of a page is run in each disguise the page does not opt out of. Only files in JavaScript or TypeScript
/// are disguised; the markers of an example's other files hold as they are.
package enum ExampleDisguise: String, CaseIterable, Sendable {
  /// A comment of multi-byte text above everything: spans must follow.
  case shifted
  /// A suppression above each marked line: the rule must fall silent, and each suppression must count as used.
  case suppressed
  /// Every line a comment: the rule must fall silent.
  case commented
  /// `import` written as `require`, and the reverse: same findings.
  case modules
  /// The same text in a file that is read as TypeScript: same findings.
  case typescript
  /// Other names for what the file declares: same findings, though messages may quote the new names.
  case renamed

  /// Whether the variation takes a syntax tree, and comes from the `Rewriter`.
  package var needsTree: Bool {
    switch self {
    case .shifted, .suppressed, .commented: false
    case .modules, .typescript, .renamed: true
    }
  }

  /// Whether the messages of findings stay word for word.
  package var keepsMessages: Bool { self != .renamed }

  /// Makes the variations that need a tree: rewrites one source file of an example. It may change path, language and bytes,
  /// but no line may move. Nil where the file offers nothing to vary.
  package typealias Rewriter = (ExampleDisguise, ExampleFile, RuleExample) -> ExampleFile?
}

/// An example in disguise, its markers moved along: they say what is expected of the rule now.
package struct DisguisedExample: Sendable {
  package let disguise: ExampleDisguise
  package var example: RuleExample
  /// Suppressions that were added, each of which must silence something.
  package var suppressionCount = 0
}

extension RuleExample {
  /// The example in a disguise; nil where the disguise would vary or prove nothing.
  ///
  /// - Parameters:
  ///   - rule: id, for suppressions.
  ///   - rewriter: makes the disguises that need a syntax tree.
  package func disguised(
    as disguise: ExampleDisguise, rule: String, rewriter: ExampleDisguise.Rewriter = { _, _, _ in nil }
  ) -> DisguisedExample? {
    let sources = files.indices.filter { files[$0].language.isSource }
    guard !sources.isEmpty else { return nil }
    var result = DisguisedExample(disguise: disguise, example: self)
    switch disguise {
    case .shifted:
      for index in sources { result.example.files[index].shift() }
    case .suppressed:
      for index in sources { result.suppressionCount += result.example.files[index].suppress(rule) }
      guard result.suppressionCount > 0 else { return nil }
    case .commented:
      guard sources.contains(where: { !files[$0].markers.isEmpty }) else { return nil }
      for index in sources { result.example.files[index].commentOut() }
    case .modules, .typescript, .renamed:
      var isVaried = false
      for index in sources {
        guard let file = rewriter(disguise, files[index], self) else { continue }
        result.example.files[index] = file
        isVaried = true
      }
      guard isVaried else { return nil }
    }
    return result
  }
}

extension ExampleFile {
  /// Two, three and four bytes a character; one and two UTF-16 units.
  private static let shiftingLine = "// décalé, 一行ずらす, 🚀\n"

  /// The comment stands under a hashbang, which is one only in the first line. Directives bear comments above them.
  fileprivate mutating func shift() {
    var lines = sourceLines()
    let hasHashbang = lines.first?.starts(with: "#!".utf8) ?? false
    if hasHashbang, lines.count == 1, lines[0].last != UInt8(ascii: "\n") { return }
    lines.insert(Self.shiftingLine.utf8[...].map { $0 }[...], at: hasHashbang ? 1 : 0)
    bytes = Array(lines.joined())
    firstPageLine -= 1
    for index in markers.indices where !(hasHashbang && markers[index].line == 1) { markers[index].line += 1 }
  }

  /// Returns the number of suppressions added: one for each marked line.
  fileprivate mutating func suppress(_ rule: String) -> Int {
    let marked = Set(markers.map(\.line))
    let comment = Array("// nodevet-ignore-next-line \(rule) -- disguise\n".utf8)
    var result: [UInt8] = []
    for (index, line) in sourceLines().enumerated() {
      if marked.contains(index + 1) {
        result += line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        result += comment
      }
      result += line
    }
    bytes = result
    markers = []
    return marked.count
  }

  fileprivate mutating func commentOut() {
    bytes = sourceLines().flatMap { Array("// ".utf8) + $0 }
    markers = []
  }

  /// The lines with their ends. Pages hold no line terminator of JavaScript but `\n`, alone or behind `\r`: their reader
  /// refuses the others, so that lines here are lines there.
  private func sourceLines() -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }
}
