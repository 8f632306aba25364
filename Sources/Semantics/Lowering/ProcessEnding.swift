import JavaScript

/// Statements after which nothing of the block runs any more.
extension Analysis {
  /// The index of the first statement of a list that ends the process; 0 if there is none.
  mutating func statementEndingProcess(in body: NodeList) -> Int {
    var index = body.count - 1
    while index > 0 {
      if endsProcess(body[index]) { return firstEnding(before: index, in: body) }
      index -= 1
    }
    return 0
  }

  private mutating func firstEnding(before last: Int, in body: NodeList) -> Int {
    for index in 0..<last where endsProcess(body[index]) { return index }
    return last
  }

  /// `process.exit(…)`, `process.abort()`, `process.kill(process.pid)`, also returned or awaited.
  mutating func endsProcess(_ statement: NodeID) -> Bool {
    let kind = tree.kind(statement)
    guard kind == .expressionStatement || kind == .returnStatement else { return false }
    let call = tree.child(statement, 0)
    guard call.exists, tree.kind(call) == .callExpression else { return false }
    let callee = tree.child(call, 0)
    guard tree.kind(callee) == .memberExpression, !tree.flags(callee).contains(.computed) else { return false }
    let object = tree.child(callee, 0)
    guard tree.kind(object) == .identifier, isProcess(object) else { return false }
    let name = tree.atom(tree.child(callee, 1), 0)
    if name == vocabulary.exit || name == vocabulary.abort { return true }
    guard name == vocabulary.kill else { return false }
    let arguments = tree.list(call, 2)
    return arguments.count > 0 && tree.kind(arguments[0]) == .memberExpression
      && isProcess(tree.child(arguments[0], 0))
  }

  /// The global `process`, or what a module named process was imported as.
  mutating func isProcess(_ identifier: NodeID) -> Bool {
    guard tree.kind(identifier) == .identifier, tree.atom(identifier, 0) == .process else { return false }
    let meaning = isWalking ? slots[Atom.process.raw] : lookUp(.process, from: identifier, types: false)
    guard let index = Meaning.binding(meaning) else { return true }
    return bindings[index].kind == .import
  }

  /// A branch that never reaches what follows it.
  mutating func endsAbruptly(_ statement: NodeID) -> Bool {
    switch tree.kind(statement) {
    case .returnStatement, .throwStatement, .breakStatement, .continueStatement:
      return true
    case .blockStatement:
      let body = tree.list(statement, 0)
      return body.count > 0 && endsAbruptly(body[body.count - 1])
    default:
      return endsProcess(statement)
    }
  }
}
