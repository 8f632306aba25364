import JavaScript

/// `match is inside loop`: what is around, within the same function.
enum IsInside: String, CaseIterable, Sendable {
  /// The part of a loop that runs again and again.
  case loop
  /// The block of a `try` that has a `catch`.
  case `try`
  case `catch`
  case finally
  case asyncFunction = "async-function"
  case generator
  /// A constructor, arrow functions in it included.
  case constructor
  /// No function is around.
  case topLevel = "top-level"

  static func read(_ reader: inout ConstraintReader) -> Phrase? { reader.word(of: IsInside.self).map { .isInside($0) } }
}

extension PatternMatcher {
  func isInside(_ phrase: IsInside, _ node: NodeID) -> Bool {
    switch phrase {
    case .loop, .try, .catch, .finally: return isInsideBlock(phrase, node)
    case .asyncFunction: return functionAround(node).map { tree.flags($0).contains(.async) } ?? false
    case .generator: return functionAround(node).map { tree.flags($0).contains(.generator) } ?? false
    case .constructor: return isInConstructor(node)
    case .topLevel: return functionAround(node) == nil
    }
  }

  private func isInsideBlock(_ phrase: IsInside, _ node: NodeID) -> Bool {
    var child = node
    var parent = tree.parent(node)
    while parent.exists, !NodeComparison.isFunction(tree.kind(parent)), tree.kind(parent) != .staticBlock {
      switch tree.kind(parent) {
      case .whileStatement, .doWhileStatement: if phrase == .loop { return true }
      case .forStatement: if phrase == .loop, tree.child(parent, 0) != child { return true }
      case .forInStatement, .forOfStatement: if phrase == .loop, tree.child(parent, 2) == child { return true }
      case .tryStatement:
        if phrase == .try, tree.child(parent, 0) == child, tree.child(parent, 1).exists { return true }
        if phrase == .finally, tree.child(parent, 2) == child { return true }
      case .catchClause: if phrase == .catch { return true }
      default: break
      }
      child = parent
      parent = tree.parent(parent)
    }
    return false
  }

  private func functionAround(_ node: NodeID) -> NodeID? {
    var parent = tree.parent(node)
    while parent.exists {
      if NodeComparison.isFunction(tree.kind(parent)) || tree.kind(parent) == .staticBlock { return parent }
      parent = tree.parent(parent)
    }
    return nil
  }

  private func isInConstructor(_ node: NodeID) -> Bool {
    var function = functionAround(node)
    while let arrow = function, tree.kind(arrow) == .arrowFunctionExpression { function = functionAround(arrow) }
    guard let function else { return false }
    let member = tree.parent(function)
    return tree.kind(member) == .methodDefinition && tree.op(member) & 15 == MethodKind.constructor.rawValue
  }
}
