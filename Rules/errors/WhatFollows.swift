import Checking
import JavaScript
import Semantics
import SourceText

/// What is done behind a place, as far as one file tells: whether somebody goes on there as if the work had been done.
struct WhatFollows {
  enum Verdict: Equatable {
    /// Code that does more than print, give something back or close what was open.
    case more
    /// Nothing more in this function, whose callers go on.
    case endOf(FunctionID)
    /// Nothing, and nobody waits for the end: a listener, a timer, a callback.
    case lost
  }

  private let file: FileContext
  private var tree: SyntaxTree { file.tree }
  private static let deepest = 400
  private static let mostStatements = 32
  private let known = Known()

  /// What was found out: many calls stand before the same statements and in the same functions.
  private final class Known {
    var statements: [NodeID: Bool] = [:]
    var functions: [NodeID: Verdict] = [:]
  }

  init(_ file: FileContext) { self.file = file }

  // MARK: Behind an expression

  /// What follows where the value of an expression comes to.
  func verdict(behind expression: NodeID) -> Verdict {
    var node = expression
    for _ in 0..<Self.deepest {
      let parent = tree.parent(node)
      switch tree.kind(parent) {
      case .awaitExpression, .tsAsExpression, .tsNonNullExpression, .tsSatisfiesExpression, .unaryExpression,
        .arrayExpression:
        node = parent
      case .memberExpression:
        guard tree.child(parent, 0) == node, let next = link(parent) else { return .more }
        node = next
      case .callExpression:
        guard tree.child(parent, 0) != node, isOfPromises(parent) else { return .more }
        node = parent
      case .logicalExpression:
        guard tree.child(parent, 1) == node else { return .more }
        node = parent
      case .conditionalExpression:
        guard tree.child(parent, 0) != node else { return .more }
        node = parent
      case .variableDeclarator: return verdict(behindStatement: tree.parent(parent))
      case .assignmentExpression:
        guard tree.kind(tree.child(parent, 0)) == .identifier else { return .more }
        node = parent
      case .expressionStatement: return verdict(behindStatement: parent)
      case .returnStatement: return verdict(behindFunctionOf: parent)
      case .arrowFunctionExpression: return verdict(behindFunction: parent)
      default: return .more
      }
    }
    return .more
  }

  /// The call of `.catch(f)`, of `.finally(f)`, and of `.then(f)` where it only prints, by its callee.
  private func link(_ member: NodeID) -> NodeID? {
    let call = tree.parent(member)
    guard tree.kind(call) == .callExpression, tree.child(call, 0) == member, let name = file.lastName(of: member) else {
      return nil
    }
    switch name {
    case "catch", "finally": return call
    case "then":
      guard let handler = tree.list(call, 2).first.map(file.withoutAssertions), onlyPrints(handler) else { return nil }
      return call
    default: return nil
    }
  }

  private func isOfPromises(_ call: NodeID) -> Bool {
    let callee = tree.child(call, 0)
    guard tree.kind(callee) == .memberExpression, case let base = tree.child(callee, 0), tree.kind(base) == .identifier,
      file.name(tree.atom(base, 0)) == "Promise"
    else { return false }
    return file.globalPath(of: file.analyzer.value(of: callee))?.first == "Promise"
  }

  /// `text => console.log(text)`, `console.log`
  func onlyPrints(_ handler: NodeID) -> Bool {
    guard tree.kind(handler).isFunction else {
      return file.globalPath(of: file.analyzer.value(of: handler))?.first == "console"
    }
    let body = tree.child(handler, 4)
    guard tree.kind(body) == .blockStatement else { return file.isConsoleCall(body) }
    return tree.list(body, 0).allSatisfy { statement in
      tree.kind(statement) == .expressionStatement && file.isConsoleCall(tree.child(statement, 0))
    }
  }

  // MARK: Behind a statement

  /// What follows a statement in the blocks around it, up to the end of the function. Another round of a loop is none.
  func verdict(behindStatement statement: NodeID) -> Verdict {
    var child = statement
    for _ in 0..<Self.deepest {
      let parent = tree.parent(child)
      guard parent.exists else { return .endOf(.moduleBody) }
      switch tree.kind(parent) {
      case .blockStatement, .program, .staticBlock, .switchCase:
        let list = tree.list(parent, tree.kind(parent) == .switchCase ? 1 : 0)
        var leaves: NodeID?
        for (number, next) in list[following(child, in: list)...].enumerated() {
          // Who has so much to do behind it goes on.
          if number == Self.mostStatements || doesMore(next) { return .more }
          if [.returnStatement, .breakStatement, .continueStatement].contains(tree.kind(next)) {
            leaves = next
            break
          }
          if tree.kind(next) == .throwStatement { return .lost }
        }
        if tree.kind(parent) == .program { return .endOf(.moduleBody) }
        if let leaves {
          if tree.kind(leaves) == .returnStatement { return verdict(behindFunctionOf: leaves) }
          let isBreak = tree.kind(leaves) == .breakStatement
          let outer = tree.enclosing(leaves) {
            $0.isLoop || $0.isFunction || isBreak && $0 == .switchStatement || $0 == .labeledStatement
          }
          guard outer.exists, !tree.kind(outer).isFunction else { return .more }
          child = outer
          continue
        }
      default:
        if tree.kind(parent).isFunction { return verdict(behindFunction: parent) }
      }
      child = parent
    }
    return .more
  }

