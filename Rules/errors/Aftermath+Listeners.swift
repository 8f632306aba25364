import Checking
import JavaScript
import Semantics
import SourceText

// Functions whose failures end where they are taken in, because nobody looks at what they give.

extension Aftermath {
  /// A function that is written as an argument of what does not hand on its result, or that is called by an interval.
  func isCallback(_ function: NodeID) -> Bool {
    guard function.exists else { return false }
    if isMethodThatListens(function) || isNamedListener(function) { return true }
    guard tree.kind(function) != .functionDeclaration else { return false }
    if isListenerOfFolder(function) { return true }
    let call = tree.parent(function)
    guard tree.kind(call) == .callExpression, tree.child(call, 0) != function,
      let name = file.lastName(of: file.withoutAssertions(tree.child(call, 0)))
    else { return false }
    if ["then", "catch", "finally"].contains(name) { return false }
    return Self.ends.contains(name) || tree.list(call, 2).last == function && file.isErrorFirst(function)
  }

  /// `socket.on("message", this.onMessage.bind(this))`, and nothing else of the class calls it.
  private func isMethodThatListens(_ function: NodeID) -> Bool {
    let method = tree.parent(function)
    let around = tree.enclosing(method) { $0 == .classDeclaration || $0 == .classExpression }
    guard around.exists, tree.kind(method) == .methodDefinition || tree.kind(method) == .propertyDefinition,
      tree.kind(tree.child(method, 1)) == .identifier
    else { return false }
    let name = tree.text(tree.child(method, 1))
    let uses = (file.fact { UsesOfThis(file) }.byName[name] ?? []).filter { file.contains(around, $0) }
    return !uses.isEmpty && uses.allSatisfy { isHandedToListen($0) }
  }

  /// `setInterval(update, 1000)`, and nothing else of the file speaks of `update`.
  private func isNamedListener(_ function: NodeID) -> Bool {
    let outer = tree.parent(function)
    let name: NodeID
    switch tree.kind(outer) {
    case .variableDeclarator:
      guard tree.kind(tree.parent(tree.parent(outer))) != .exportNamedDeclaration else { return false }
      name = tree.child(outer, 0)
    case .exportNamedDeclaration, .exportDefaultDeclaration: return false
    default:
      guard tree.kind(function) == .functionDeclaration else { return false }
      name = tree.child(function, 0)
    }
    guard name.exists, tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name) else {
      return false
    }
    let uses = file.analyzer.scopeReferences(to: binding).filter { $0 != name }
    return !uses.isEmpty && uses.allSatisfy { isHandedToListen($0) }
  }

  /// An argument of `on`, bound or not, or all that such an argument calls: `() => update()`.
  private func isHandedToListen(_ use: NodeID) -> Bool {
    var node = use
    if tree.kind(tree.parent(use)) == .callExpression, tree.child(tree.parent(use), 0) == use,
      case let function = tree.parent(tree.parent(use)), tree.kind(function) == .arrowFunctionExpression
    {
      node = function
    }
    let member = tree.parent(node)
    if tree.kind(member) == .memberExpression, tree.child(member, 0) == node, file.lastName(of: member) == "bind" {
      node = tree.parent(member)
    }
    let call = tree.parent(node)
    return tree.kind(call) == .callExpression && tree.child(call, 0) != node && tree.list(call, 2).contains(node)
      && Self.ends.contains(file.lastName(of: file.withoutAssertions(tree.child(call, 0))) ?? "")
  }

  /// `module.exports = async packet => …` in `events/raw.js`: what loads the folder makes a listener of it.
  private func isListenerOfFolder(_ function: NodeID) -> Bool {
    var outer = tree.parent(function)
    // `module.exports = { name: "ready", async execute() { … } }`
    if tree.kind(outer) == .property, tree.child(outer, 0) != function,
      tree.kind(tree.parent(outer)) == .objectExpression,
      ["execute", "run", "handle"].contains(file.lastName(of: tree.child(outer, 0)) ?? "")
    {
      outer = tree.parent(tree.parent(outer))
    }
    let isExported: Bool
    switch tree.kind(outer) {
    case .assignmentExpression: isExported = file.lastName(of: tree.child(outer, 0)) == "exports"
    default: isExported = tree.kind(outer) == .exportDefaultDeclaration
    }
    return isExported
      && file.analyzer.model.path.parts(between: "/").dropLast().contains { $0 == "events" || $0 == "listeners" }
  }

  /// Functions that call what they are given and do not look at what it gives.
  static let ends: Set<String> = [
    "on", "once", "addListener", "addEventListener", "setTimeout", "setInterval", "setImmediate", "nextTick",
    "queueMicrotask", "schedule", "scheduleJob", "hears", "command", "action", "onText", "start", "help", "useEffect",
    "subscribe", "ready", "watch",
  ]
}

/// The members of `this` that a file names, by name. Found once: each method that fails asks for its own.
private struct UsesOfThis {
  let byName: [String: [NodeID]]

  init(_ file: FileContext) {
    var found: [String: [NodeID]] = [:]
    for node in file.tree.nodes(of: .memberExpression)
    where file.tree.kind(file.tree.child(node, 0)) == .thisExpression {
      if let name = file.lastName(of: node) { found[name, default: []].append(node) }
    }
    byName = found
  }
}
