package import Findings
package import JavaScript
import Semantics
package import SourceText

/// Takes what a check finds in a file, as drafts.
package struct FileReporter {
  private let file: FileContext
  private let rule: Int
  private(set) var drafts: [Draft] = []

  init(_ file: FileContext, rule: Int) {
    self.file = file
    self.rule = rule
  }

  /// Reports a node.
  ///
  /// - Parameters:
  ///   - primary: the smallest range that shows the fault; nil for the node, cut at its first line end.
  ///   - conditions: what the program must confirm.
  ///   - severity: nil for the page's.
  ///   - secrets: spans whose text no report may show.
  ///   - cases: other severities and messages, where the program confirms more.
  package mutating func report(
    _ node: NodeID, primary: Span? = nil, _ message: String, when conditions: [DeferredCondition] = [],
    severity: Severity? = nil, cases: [DraftCase] = [], evidence: [EvidenceStep] = [], secrets: [Span] = []
  ) {
    let span = file.tree.span(node)
    let function = file.analyzer.function(around: node)
    drafts.append(
      Draft(
        file: file.file, rule: rule, node: node, span: span, primary: primary ?? file.firstLine(of: span),
        function: function, enclosing: file.enclosingName(function), message: .text(message), conditions: conditions,
        cases: cases, severity: severity, evidence: evidence, secrets: secrets))
  }
}

extension FileContext {
  /// A span up to its first line end: narrow places annotate better.
  package func firstLine(of span: Span) -> Span {
    var end = span.start
    while end < span.end {
      let byte = tree.source[Int(end)]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      end += 1
    }
    while end > span.start, tree.source[Int(end) - 1] == UInt8(ascii: " ") { end -= 1 }
    return Span(start: span.start, end: end)
  }
}