  /// The place behind a statement in its list. Statements stand in the order of their spans.
  private func following(_ statement: NodeID, in list: NodeList) -> Int {
    let start = tree.span(statement).start
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if tree.span(list[middle]).start <= start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What follows the end of the function that a node stands in.
  func verdict(behindFunctionOf node: NodeID) -> Verdict {
    let function = file.enclosingFunction(node)
    return function.exists ? verdict(behindFunction: function) : .endOf(.moduleBody)
  }

  /// Callbacks lead to what stands behind the call that takes them, if somebody waits for it.
  private func verdict(behindFunction function: NodeID) -> Verdict {
    if let verdict = known.functions[function] { return verdict }
    let verdict = verdict(behindEndOf: function)
    known.functions[function] = verdict
    return verdict
  }

  private func verdict(behindEndOf function: NodeID) -> Verdict {
    let id = file.analyzer.function(at: function).map { Verdict.endOf($0) } ?? .more
    let call = tree.parent(function)
    guard tree.kind(call) == .callExpression else { return id }
    if file.withoutAssertions(tree.child(call, 0)) == function {
      return isWaitedFor(call) || !tree.flags(function).contains(.async) ? verdict(behind: call) : .lost
    }
    guard let name = file.lastName(of: file.withoutAssertions(tree.child(call, 0))) else { return id }
    if ["then", "catch", "finally", "map", "forEach", "flatMap", "each"].contains(name) {
      return verdict(behind: call)
    }
    if Aftermath.ends.contains(name) || file.isErrorFirst(function) { return .lost }
    // `await transaction(async () => …)`; where nobody waits, it is registered, for whoever calls it.
    return isWaitedFor(call) ? verdict(behind: call) : id
  }

  private func isWaitedFor(_ call: NodeID) -> Bool {
    switch tree.kind(tree.parent(call)) {
    case .awaitExpression, .returnStatement: true
    default: false
    }
  }

  // MARK: What code does

  /// Whether a statement does more than print, give back, close and compute.
  func doesMore(_ statement: NodeID) -> Bool {
    if let does = known.statements[statement] { return does }
    let does = hasMore(in: statement)
    known.statements[statement] = does
    return does
  }

  private func hasMore(in statement: NodeID) -> Bool {
    switch tree.kind(statement) {
    case .functionDeclaration, .classDeclaration, .importDeclaration, .throwStatement: return false
    default: break
    }
    var found = false
    var nodes = tree.preorder(from: statement)
    while !found, let node = nodes.next() {
      switch tree.kind(node) {
      case let kind where kind.isFunction: nodes.skipChildren()
      case .callExpression: found = isWork(node)
      case .newExpression:
        found = !["Date", "Map", "Set", "Error", "URL"].contains(file.lastName(of: tree.child(node, 0)) ?? "")
      case .taggedTemplateExpression, .yieldExpression, .importExpression: found = true
      case .awaitExpression:
        let value = file.withoutAssertions(tree.child(node, 0))
        found = tree.kind(value) != .callExpression && tree.kind(value) != .newExpression
      case .assignmentExpression: found = isKept(tree.child(node, 0))
      default: break
      }
    }
    return found
  }

  /// `ctx.body = …`, `this.isReady = true`; what a module exports is said, and not done.
  private func isKept(_ target: NodeID) -> Bool {
    guard tree.kind(target) == .memberExpression else { return false }
    var root = target
    while tree.kind(root) == .memberExpression { root = file.withoutAssertions(tree.child(root, 0)) }
    return tree.kind(root) != .identifier || !["module", "exports"].contains(file.name(tree.atom(root, 0)))
  }

  private func isWork(_ call: NodeID) -> Bool {
    if FallibleCode(file).isAnswer(call) { return true }
    if file.isConsoleCall(call) || file.isLoggerCall(call) { return false }
    let callee = file.withoutAssertions(tree.child(call, 0))
    let name = CalleeName(text: file.functionName(callee), isMember: tree.kind(callee) == .memberExpression)
    if RoutineCalls.isLastStep(name) || RoutineCalls.isPlain(name) { return false }
    guard let path = file.globalPath(of: file.analyzer.value(of: callee)), let first = path.first else { return true }
    return ![
      "process", "Math", "Date", "JSON", "Object", "Number", "String", "require", "clearTimeout", "clearInterval",
    ]
    .contains(first)
  }
}
