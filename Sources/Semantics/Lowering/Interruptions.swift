import JavaScript
import SourceText

/// Where functions may stop, and what code depends on.
extension Analysis {
  mutating func noteAwait(_ value: ValueID, _ node: NodeID) { interrupt(.await, value, node) }

  mutating func noteThrow(_ value: ValueID, _ node: NodeID) { interrupt(.throw, value, node) }

  private mutating func interrupt(_ kind: Interruption.Kind, _ value: ValueID, _ node: NodeID) {
    guard isWalking else { return }
    interruptions.append(
      Interruption(kind: kind, flags: context, value: value, function: function, span: tree.span(node)))
  }

  /// Nothing after the statement runs in this function. Bounded: what is nested deeper is taken to go on.
  mutating func leavesFunction(_ statement: NodeID, _ depth: Int) -> Bool {
    guard depth < 8, statement.exists else { return false }
    switch tree.kind(statement) {
    case .returnStatement, .throwStatement:
      return true
    case .blockStatement:
      let body = tree.list(statement, 0)
      return body.count > 0 && leavesFunction(body[body.count - 1], depth + 1)
    case .ifStatement:
      return leavesFunction(tree.child(statement, 1), depth + 1) && leavesFunction(tree.child(statement, 2), depth + 1)
    case .tryStatement:
      if leavesFunction(tree.child(statement, 2), depth + 1) { return true }
      let handler = tree.child(statement, 1)
      return leavesFunction(tree.child(statement, 0), depth + 1)
        && (handler.isNone || leavesFunction(tree.child(handler, 1), depth + 1))
    case .switchStatement:
      return leavesInEveryCase(statement, depth)
    case .whileStatement, .forStatement:
      let test = tree.child(statement, tree.kind(statement) == .whileStatement ? 0 : 1)
      return test.isNone || (tree.kind(test) == .booleanLiteral && tree.flags(test).contains(.isTrue))
    default:
      return endsProcess(statement)
    }
  }

  /// A `default`, and no case that ends otherwise than by leaving; empty ones fall into the next.
  private mutating func leavesInEveryCase(_ statement: NodeID, _ depth: Int) -> Bool {
    let cases = tree.list(statement, 1)
    var hasDefault = false
    for index in 0..<cases.count {
      if tree.child(cases[index], 0).isNone { hasDefault = true }
      let body = tree.list(cases[index], 1)
      if body.count == 0 {
        if index == cases.count - 1 { return false }
      } else if !leavesFunction(body[body.count - 1], depth + 1) {
        return false
      }
    }
    return hasDefault
  }
}
