import Checking
import JavaScript
import Semantics
import SourceText

/// Calls on the ways through a handler: callbacks that end it, functions that run on the spot, chains of promises.
extension OpenPaths {
  mutating func call(_ node: NodeID, _ flow: Flow) -> Flow {
    let callee = file.withoutAssertions(tree.child(node, 0))
    if file.globalPath(of: file.analyzer.value(of: callee)) == ["process", "exit"] { return nil }
    // `(async () => { … })()`
    if tree.kind(callee).isFunction, tree.list(node, 2).isEmpty { return body(callee, flow) }
    if isChain(node) {
      let out = chain(node, flow)
      if isGivenOn(node) { return out }
      if let out, !isMentionedLater(than: node) { ends.append(End(witness: out)) }
      return nil
    }
    var flow = expression(callee, flow)
    for argument in tree.list(node, 2) {
      guard flow != nil else { return nil }
      if let function = channels.localFunction(argument), isMentioned(under: function) {
        if isCallback(function, of: node), !isMentionedLater(than: node) { callBack(function, flow) }
        flow = nil
      } else {
        flow = expression(argument, flow)
      }
    }
    return flow
  }

  /// The end of the request, for all anybody knows: its ends are those of the handler.
  private mutating func callBack(_ function: NodeID, _ flow: Flow) {
    let outer = (breaks, returns)
    (breaks, returns) = ([], [])
    let body = tree.child(function, 4)
    let out = tree.kind(body) == .blockStatement ? statement(body, flow) : expression(body, flow)
    if let out { ends.append(End(witness: out)) }
    (breaks, returns) = outer
  }

  /// The last argument, called once, with an error before the result: `(error, rows) => …`.
  private func isCallback(_ function: NodeID, of call: NodeID) -> Bool {
    let parameters = tree.list(function, 2)
    guard tree.list(call, 2).last == function, let first = parameters.first, parameters.count >= 2,
      tree.kind(first) == .identifier, let binding = file.analyzer.binding(of: first),
      let name = file.lastName(of: tree.child(call, 0)), !Self.repeating.contains(name), breaks.isEmpty
    else { return false }
    if Self.errorFirst.contains(name), !file.analyzer.scopeReferences(to: binding).contains(where: { $0 != first }) {
      // `(error, user) => { if (user) … }`: the error goes by unseen.
      return true
    }
    return tree.preorder(from: tree.child(function, 4)).contains { node in
      guard tree.kind(node) == .ifStatement else { return false }
      let test = file.withoutAssertions(positive(tree.child(node, 0)).0)
      return tree.kind(test) == .identifier && file.analyzer.binding(of: test) == binding
    }
  }

  /// Functions that call back once, with an error first, whatever they belong to.
  private static let errorFirst: Set<String> = [
    "exec", "findOne", "findById", "findOneAndUpdate", "findByIdAndUpdate", "save", "query", "sendMail", "compare",
    "hash", "readFile", "writeFile", "updateOne", "deleteOne", "insertOne",
  ]

  /// Functions that call what they are given more than once, or perhaps never.
  private static let repeating: Set<String> = [
    "on", "once", "addListener", "forEach", "map", "filter", "some", "every", "find", "findIndex", "reduce", "flatMap",
    "sort", "each", "eachSeries", "eachLimit", "use", "get", "post", "setInterval", "subscribe", "watch", "listen",
    "stream", "eachAsync", "replace",
  ]

  /// The body of a function that is called here and now, or after the promise before it.
  private mutating func body(_ function: NodeID, _ flow: Flow) -> Flow {
    returns.append([])
    let outer = breaks
    breaks = []
    let body = tree.child(function, 4)
    var out = tree.kind(body) == .blockStatement ? statement(body, flow) : expression(body, flow)
    breaks = outer
    for flow in returns.removeLast() { out = join(out, flow) }
    return out
  }

  // MARK: Promises

  /// Whether functions in a chain of promises answer.
  func isChain(_ node: NodeID) -> Bool {
    var node = node
    while let (object, _) = channels.promiseLink(node) {
      let answers = tree.list(node, 2).contains { argument in
        channels.localFunction(argument).map { isMentioned(under: $0) } ?? false
      }
      if answers { return true }
      node = object
    }
    return false
  }

  /// Whether the function, or what calls it, waits for the promise.
  private func isGivenOn(_ node: NodeID) -> Bool {
    var node = node
    while true {
      let parent = tree.parent(node)
      switch tree.kind(parent) {
      case .awaitExpression, .returnStatement: return true
      case .arrowFunctionExpression: return tree.child(parent, 4) == node
      case .tsAsExpression, .tsNonNullExpression: node = parent
      default: return false
      }
    }
  }

  mutating func chain(_ node: NodeID, _ flow: Flow) -> Flow {
    guard let (object, name) = channels.promiseLink(node) else { return expression(node, flow) }
    guard let before = channels.promiseLink(object) != nil ? chain(object, flow) : expression(object, flow) else {
      // Answered on all ways so far; what follows runs after an answer.
      return failure(of: node, name)
    }
    let arguments = tree.list(node, 2)
    let first = arguments.first ?? .none
    switch name {
    case "catch": return join(before, failure(of: node, name))
    case "finally": return run(first, before)
    default: return join(run(first, before), arguments.count > 1 ? failure(of: node, name) : nil)
    }
  }

  /// What the handler of a rejection leaves open.
  private mutating func failure(of node: NodeID, _ name: String) -> Flow {
    let arguments = tree.list(node, 2)
    guard let handler = name == "catch" ? arguments.first : arguments.count == 2 ? arguments.last : nil,
      let function = channels.localFunction(handler), isMentioned(under: function)
    else { return nil }
    return body(function, .failure(node))
  }

  private mutating func run(_ handler: NodeID, _ flow: Flow) -> Flow {
    guard let function = channels.localFunction(handler) else { return expression(handler, flow) }
    return isMentioned(under: function) ? body(function, flow) : flow
  }

  /// Whether what follows may still answer: a mention behind the node that is not in another branch.
  private func isMentionedLater(than node: NodeID) -> Bool {
    let end = tree.span(node).end
    return channels.mentions(under: channels.body).contains { mention in
      guard tree.span(mention).start >= end else { return false }
      for ancestor in tree.ancestors(of: mention) where file.contains(ancestor, node) {
        if tree.kind(ancestor) == .tryStatement, file.contains(tree.child(ancestor, 1), mention) { return false }
        guard tree.kind(ancestor) == .ifStatement else { return true }
        return !(file.contains(tree.child(ancestor, 1), node) && !file.contains(tree.child(ancestor, 1), mention))
      }
      return true
    }
  }
}
