import Checking
import JavaScript
import Semantics
import SourceText

/// What a loop waits for, where waiting is all it does.
struct WaitingLoop {
  /// Nil where the loop does something, gives way to others, or may end otherwise.
  let kind: BusyWait.Note.Kind?

  init(_ loop: NodeID, _ file: FileContext) {
    let reader = Reader(file: file, loop: loop)
    kind = reader.waitsForClock ? .clock : reader.waitsForFlag ? .flag : nil
  }

  private struct Reader {
    let file: FileContext
    let loop: NodeID
    var tree: SyntaxTree { file.tree }

    var test: NodeID {
      switch tree.kind(loop) {
      case .whileStatement: tree.child(loop, 0)
      default: tree.child(loop, 1)
      }
    }

    var body: NodeID {
      switch tree.kind(loop) {
      case .whileStatement: tree.child(loop, 1)
      case .doWhileStatement: tree.child(loop, 0)
      default: tree.child(loop, 3)
      }
    }

    // MARK: The clock

    /// `while (Date.now() < end) {}`, `do { now = new Date() } while (now - start < ms)`, and loops that only ask the
    /// clock whether to break.
    var waitsForClock: Bool {
      if comparesClock(test) { return !givesWay && !endsOtherwise }
      guard !test.exists || isConstantOrCounter(test) else { return false }
      return onlyBreaksByClock
    }

    private func comparesClock(_ node: NodeID) -> Bool {
      guard node.exists else { return false }
      let test = tree.unwrapped(node)
      guard tree.kind(test) == .binaryExpression else { return false }
      switch Operator(rawValue: tree.op(test)) {
      case .less, .lessOrEqual, .greater, .greaterOrEqual: return readsClock(test) && !stepsOn(test)
      default: return false
      }
    }

    /// `for (let day = monday; day < Date.now() + year; day += week)`: the loop counts up to the time, and does not wait
    /// for it.
    private func stepsOn(_ test: NodeID) -> Bool {
      [tree.child(test, 0), tree.child(test, 1)].contains { side in
        let name = tree.unwrapped(side)
        guard tree.kind(name) == .identifier, !isTakenFromClock(name), let binding = file.analyzer.binding(of: name)
        else { return false }
        var roots = [body]
        if tree.kind(loop) == .forStatement, tree.child(loop, 2).exists { roots.append(tree.child(loop, 2)) }
        return roots.contains { changes(binding, in: $0) }
      }
    }

    private func changes(_ binding: BindingID, in root: NodeID) -> Bool {
      var nodes = tree.preorder(from: root)
      while let node = nodes.next() {
        guard tree.kind(node) == .assignmentExpression || tree.kind(node) == .updateExpression else { continue }
        let target = tree.unwrapped(tree.child(node, 0))
        if tree.kind(target) == .identifier, file.analyzer.binding(of: target) == binding { return true }
      }
      return false
    }

    private func readsClock(_ root: NodeID) -> Bool {
      var found = false
      var nodes = tree.preorder(from: root)
      while let node = nodes.next(), !found {
        switch tree.kind(node) {
        case .callExpression: found = isClock(tree.child(node, 0))
        case .newExpression: found = isNewDate(node)
        case .identifier: found = isTakenFromClock(node)
        default: if tree.kind(node).isFunction { nodes.skipChildren() }
        }
      }
      return found
    }

    private func isClock(_ callee: NodeID) -> Bool {
      let value = file.analyzer.value(of: callee)
      if let path = file.globalPath(of: value) {
        return [["Date", "now"], ["performance", "now"], ["process", "hrtime"], ["process", "uptime"]].contains(path)
          || path == ["process", "hrtime", "bigint"]
      }
      guard let (module, names) = file.modulePath(of: value) else { return false }
      return (module == "perf_hooks" && names == ["performance", "now"]) || (module == "os" && names == ["uptime"])
    }

    private func isNewDate(_ node: NodeID) -> Bool {
      tree.list(node, 2).isEmpty && file.globalPath(of: file.analyzer.value(of: tree.child(node, 0))) == ["Date"]
    }

