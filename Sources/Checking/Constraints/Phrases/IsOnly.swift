import JavaScript

/// `` $$$HANDLING is only `console.$_($$$)` ``: each statement or item of the run is such code. Holds for empty runs.
enum IsOnly {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { reader.pattern().map { .isOnly($0) } }
}

extension PatternMatcher {
  mutating func isOnly(_ pattern: Pattern, _ run: NodeRun) -> Truth {
    let count = pending.count
    for index in run.from..<max(run.from, run.to) {
      let node = run.items[index]
      // Nothing is nothing.
      if node.exists, tree.kind(node) == .emptyStatement { continue }
      let mark = mark
      guard node.exists, matches(pattern, at: node) else {
        pending.removeLast(pending.count - count)
        return .no
      }
      // Each item captures for itself; what it needs besides must hold for all.
      let conditions = Array(pending[mark.pending...])
      undo(to: mark)
      pending += conditions
    }
    return takePending(from: count)
  }
}
