import Checking
import JavaScript
import Semantics
import SourceText

/// What code does that believes the work before it to be done.
enum Reliance: Sendable {
  /// It answers the request or calls back.
  case answers(String)
  /// It reads what the work fills.
  case reads(String)
  /// It closes what the work needs.
  case closes(String)

  private static let responses: Set<String> = ["res", "resp", "response", "reply", "ctx"]
  private static let answering: Set<String> = [
    "json", "send", "end", "render", "redirect", "sendStatus", "sendFile", "jsonp", "download", "write",
  ]
  private static let callbacks: Set<String> = ["next", "callback", "cb", "done", "resolve"]
  private static let closing: Set<String> = ["exit", "disconnect", "close", "end", "quit", "destroy"]
  private static let filling: Set<String> = ["push", "unshift", "set", "add", "append", "concat"]

  /// The first reliance on a callback's work in what follows the call that takes it, in the same function.
  static func after(_ call: NodeID, callback: NodeID, _ file: FileContext) -> Reliance? {
    let tree = file.tree
    let end = tree.span(call).end
    let filled = names(filledBy: callback, before: call, file)
    var body = file.enclosingFunction(call)
    body = body.exists ? tree.child(body, 4) : tree.root
    var found: (start: UInt32, reliance: Reliance)?
    func note(_ node: NodeID, _ reliance: Reliance) {
      let start = tree.span(node).start
      if start < found?.start ?? .max { found = (start, reliance) }
    }
    for binding in filled {
      for use in file.analyzer.scopeReferences(to: binding) where tree.span(use).start >= end {
        // In the other branch of an `if`, nothing has been begun.
        guard isReached(use, after: call, tree) else { continue }
        note(use, .reads(file.name(tree.atom(use, 0))))
      }
    }
    let read = found
    file.forEachOwnNode(under: body) { node in
      guard tree.kind(node) == .callExpression, tree.span(node).start >= end, isReached(node, after: call, tree) else {
        return
      }
      let callee = file.withoutAssertions(tree.child(node, 0))
      guard let name = file.lastName(of: callee) else { return }
      if tree.kind(callee) == .identifier {
        if callbacks.contains(name) { note(node, .answers(file.spoken(node))) }
        return
      }
      if answering.contains(name), let root = root(of: callee, file), responses.contains(root) {
        note(node, .answers(file.spoken(node)))
      } else if closing.contains(name), tree.kind(tree.parent(node)) != .memberExpression {
        note(node, .closes(file.spoken(node)))
      }
    }
    return read?.reliance ?? found?.reliance
  }

  /// Not in another branch of an `if` around the call, nor after a `return` that follows the call.
  private static func isReached(_ node: NodeID, after call: NodeID, _ tree: SyntaxTree) -> Bool {
    var child = call
    for ancestor in tree.ancestors(of: call) {
      if tree.span(ancestor).start <= tree.span(node).start, tree.span(node).end <= tree.span(ancestor).end {
        if tree.kind(ancestor) == .ifStatement || tree.kind(ancestor) == .conditionalExpression { return false }
        if tree.kind(ancestor) == .tryStatement, child == tree.child(ancestor, 0) {
          let handler = tree.child(ancestor, 1)
          return !handler.exists || !contains(handler, node, tree)
        }
        return true
      }
      if tree.kind(ancestor) == .blockStatement {
        let isLast = tree.list(ancestor, 0).contains { statement in
          tree.span(statement).start >= tree.span(child).end
            && (tree.kind(statement) == .returnStatement || tree.kind(statement) == .throwStatement)
        }
        if isLast { return false }
      }
      child = ancestor
    }
    return true
  }

  private static func contains(_ outer: NodeID, _ inner: NodeID, _ tree: SyntaxTree) -> Bool {
    tree.span(outer).start <= tree.span(inner).start && tree.span(inner).end <= tree.span(outer).end
  }

  /// The name that a chain of members and calls begins with.
  private static func root(of expression: NodeID, _ file: FileContext) -> String? {
    var node = file.withoutAssertions(expression)
    while true {
      switch file.tree.kind(node) {
      case .memberExpression, .callExpression: node = file.withoutAssertions(file.tree.child(node, 0))
      case .identifier: return file.name(file.tree.atom(node, 0))
      default: return nil
      }
    }
  }

  /// Names declared outside a callback, in the same function as the call, that the callback gives something to after
  /// it has begun to wait.
  private static func names(filledBy callback: NodeID, before call: NodeID, _ file: FileContext) -> [BindingID] {
    let tree = file.tree
    guard tree.kind(callback).isFunction else { return [] }
    let home = file.analyzer.function(around: call)
    var found: [BindingID] = []
    func add(_ expression: NodeID) {
      var node = file.withoutAssertions(expression)
      while tree.kind(node) == .memberExpression { node = file.withoutAssertions(tree.child(node, 0)) }
      guard tree.kind(node) == .identifier, let binding = file.analyzer.binding(of: node),
        file.analyzer.model[binding].function == home, file.analyzer.model[binding].kind != .parameter,
        !contains(callback, at: file.analyzer.model[binding].span, tree), !found.contains(binding)
      else { return }
      found.append(binding)
    }
    for node in tree.preorder(from: tree.child(callback, 4)) {
      switch tree.kind(node) {
      case .assignmentExpression: add(tree.child(node, 0))
      case .updateExpression: add(tree.child(node, 0))
      case .callExpression:
        let callee = file.withoutAssertions(tree.child(node, 0))
        guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee), filling.contains(name)
        else { continue }
        let base = file.withoutAssertions(tree.child(callee, 0))
        if tree.kind(base) == .identifier { add(base) }
      default: continue
      }
    }
    return found
  }

  private static func contains(_ outer: NodeID, at span: Span, _ tree: SyntaxTree) -> Bool {
    tree.span(outer).start <= span.start && span.end <= tree.span(outer).end
  }
}
