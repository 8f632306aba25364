import JavaScript

/// `` $HANDLING is `console.$_` ``: the node is such code. A metavariable that is new here is captured.
enum IsPattern {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { reader.pattern().map { .isPattern($0) } }
}

extension PatternMatcher {
  mutating func isPattern(_ pattern: Pattern, _ node: NodeID) -> Truth {
    let count = pending.count
    guard matches(pattern, at: node) else { return .no }
    return takePending(from: count)
  }

  /// The conditions that a nested match left, as a truth of its own.
  mutating func takePending(from count: Int) -> Truth {
    guard pending.count > count else { return .yes }
    let conditions = Array(pending[count...])
    pending.removeLast(pending.count - count)
    return .later(conditions.count == 1 ? conditions[0] : .all(conditions))
  }
}
