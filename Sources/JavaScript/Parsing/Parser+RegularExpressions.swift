// Early errors of regular expressions.
extension Parser {
  /// Literals are checked once, after everything, so that what a speculation reads twice is not checked twice, and a
  /// forbidden pattern does not make a speculation fail. Ids ascend: those from `nodeCount` on were taken back.
  mutating func rememberRegularExpression(_ literal: NodeID) {
    while let last = regularExpressions.last, last.raw >= literal.raw { regularExpressions.removeLast() }
    regularExpressions.append(literal)
  }

  mutating func checkRegularExpressions() {
    guard !regularExpressions.isEmpty else { return }
    var patterns = PatternParser(source: lexer.source)
    for literal in regularExpressions where Int(literal.raw) <= nodeCount {
      let node = nodes[Int(literal.raw)]
      // An unterminated literal has been reported.
      guard node.kind == .regExpLiteral, node.a < node.end else { continue }
      _ = patterns.parseLiteral(from: Int(node.start), patternEnd: Int(node.a), to: Int(node.end))
      for problem in patterns.problems { record(problem) }
    }
  }
}
