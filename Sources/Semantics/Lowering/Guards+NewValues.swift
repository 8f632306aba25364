import JavaScript

/// Branches that put something harmless in the place of what a test refuses.
extension Analysis {
  /// `if (!allowed.includes(sort)) sort = "name"`: the branch assigns to a name that the test speaks of.
  mutating func givesNewValue(_ branch: NodeID, _ test: NodeID) -> Bool {
    var statement = branch
    if tree.kind(statement) == .blockStatement {
      let body = tree.list(statement, 0)
      guard body.count == 1 else { return false }
      statement = body[0]
    }
    guard tree.kind(statement) == .expressionStatement else { return false }
    let assignment = tree.child(statement, 0)
    guard tree.kind(assignment) == .assignmentExpression, tree.op(assignment) == Operator.assign.rawValue else {
      return false
    }
    let target = tree.child(assignment, 0)
    let value = tree.unwrapped(tree.child(assignment, 1))
    switch tree.kind(value) {
    case .stringLiteral, .numericLiteral, .nullLiteral, .booleanLiteral: break
    default: return false
    }
    guard tree.kind(target) == .identifier else { return false }
    return mentions(test, tree.atom(target, 0), 0)
  }

  /// The name stands in the test, or among the arguments of its calls.
  private mutating func mentions(_ node: NodeID, _ name: Atom, _ depth: Int) -> Bool {
    guard depth < Analysis.deepestTest else { return false }
    let node = tree.unwrapped(node)
    switch tree.kind(node) {
    case .identifier: return tree.atom(node, 0) == name
    case .unaryExpression: return mentions(tree.child(node, 0), name, depth + 1)
    case .logicalExpression, .binaryExpression:
      return mentions(tree.child(node, 0), name, depth + 1) || mentions(tree.child(node, 1), name, depth + 1)
    case .callExpression:
      let arguments = tree.list(node, 2)
      for index in 0..<arguments.count where mentions(arguments[index], name, depth + 1) { return true }
      return false
    default: return false
    }
  }
}
