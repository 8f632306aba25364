import JavaScript
import Semantics

// The closed list of what counts as the same code, though it is written differently:
//
// - parentheses, quotes (a template without substitutions is a string), numbers by value, trailing commas: the tree and
//   the comparison of leaves see to them;
// - `x => e` and `x => { return e }`; among the statements of a body the expression is a statement;
// - an arrow function and a function expression that uses neither `this` nor `arguments`;
// - `a?.b` is matched by `a.b`, `f?.()` by `f()`;
// - `a.b` and `a["b"]`, `{ b: 1 }` and `{ "b": 1 }`, `{ b }` and `{ b: b }`;
// - the body of `if`, `else` and loops with and without braces, if it is one statement;
// - a declaration with and without `export` before it;
// - one declarator of several;
// - what only types say: `x as T`, `x!`, type arguments, annotations, modifiers, decorators, unless the pattern says it;
// - what a pattern leaves out: `else`, `finally`, the parameter of `catch`, `async`, the name of a function expression.
extension PatternMatcher {
  /// The expression without what only types say.
  func withoutTypes(_ node: NodeID) -> NodeID { tree.unwrapped(node) }

  static func isTypeWrapper(_ kind: NodeKind) -> Bool {
    switch kind {
    case .tsAsExpression, .tsSatisfiesExpression, .tsNonNullExpression, .tsInstantiationExpression, .tsTypeAssertion:
      true
    default: false
    }
  }

  /// Opens a pattern of another kind than the node where both amount to the same; functions of either kind come here.
  mutating func openEquivalent(_ pattern: PatternNode, _ node: NodeID, next: Int32) -> Int32? {
    let kind = tree.kind(node)
    switch pattern.kind {
    case .arrowFunctionExpression, .functionExpression:
      guard NodeComparison.isFunctionValue(kind), isFunctionAlike(pattern, node) else { return nil }
      return openStructure(pattern, node, next: next)
    case .expressionStatement, .returnStatement:
      let expression = pool.part(pattern, 0)
      guard expression > 0, let node = expressionAsStatement(node) else { return nil }
      return push(Goal(kind: .node, pattern: expression, node: node, next: next))
    case .functionDeclaration, .classDeclaration, .variableDeclaration, .tsEnumDeclaration:
      guard kind == .exportNamedDeclaration || kind == .exportDefaultDeclaration else { return nil }
      let declaration = tree.child(node, 0)
      guard declaration.exists, tree.kind(declaration) == pattern.kind else { return nil }
      return openStructure(pattern, declaration, next: next)
    default: return nil
    }
  }

  /// `e` of the body in `x => e` and `x => { return e }`.
  private func expressionAsStatement(_ node: NodeID) -> NodeID? {
    if tree.kind(node) == .returnStatement {
      return isWholeBody(node) && tree.child(node, 0).exists ? tree.child(node, 0) : nil
    }
    let parent = tree.parent(node)
    let isBody = tree.kind(parent) == .arrowFunctionExpression && tree.child(parent, 4) == node
    return isBody && tree.flags(parent).contains(.expressionBody) ? node : nil
  }

  /// Whether a statement is all that a function's body holds.
  func isWholeBody(_ statement: NodeID) -> Bool {
    let block = tree.parent(statement)
    guard tree.kind(block) == .blockStatement, tree.list(block, 0).count == 1 else { return false }
    return NodeComparison.isFunctionValue(tree.kind(tree.parent(block)))
  }

  /// An arrow function and a function expression are one, where neither would see the other's `this`.
  private func isFunctionAlike(_ pattern: PatternNode, _ node: NodeID) -> Bool {
    guard NodeComparison.isFunctionValue(pattern.kind), tree.kind(node) != pattern.kind else { return true }
    guard let id = analyzer.function(at: node) else { return false }
    let flags = analyzer.model[id].flags
    return !flags.contains(.usesThis) && !flags.contains(.usesArguments)
  }

  // MARK: Goals

  /// Goal `key`: the property of a member expression, the key of a property; `index` is its slot, `node` its owner,
  /// `position` 1 where the pattern computes it.
  mutating func tryKey(_ goal: Goal) -> Bool {
    let key = tree.child(goal.node, Int(goal.index))
    let pattern = pool.nodes[Int(goal.pattern)]
    let isComputed = tree.flags(goal.node).contains(.computed)
    switch (pattern.form, tree.kind(key)) {
    // `x.a` and `x["a"]`, `{ a: 1 }` and `{ "a": 1 }`.
    case (.name, .stringLiteral):
      guard pattern.kind == .identifier, isEqual(key, atoms.bytes(names[Int(pattern.a)])) else { return false }
      return solve(goal.next)
    case (.text, .identifier) where !isComputed:
      let isSame = pool.texts[Int(pattern.a)].withUnsafeBufferPointer {
        Self.isEqual($0, atoms.bytes(tree.atom(key, 0)))
      }
      return isSame && solve(goal.next)
    // A hole for a name takes a name.
    case (_, .stringLiteral) where goal.position == 0: return tryNode(goal.pattern, key, next: goal.next)
    case (_, _):
      guard isComputed == (goal.position == 1) else { return false }
      return tryNode(goal.pattern, key, next: goal.next)
    }
  }

  /// Goal `body`: the body of `if`, `else` or a loop, with or without braces.
  mutating func tryBody(_ goal: Goal) -> Bool {
    let pattern = pool.nodes[Int(goal.pattern)]
    let isBlock = tree.kind(goal.node) == .blockStatement
    if pattern.form == .run {
      let items = isBlock ? NodeItems(tree.list(goal.node, 0)) : NodeItems(single: goal.node)
      let run = NodeRun(items: items, from: 0, to: items.count, owner: goal.node)
      let mark = mark
      if pattern.a == 0 || bind(Int(pattern.a) - 1, run), solve(goal.next) { return true }
      undo(to: mark)
      return false
    }
    guard goal.node.exists, pattern.form == .structure else { return tryNode(goal.pattern, goal.node, next: goal.next) }
    if pattern.kind == .blockStatement, !isBlock {
      var list = goal
      list.kind = .list
      list.pattern = pool.part(pattern, 0)
      list.items = NodeItems(single: goal.node)
      return tryList(list)
    }
    if pattern.kind != .blockStatement, isBlock, tree.list(goal.node, 0).count == 1 {
      return tryNode(goal.pattern, tree.list(goal.node, 0)[0], next: goal.next)
    }
    return tryNode(goal.pattern, goal.node, next: goal.next)
  }

  /// Goal `functionBody`: `node` is the function; the pattern is its body, statements or an expression.
  mutating func tryFunctionBody(_ goal: Goal) -> Bool {
    let body = tree.child(goal.node, 4)
    guard body.exists else { return false }
    let pattern = pool.nodes[Int(goal.pattern)]
    let isBlock = tree.kind(body) == .blockStatement && !tree.flags(goal.node).contains(.expressionBody)
    let isStatements = pattern.form == .structure && pattern.kind == .blockStatement
    switch (isStatements, isBlock) {
    case (true, true), (false, false): return tryNode(goal.pattern, body, next: goal.next)
    case (true, false):
      var list = Goal(kind: .list, pattern: pool.part(pattern, 0), node: body, next: goal.next)
      list.items = NodeItems(single: body)
      return tryList(list)
    case (false, true):
      let statements = tree.list(body, 0)
      guard statements.count == 1, let only = statements.first, tree.kind(only) == .returnStatement else {
        return false
      }
      return tryNode(goal.pattern, tree.child(only, 0), next: goal.next)
    }
  }
}
