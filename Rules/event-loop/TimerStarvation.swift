import Checking
import JavaScript
import Semantics
import SourceText

/// Reports functions that come back before anything else may run. The promise is on the page beside this file.
struct TimerStarvation: FileCheck {
  let interests = FileInterests(kinds: [.callExpression, .whileStatement])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    for call in nodes[.callExpression] {
      guard let how = scheduling(call, file), let name = comesBack(call, file) else { continue }
      guard !file.isBystander else { return }
      reporter.report(
        call, primary: file.tree.span(file.tree.child(call, 0)),
        "\(name) schedules itself with \(how), which runs before timers and input: nothing else gets its turn")
    }
    for loop in nodes[.whileStatement] where isEndlessOfMicrotasks(loop, file) {
      guard !file.isBystander else { return }
      reporter.report(loop, "this loop awaits only what is settled already: timers and input never get their turn")
    }
  }

  // MARK: Functions that schedule themselves

  /// How a call puts off its argument without letting anything else run; nil for other calls.
  private func scheduling(_ call: NodeID, _ file: FileContext) -> String? {
    let tree = file.tree
    let callee = tree.unwrapped(tree.child(call, 0))
    switch tree.kind(callee) {
    case .identifier:
      let name = file.name(tree.atom(callee, 0))
      guard name == "queueMicrotask" || name == "nextTick" else { return nil }
      if file.globalPath(of: file.analyzer.value(of: callee)) == ["queueMicrotask"] { return "queueMicrotask" }
    case .memberExpression:
      switch file.lastName(of: callee) {
      case "nextTick": break
      case "then":
        let base = tree.unwrapped(tree.child(callee, 0))
        guard tree.kind(base) == .callExpression, tree.list(base, 2).isEmpty,
          file.globalPath(of: file.analyzer.value(of: tree.child(base, 0))) == ["Promise", "resolve"]
        else { return nil }
        return "a resolved promise"
      default: return nil
      }
    default: return nil
    }
    return file.globalPath(of: file.analyzer.value(of: callee)) == ["process", "nextTick"] ? "process.nextTick" : nil
  }

  /// The name of the function around a call that hands over this very function, each time it runs.
  private func comesBack(_ call: NodeID, _ file: FileContext) -> String? {
    let tree = file.tree
    guard let argument = tree.list(call, 2).first else { return nil }
    let function = file.enclosingFunction(call)
    guard function.exists, let id = file.analyzer.function(at: function), runsEachTime(call, in: function, file) else {
      return nil
    }
    let record = file.analyzer.model[id]
    // What waits for something inside lets others run.
    if record.flags.contains(.async) || record.flags.contains(.generator) { return nil }
    guard handsOver(argument, id, file) else { return nil }
    return record.name.exists ? file.name(record.name) : "this function"
  }

  /// `pump`, `() => pump()`
  private func handsOver(_ argument: NodeID, _ id: FunctionID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let node = file.withoutAssertions(argument)
    switch tree.kind(node) {
    case .identifier: return isFunction(node, id, file)
    case .arrowFunctionExpression, .functionExpression:
      var body = tree.child(node, 4)
      if tree.kind(body) == .blockStatement {
        let statements = tree.list(body, 0)
        guard statements.count == 1, tree.kind(statements[0]) == .expressionStatement else { return false }
        body = tree.child(statements[0], 0)
      }
      let call = file.withoutAssertions(body)
      return tree.kind(call) == .callExpression && isFunction(file.withoutAssertions(tree.child(call, 0)), id, file)
    default: return false
    }
  }

  private func isFunction(_ node: NodeID, _ id: FunctionID, _ file: FileContext) -> Bool {
    guard file.tree.kind(node) == .identifier else { return false }
    return file.analyzer.origin(of: node).root == .function(id)
  }

  /// A statement of the function's own body, with no way out before it.
  private func runsEachTime(_ call: NodeID, in function: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let statement = tree.parent(call)
    let body = tree.child(function, 4)
    guard tree.kind(statement) == .expressionStatement || tree.kind(statement) == .returnStatement,
      tree.parent(statement) == body
    else { return tree.kind(body) != .blockStatement && tree.unwrapped(body) == call }
    var leaves = false
    file.forEachOwnNode(under: body) { node in
      switch tree.kind(node) {
      case .returnStatement, .throwStatement: if node != statement { leaves = true }
      default: break
      }
    }
    return !leaves
  }

  // MARK: Loops

  /// `while (true) { await null }`
  private func isEndlessOfMicrotasks(_ loop: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard file.analyzer.constant(of: tree.child(loop, 0)).map(isTrue) ?? false else { return false }
    var settled = 0
    var other = false
    file.forEachOwnNode(under: tree.child(loop, 1)) { node in
      switch tree.kind(node) {
      case .awaitExpression: if isSettled(tree.child(node, 0), file) { settled += 1 } else { other = true }
      case .breakStatement, .returnStatement, .throwStatement, .yieldExpression: other = true
      case .forOfStatement: if tree.flags(node).contains(.async) { other = true }
      default: break
      }
    }
    return settled > 0 && !other
  }

  private func isTrue(_ value: ConstantValue) -> Bool {
    switch value {
    case .boolean(let flag): flag
    case .number(let number): number != 0
    case .string, .null, .undefined: false
    }
  }

  /// `null`, `Promise.resolve()`
  private func isSettled(_ operand: NodeID, _ file: FileContext) -> Bool {
    let node = file.withoutAssertions(operand)
    switch file.tree.kind(node) {
    case .nullLiteral, .numericLiteral, .booleanLiteral: return true
    case .callExpression:
      return file.tree.list(node, 2).isEmpty
        && file.globalPath(of: file.analyzer.value(of: file.tree.child(node, 0))) == ["Promise", "resolve"]
    default: return file.analyzer.constant(of: node) != nil
    }
  }
}
