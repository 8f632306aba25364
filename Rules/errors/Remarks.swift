import Checking
import JavaScript
import SourceText

/// What comments around the end of a failure say.
struct Remarks {
  private let file: FileContext
  private let handling: FailureHandling
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext, _ handling: FailureHandling) {
    self.file = file
    self.handling = handling
  }

  /// A comment of two words or more, that is neither code nor an order to a tool, stands where the failure ends; or one
  /// above the statement says that it is meant.
  var giveReason: Bool { inside.contains { words(of: $0) >= 2 } || above.contains { Self.soundsMeant($0) } }

  /// A comment says in so many words that the failure may be left at that.
  var sayItIsMeant: Bool { (inside + above).contains { Self.soundsMeant($0) } }

  /// A sentence stands in the clause, in whatever language, that is not about the printing itself.
  var explain: Bool {
    let span = handling.form == .clause ? tree.span(handling.node) : handling.remarks
    return file.comments(in: span).map { text(of: $0) }.contains { comment in
      let text = comment.lowercased()
      return words(of: comment) >= 5
        && !["todo", "fixme", "log", "print", "handle", "error", "xxx"].contains { text.holds($0) }
    }
  }

  // MARK: Which comments

  /// In the clause or handler, between `try` block and clause, and behind it in the same line.
  private var inside: [String] {
    var start = handling.remarks.start
    if handling.form == .clause {
      // The last line of the `try` may speak of it too.
      start = tree.list(handling.guarded, 0).last.map { tree.span($0).end } ?? tree.span(handling.guarded).start
    }
    var end = handling.remarks.end
    while end < UInt32(tree.sourceCount), tree.source[Int(end)] != UInt8(ascii: "\n") { end += 1 }
    return file.comments(in: Span(start: start, end: end)).map { text(of: $0) }
  }

  /// In the lines directly above the statement.
  private var above: [String] {
    var statement = handling.node
    for node in tree.ancestors(of: handling.node) {
      if tree.kind(node).isFunction || tree.kind(node) == .blockStatement || tree.kind(node) == .program { break }
      statement = node
    }
    var texts: [String] = []
    var start = tree.span(statement).start
    let comments = file.comments(in: Span(start: start > 800 ? start - 800 : 0, end: start))
    for comment in comments.reversed() {
      guard isDirectlyAbove(comment.span.end, start) else { break }
      texts.append(text(of: comment))
      start = comment.span.start
    }
    return texts
  }

  private func isDirectlyAbove(_ end: UInt32, _ start: UInt32) -> Bool {
    var lineEnds = 0
    var index = Int(end)
    while index < Int(start) {
      let byte = tree.source[index]
      if byte > UInt8(ascii: " ") { return false }
      if byte == UInt8(ascii: "\n") { lineEnds += 1 }
      index += 1
    }
    return lineEnds <= 1
  }

  // MARK: What they say

  private func text(of comment: Comment) -> String { Self.text(of: comment, tree) }

  /// Whether a comment in a span says that what is there is meant.
  static func sayItIsMeant(in span: Span, _ file: FileContext) -> Bool {
    guard !file.comments(in: span).isEmpty else { return false }
    return file.fact { MeantComments(file) }.spans.contains { span.contains($0) }
  }

  /// The comments of a file that say so. Found once: callbacks stand in callbacks, and each asks for all of its text.
  private struct MeantComments {
    let spans: [Span]

    init(_ file: FileContext) {
      spans = file.tree.comments.filter { Remarks.soundsMeant(Remarks.text(of: $0, file.tree)) }.map(\.span)
    }
  }

  private static func text(of comment: Comment, _ tree: SyntaxTree) -> String {
    let bytes = UnsafeBufferPointer(start: tree.source + Int(comment.span.start), count: comment.span.count)
    guard let first = bytes.firstIndex(where: { !"/*# \t".utf8.contains($0) }),
      let last = bytes.lastIndex(where: { !"/* \t\r\n".utf8.contains($0) }), first <= last
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  private static let tools: [String] = [
    "eslint", "oxlint", "biome", "tslint", "jshint", "jslint", "@ts-", "prettier", "istanbul", "c8 ", "v8 ", "nodevet",
    "noinspection", "nosonar", "stylelint", "deno-lint", "standard", "codeql", "semgrep", "nosemgrep",
  ]

  /// A comment without what it orders a tool to do: of that, only the reason behind `--` is left. What is said to nodevet
  /// is not said to readers.
  private static func withoutOrders(_ comment: String) -> Substring {
    let lowered = comment.lowercased()
    guard tools.contains(where: { lowered.hasPrefix($0) }) else { return comment[...] }
    guard !lowered.hasPrefix("nodevet"), let dashes = comment[...].range(of: "--") else { return "" }
    return comment[dashes.upperBound...]
  }

  /// Words of a comment; none for code.
  private func words(of comment: String) -> Int {
    let text = Self.withoutOrders(comment)
    if isCode(text) { return 0 }
    var count = 0
    var isInWord = false
    for scalar in text.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      // A language without blanks between its words.
      if scalar.value >= 0x2E80, isLetter { count += 1 }
      if isLetter, !isInWord { count += 1 }
      isInWord = isLetter
    }
    return count
  }

  /// `console.log(error);`, `throw error`: code that was taken out gives no reason.
  private func isCode(_ text: Substring) -> Bool {
    guard let last = text.last else { return false }
    if last == ";" || last == "{" || last == "}" { return true }
    if last == ")", let parenthesis = text.firstIndex(of: "("), !text[..<parenthesis].holds(" ") { return true }
    return ["throw ", "return ", "console."].contains { text.hasPrefix($0) }
  }

  private static let intents: [String] = [
    "ignor", "best effort", "best-effort", "non fatal", "non-fatal", "nonfatal", "not fatal", "optional",
    "fire and forget", "fire-and-forget", "swallow", "suppress", "silent", "don't care", "do not care", "no-op", "noop",
    "go on", "goes on", "carry on", "carries on", "even if", "even though", "not critical", "non-critical",
    "noncritical", "block", "continue", "proceed", "harmless", "expected", "fall back",
    "fallback", "falls back", "fail open", "fails open", "safe to", "can fail", "may fail", "might fail", "could fail",
    "doesn't matter", "does not matter", "not important", "intentional", "deliberate", "on purpose", "never fail",
    "not fail", "n't fail", "n't throw", "not throw", "keep going", "do nothing", "nothing to do", "okay if", "ok if",
    "fine if", "tolerate",
  ]

  private static func soundsMeant(_ comment: String) -> Bool {
    let text = withoutOrders(comment).lowercased()
    return intents.contains { text.holds($0) }
  }
}

extension Substring {
  fileprivate func range(of part: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      let rest = self[start...]
      if rest.hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
