import Checking
import JavaScript
import Semantics
import SourceText

/// A comment that tells TypeScript's compiler to overlook something.
struct SuppressionDirective {
  enum Kind: String {
    case ignore = "@ts-ignore"
    case expectError = "@ts-expect-error"
    case noCheck = "@ts-nocheck"
  }

  var kind: Kind
  var span: Span
  /// Whether the rest of the comment says why.
  var isExplained: Bool
  /// The innermost function around it.
  var function: FunctionID
}

extension FileContext {
  /// The directives the compiler honours, in the order of the file.
  ///
  /// Source: the scanner and parser of TypeScript 5.9. A line comment begins with the directive; of a block comment the last
  /// line does. `@ts-nocheck` is a line comment before the first token.
  var suppressionDirectives: [SuppressionDirective] {
    var found: [SuppressionDirective] = []
    let firstToken = tree.list(tree.root, 0).first.map { tree.span($0).start } ?? UInt32.max
    for comment in tree.comments {
      guard let (kind, isExplained) = directive(in: comment) else { continue }
      if kind == .noCheck, comment.kind != .line || comment.span.start > firstToken { continue }
      found.append(
        SuppressionDirective(
          kind: kind, span: comment.span, isExplained: isExplained, function: innermostFunction(at: comment.span)))
    }
    return found
  }

  private func directive(in comment: Comment) -> (SuppressionDirective.Kind, isExplained: Bool)? {
    // Most comments are none: look for "@ts-" before any text is made.
    guard mentionsDirective(comment.span) else { return nil }
    var text = Substring(tree.text(in: comment.span))
    switch comment.kind {
    case .line:
      text = text.dropFirst(2)
      if text.hasPrefix("/") { text = text.dropFirst() }
    case .block:
      text = text.dropFirst(2).dropLast(2)
      if let lineEnd = text.lastIndex(where: \.isNewline) { text = text[text.index(after: lineEnd)...] }
      text = text.drop { $0.isWhitespace }.drop { $0 == "*" || $0 == "/" }
    case .hashbang, .html: return nil
    }
    text = text.drop { $0.isWhitespace }
    for kind in [SuppressionDirective.Kind.ignore, .expectError, .noCheck] where text.hasPrefix(kind.rawValue) {
      let rest = text.dropFirst(kind.rawValue.count)
      if let next = rest.first, next.isLetter || next == "-" { continue }
      return (kind, rest.count(where: \.isLetter) >= 10)
    }
    return nil
  }

  private func mentionsDirective(_ span: Span) -> Bool {
    let wanted = Array("@ts-".utf8)
    var place = Int(span.start)
    while place + wanted.count <= Int(span.end) {
      if tree.source[place] == wanted[0], (1..<wanted.count).allSatisfy({ tree.source[place + $0] == wanted[$0] }) {
        return true
      }
      place += 1
    }
    return false
  }

  private func innermostFunction(at span: Span) -> FunctionID {
    var best = FunctionID.moduleBody
    var size = UInt32.max
    for (number, function) in analyzer.model.functions.enumerated() where function.kind != .module {
      guard function.span.contains(span), function.span.end - function.span.start < size else { continue }
      size = function.span.end - function.span.start
      best = FunctionID(number)
    }
    return best
  }
}