    /// A name that the body gives the time: `now = Date.now()`.
    private func isTakenFromClock(_ identifier: NodeID) -> Bool {
      guard let binding = file.analyzer.binding(of: identifier) else { return false }
      var found = false
      file.forEachOwnNode(under: body) { node in
        guard !found, tree.kind(node) == .assignmentExpression, tree.op(node) == Operator.assign.rawValue else {
          return
        }
        let target = tree.unwrapped(tree.child(node, 0))
        guard tree.kind(target) == .identifier, file.analyzer.binding(of: target) == binding else { return }
        found = isDirectClock(tree.child(node, 1))
      }
      return found
    }

    /// `Date.now()`, `new Date()`, `new Date().getTime()`, `+new Date()`
    private func isDirectClock(_ expression: NodeID) -> Bool {
      let node = tree.unwrapped(expression)
      switch tree.kind(node) {
      case .newExpression: return isNewDate(node)
      case .unaryExpression: return isDirectClock(tree.child(node, 0))
      case .callExpression:
        if isClock(tree.child(node, 0)) { return true }
        let callee = tree.unwrapped(tree.child(node, 0))
        return tree.kind(callee) == .memberExpression && isDirectClock(tree.child(callee, 0))
      default: return false
      }
    }

    // MARK: The body

    private var givesWay: Bool {
      has(in: body) { $0 == .awaitExpression || $0 == .yieldExpression }
        || has(in: test) { $0 == .awaitExpression || $0 == .yieldExpression }
    }

    private var endsOtherwise: Bool {
      has(in: body) { [.breakStatement, .returnStatement, .throwStatement].contains($0) }
    }

    private func has(in root: NodeID, _ matches: (NodeKind) -> Bool) -> Bool {
      guard root.exists else { return false }
      var found = false
      file.forEachOwnNode(under: root) { found = found || matches(tree.kind($0)) }
      return found
    }

    /// `true`, `1`, `i < 1e7`
    private func isConstantOrCounter(_ test: NodeID) -> Bool {
      let node = tree.unwrapped(test)
      switch tree.kind(node) {
      case .booleanLiteral, .numericLiteral: return true
      case .binaryExpression:
        return tree.kind(tree.unwrapped(tree.child(node, 0))) == .identifier
          && file.analyzer.constant(of: tree.child(node, 1)) != nil
      default: return false
      }
    }

    /// Each statement is `if (Date.now() - start > ms) break` or takes the time.
    private var onlyBreaksByClock: Bool {
      let statements = tree.kind(body) == .blockStatement ? Array(tree.list(body, 0)) : [body]
      var breaks = false
      for statement in statements {
        switch tree.kind(statement) {
        case .ifStatement:
          guard comparesClock(tree.child(statement, 0)), !tree.child(statement, 2).exists,
            isBreak(tree.child(statement, 1))
          else { return false }
          breaks = true
        case .expressionStatement:
          let expression = tree.unwrapped(tree.child(statement, 0))
          guard tree.kind(expression) == .assignmentExpression, isDirectClock(tree.child(expression, 1)) else {
            return false
          }
        case .emptyStatement: continue
        default: return false
        }
      }
      return breaks
    }

    private func isBreak(_ branch: NodeID) -> Bool {
      var statement = branch
      if tree.kind(statement) == .blockStatement {
        let body = tree.list(statement, 0)
        guard body.count == 1 else { return false }
        statement = body[0]
      }
      return tree.kind(statement) == .breakStatement
    }

    // MARK: A flag

    /// `while (!done) {}`: with nothing in it, the loop sees no change, ever.
    var waitsForFlag: Bool {
      guard tree.kind(loop) != .forStatement || !(tree.child(loop, 0).exists || tree.child(loop, 2).exists),
        isEmpty(body), test.exists
      else { return false }
      var isQuiet = true
      var namesSomething = false
      var nodes = tree.preorder(from: test)
      while let node = nodes.next() {
        switch tree.kind(node) {
        case .identifier, .memberExpression, .thisExpression: namesSomething = true
        case .unaryExpression, .binaryExpression, .logicalExpression, .booleanLiteral, .numericLiteral, .stringLiteral,
          .nullLiteral, .tsNonNullExpression:
          continue
        default: isQuiet = false
        }
      }
      return isQuiet && namesSomething
    }

    private func isEmpty(_ body: NodeID) -> Bool {
      switch tree.kind(body) {
      case .emptyStatement: true
      case .blockStatement: tree.list(body, 0).allSatisfy { tree.kind($0) == .emptyStatement }
      default: false
      }
    }
  }
}
