import SourceText

/// A regular expression literal, parsed and checked against the pattern grammar of ECMAScript 2026, Annex B included.
///
/// The parser checks every literal of a file and keeps problems only; whoever wants to look into a pattern parses it
/// again from the tree. Time and memory are linear in the length of the literal.
package struct RegularExpression: Sendable {
  package let flags: RegularExpressionFlags
  /// The pattern comes first. Whole only if there are no problems.
  package let nodes: [PatternNode]
  package let captureCount: Int
  /// Early errors, with their place in the file; in no order.
  package let problems: [SyntaxProblem]

  /// The literal at a node of kind `regExpLiteral`.
  package init(_ literal: NodeID, in tree: SyntaxTree) {
    let span = tree.span(literal)
    var parser = PatternParser(source: tree.source)
    flags = parser.parseLiteral(
      from: Int(span.start), patternEnd: Int(tree.slot(literal, 0)), to: Int(span.end))
    nodes = parser.nodes
    captureCount = parser.captureCount
    problems = parser.problems
  }

  /// The children of a node, in order.
  package func children(of index: Int) -> [Int] {
    var result: [Int] = []
    var child = nodes[index].firstChild
    while child != 0 {
      result.append(Int(child))
      child = nodes[Int(child)].nextSibling
    }
    return result
  }
}
