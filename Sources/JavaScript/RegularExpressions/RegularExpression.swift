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
  /// What stands between the braces of `\p{…}`, by where the term begins.
  private let propertyNames: [UInt32: String]

  /// The literal at a node of kind `regExpLiteral`.
  package init(_ literal: NodeID, in tree: SyntaxTree) {
    let span = tree.span(literal)
    self.init(tree.source, from: Int(span.start), patternEnd: Int(tree.slot(literal, 0)), to: Int(span.end))
  }

  /// The pattern and the flags that `new RegExp(pattern, flags)` is given. Offsets are one more than those in the pattern.
  package init(pattern: String, flags: String) {
    // The parser looks a few bytes ahead.
    let bytes = [UInt8(ascii: "/")] + Array(pattern.utf8) + [UInt8(ascii: "/")] + Array(flags.utf8)
    let padded = bytes + [UInt8](repeating: 0, count: 64)
    self = padded.withUnsafeBufferPointer { buffer -> RegularExpression in
      guard let base = buffer.baseAddress else { preconditionFailure("there are bytes") }
      return RegularExpression(base, from: 0, patternEnd: pattern.utf8.count + 1, to: bytes.count)
    }
  }

  private init(_ source: UnsafePointer<UInt8>, from start: Int, patternEnd: Int, to end: Int) {
    var parser = PatternParser(source: source)
    flags = parser.parseLiteral(from: start, patternEnd: patternEnd, to: end)
    nodes = parser.nodes
    captureCount = parser.captureCount
    problems = parser.problems
    var names: [UInt32: String] = [:]
    for node in nodes where node.kind == .property {
      let text = UnsafeBufferPointer(start: source + Int(node.start), count: Int(node.end - node.start))
      names[node.start] = String(decoding: text.dropFirst(3).dropLast(), as: UTF8.self)
    }
    propertyNames = names
  }

  /// `L` of `\p{L}`, `Script=Greek` of `\p{Script=Greek}`.
  package func propertyName(of node: PatternNode) -> String { propertyNames[node.start] ?? "" }

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
