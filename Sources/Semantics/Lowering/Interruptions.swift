import JavaScript
import SourceText

/// Where functions may stop, and what code depends on.
extension Analysis {
  mutating func noteAwait(_ value: ValueID, _ node: NodeID) { interrupt(.await, value, node) }

  mutating func noteThrow(_ value: ValueID, _ node: NodeID) {
    let before = interruptions.count
    interrupt(.throw, value, node)
    guard interruptions.count > before else { return }
    interruptions.base[before].missing = missing(before: node)
  }

  /// What is not there where a `throw` comes to pass: `if (!db) throw …`, `if (db) return db; throw …`.
  private mutating func missing(before node: NodeID) -> ListID {
    var branch = node
    var outer = tree.parent(branch)
    if tree.kind(outer) == .blockStatement {
      if let test = leavingTest(before: branch, in: outer) { return missing(where: test, holds: false) }
      branch = outer
      outer = tree.parent(branch)
    }
    guard tree.kind(outer) == .ifStatement, tree.child(outer, 0) != branch else { return ListID(0) }
    return missing(where: tree.child(outer, 0), holds: tree.child(outer, 1) == branch)
  }

  /// The test of an `if` in front of a statement, after which it goes on only where the test failed.
  private mutating func leavingTest(before statement: NodeID, in block: NodeID) -> NodeID? {
    let body = tree.list(block, 0)
    guard let index = (0..<body.count).first(where: { body[$0] == statement }), index > 0 else { return nil }
    let before = body[index - 1]
    guard tree.kind(before) == .ifStatement, tree.child(before, 2).isNone, endsAbruptly(tree.child(before, 1)) else {
      return nil
    }
    return tree.child(before, 0)
  }

  private mutating func missing(where test: NodeID, holds: Bool) -> ListID {
    var found: [NodeID] = []
    guard collectMissing(test, holds, &found, 0), !found.isEmpty else { return ListID(0) }
    return list(found.map { lower($0) })
  }

  /// Names that are not there, of which one is enough for the test to come out so. False where it asks for something else.
  private func collectMissing(_ test: NodeID, _ holds: Bool, _ found: inout [NodeID], _ depth: Int) -> Bool {
    guard depth < Analysis.deepestTest else { return false }
    let test = tree.unwrapped(test)
    switch tree.kind(test) {
    case .identifier, .memberExpression:
      if !holds { found.append(test) }
      return !holds
    case .unaryExpression where tree.op(test) == Operator.not.rawValue:
      return collectMissing(tree.child(test, 0), !holds, &found, depth + 1)
    case .logicalExpression where tree.op(test) == (holds ? Operator.or : Operator.and).rawValue:
      return collectMissing(tree.child(test, 0), holds, &found, depth + 1)
        && collectMissing(tree.child(test, 1), holds, &found, depth + 1)
    case .binaryExpression:
      let isEquality: Bool
      switch Operator(rawValue: tree.op(test)) {
      case .equal, .strictEqual: isEquality = true
      case .notEqual, .strictNotEqual: isEquality = false
      default: return false
      }
      let subject = tree.unwrapped(tree.child(test, 0))
      guard isEquality == holds, tree.isNothing(tree.unwrapped(tree.child(test, 1))),
        tree.kind(subject) == .identifier || tree.kind(subject) == .memberExpression
      else { return false }
      found.append(subject)
      return true
    default: return false
    }
  }

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
