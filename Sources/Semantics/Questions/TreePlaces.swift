import JavaScript
import SourceText

// Where a node stands, as the tree alone tells.
extension SyntaxTree {
  /// Nodes deeper than this in one expression, which no person writes, are told to be nowhere special: asking about each
  /// node of a chain stays affordable.
  static let longestClimb = 10_000

  static func isFunction(_ kind: NodeKind) -> Bool {
    switch kind {
    case .functionDeclaration, .functionExpression, .arrowFunctionExpression, .staticBlock, .program: return true
    default: return false
    }
  }

  func isInside(_ node: NodeID, _ place: SyntacticPlace) -> Bool {
    var child = node
    var parent = self.parent(node)
    var steps = 0
    while parent.exists, steps < SyntaxTree.longestClimb, !SyntaxTree.isFunction(kind(parent)) {
      switch kind(parent) {
      case .whileStatement, .doWhileStatement:
        if place == .loop { return true }
      case .forStatement:
        if place == .loop, self.child(parent, 0) != child { return true }
      case .forInStatement, .forOfStatement:
        if place == .loop, self.child(parent, 1) != child { return true }
      case .tryStatement:
        if place == .try, self.child(parent, 0) == child, self.child(parent, 1).exists { return true }
        if place == .finally, self.child(parent, 2) == child { return true }
      case .catchClause:
        if place == .catch { return true }
      default:
        break
      }
      child = parent
      parent = self.parent(parent)
      steps += 1
    }
    return false
  }

  func isAwaited(_ expression: NodeID) -> Bool {
    let node = wrapped(expression)
    let parent = self.parent(node)
    switch kind(parent) {
    case .awaitExpression: return true
    case .forOfStatement: return flags(parent).contains(.async) && self.child(parent, 1) == node
    default: return false
    }
  }

  func isUnused(_ expression: NodeID) -> Bool {
    var node = wrapped(expression)
    while true {
      let parent = self.parent(node)
      switch kind(parent) {
      case .expressionStatement:
        return true
      case .unaryExpression:
        return op(parent) == Operator.void.rawValue
      case .sequenceExpression:
        let expressions = list(parent, 0)
        if expressions.count > 0, expressions[expressions.count - 1] != node { return true }
      case .logicalExpression:
        guard self.child(parent, 1) == node else { return false }
      case .conditionalExpression:
        guard self.child(parent, 0) != node else { return false }
      case .forStatement:
        return self.child(parent, 0) == node || self.child(parent, 2) == node
      default:
        return false
      }
      node = wrapped(parent)
    }
  }
}
