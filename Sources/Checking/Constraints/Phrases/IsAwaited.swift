import JavaScript

/// `$CALL is awaited`: `await` stands before it.
enum IsAwaited {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .isAwaited }
}

/// `$CALL is unused`: nothing is done with its value.
enum IsUnused {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .isUnused }
}

extension PatternMatcher {
  func isAwaited(_ node: NodeID) -> Bool { tree.kind(parentWithoutTypes(node)) == .awaitExpression }

  func isUnused(_ node: NodeID) -> Bool {
    if tree.kind(node) == .expressionStatement { return true }
    let parent = parentWithoutTypes(node)
    switch tree.kind(parent) {
    case .expressionStatement: return true
    case .unaryExpression: return tree.op(parent) == Operator.void.rawValue
    case .sequenceExpression:
      let last = tree.list(parent, 0).last
      return last.map { withoutTypes($0) != withoutTypes(node) } ?? false || isUnused(parent)
    default: return false
    }
  }

  private func parentWithoutTypes(_ node: NodeID) -> NodeID {
    var parent = tree.parent(node)
    while Self.isTypeWrapper(tree.kind(parent)) { parent = tree.parent(parent) }
    return parent
  }
}
