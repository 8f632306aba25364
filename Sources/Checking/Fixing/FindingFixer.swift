package import Findings
package import JavaScript
package import ProjectFacts
import Semantics
package import SourceText

/// Knows how to mend the findings of a rule.
///
/// What a fix promises: the file still parses, the finding is gone, and a second time there is nothing to do. Where that
/// cannot be told from the text, there is no fix.
package protocol FindingFixer: Sendable {
  func fix(for finding: Finding, in context: FixContext) -> Fix?
}

/// What a fixer works with: the project's facts, and files as text and as trees. For one thread.
package final class FixContext {
  package let project: Project
  private let read: (String) -> SourceFile?
  private let options: (String) -> ParseOptions
  private let arena = TreeArena()
  private let analyzer = FileAnalyzer()
  private var parsed: (path: String, file: FileContext)?

  /// - Parameter options: the dialect and goal of a file.
  package init(
    project: Project, read: @escaping (String) -> SourceFile?, options: @escaping (String) -> ParseOptions
  ) {
    self.project = project
    self.read = read
    self.options = options
  }

  package func source(_ path: String) -> SourceFile? { read(path) }

  /// The file while its tree is there; nil where it cannot be read or does not parse.
  package func file(_ path: String) -> FileContext? {
    if let parsed, parsed.path == path { return parsed.file }
    guard let source = read(path) else { return nil }
    let tree = arena.parse(source.bytes, options: options(path))
    guard tree.problems.isEmpty else { return nil }
    _ = analyzer.analyze(tree, path: path, arena: arena)
    let file = FileContext(file: 0, tree: tree, analyzer: analyzer)
    parsed = (path, file)
    return file
  }
}

extension FileContext {
  /// The smallest node of a kind that holds the span; `.none` where there is none. Cost: one pass over the nodes.
  package func smallest(_ kind: NodeKind, around span: Span) -> NodeID {
    var found = NodeID.none
    guard tree.nodeCount > 0 else { return found }
    for raw in 1...UInt32(tree.nodeCount) {
      let node = NodeID(raw)
      guard tree.kind(node) == kind, tree.span(node).contains(span) else { continue }
      if !found.exists || tree.span(node).count < tree.span(found).count { found = node }
    }
    return found
  }
}
