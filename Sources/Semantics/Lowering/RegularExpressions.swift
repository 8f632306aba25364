import JavaScript
import SourceText

/// Regular expressions whose text says what a value is made of.
extension Analysis {
  private static let longestKeptExpression = 120
  private static let longestKeptBeginning = 40

  /// `/[^a-z]/g`, `/\\W/g`: what is replaced is all but what it names; `/\\.\\.\\//g`, `/[.]+/`: it is dots, and what
  /// stands beside them. Their flags are kept with them.
  private func saysWhatGoes(at start: Int) -> Bool {
    var start = start
    if tree.source[start] == UInt8(ascii: "(") { start += 1 }
    let (first, second) = (tree.source[start], tree.source[start + 1])
    if first == UInt8(ascii: "[") { return second == UInt8(ascii: "^") || second == UInt8(ascii: ".") }
    return first == UInt8(ascii: "\\")
      && (second == UInt8(ascii: "W") || second == UInt8(ascii: "D") || second == UInt8(ascii: "."))
  }

  /// `/^[a-z]+$/` may say what a text is made of, `/^find/` which events are meant: its own text is kept.
  mutating func lowerRegularExpression(_ node: NodeID) -> ValueID {
    let span = tree.span(node)
    let start = Int(span.start)
    guard span.count > 4, span.count < Analysis.longestKeptExpression, tree.source[start] == 0x2F else {
      return .literal(.regularExpression)
    }
    if saysWhatGoes(at: start + 1) {
      let atom = intern(Span(start: UInt32(truncatingIfNeeded: start + 1), end: span.end))
      return make(.literal, LiteralKind.regularExpression.rawValue, atom.raw, at: node)
    }
    guard tree.source[start + 1] == 0x5E else { return .literal(.regularExpression) }
    // The slash that ends it; flags follow.
    var end = Int(span.end) - 1
    while end > start + 2, tree.source[end] != 0x2F { end -= 1 }
    guard end > start + 2, tree.source[end - 1] == 0x24 || span.count < Analysis.longestKeptBeginning else {
      return .literal(.regularExpression)
    }
    let atom = intern(Span(start: UInt32(truncatingIfNeeded: start + 1), end: UInt32(truncatingIfNeeded: end)))
    return make(.literal, LiteralKind.regularExpression.rawValue, atom.raw, at: node)
  }
}
