import Checking
import JavaScript
import Semantics

extension FileContext {
  /// Whether a name holds nothing where it is used: `if (error) return next(error)` stands in front, or the branch is the one
  /// without it.
  func isKnownMissing(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .identifier, let binding = analyzer.binding(of: node) else { return false }
    func isPresent(_ test: NodeID) -> Bool {
      let name = withoutAssertions(test)
      return tree.kind(name) == .identifier && analyzer.binding(of: name) == binding
    }
    var child = node
    for ancestor in tree.ancestors(of: node) {
      switch tree.kind(ancestor) {
      case .ifStatement: if tree.child(ancestor, 2) == child, isPresent(tree.child(ancestor, 0)) { return true }
      case .blockStatement:
        for statement in tree.list(ancestor, 0) {
          if statement == child { break }
          if tree.kind(statement) == .ifStatement, isPresent(tree.child(statement, 0)),
            leaves(tree.child(statement, 1))
          {
            return true
          }
        }
      case .functionDeclaration, .functionExpression, .arrowFunctionExpression: return false
      default: break
      }
      child = ancestor
    }
    return false
  }

  private func leaves(_ statement: NodeID) -> Bool {
    switch tree.kind(statement) {
    case .returnStatement, .throwStatement: true
    case .blockStatement: tree.list(statement, 0).last.map { leaves($0) } ?? false
    default: false
    }
  }
}
