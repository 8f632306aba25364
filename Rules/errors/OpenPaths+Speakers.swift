import Checking
import JavaScript
import Semantics
import SourceText

/// What speaks of the response below a node, by itself or through functions of the handler, and what only rejects.
extension OpenPaths {
  static func speakers(_ channels: ResponseChannels) -> Set<BindingID> {
    let (file, tree) = (channels.file, channels.file.tree)
    var found: Set<BindingID> = []
    for node in tree.preorder(from: channels.body) {
      let name: NodeID
      let function: NodeID
      switch tree.kind(node) {
      case .functionDeclaration: (name, function) = (tree.child(node, 0), node)
      case .variableDeclarator: (name, function) = (tree.child(node, 0), file.withoutAssertions(tree.child(node, 1)))
      default: continue
      }
      guard name.exists, function.exists, tree.kind(function).isFunction, tree.kind(name) == .identifier,
        let binding = file.analyzer.binding(of: name), channels.isMentioned(under: function)
      else { continue }
      found.insert(binding)
    }
    return found
  }

  /// Whether code below a node may answer: it speaks of `res` or `next`, or of a function that does.
  func isMentioned(under root: NodeID) -> Bool {
    if channels.isMentioned(under: root) { return true }
    guard root.exists, !speakers.isEmpty else { return false }
    return tree.preorder(from: root).contains { node in
      tree.kind(node) == .identifier && file.analyzer.binding(of: node).map(speakers.contains) ?? false
    }
  }

  /// `Promise.reject(error)`, `new Promise((_, reject) => reject(error))`: as good as a `throw` in a chain.
  func onlyRejects(_ expression: NodeID) -> Bool {
    let node = file.withoutAssertions(expression)
    switch tree.kind(node) {
    case .callExpression:
      return file.globalPath(of: file.analyzer.value(of: tree.child(node, 0))) == ["Promise", "reject"]
    case .newExpression:
      guard file.globalPath(of: file.analyzer.value(of: tree.child(node, 0))) == ["Promise"],
        let executor = tree.list(node, 2).first.map(file.withoutAssertions), tree.kind(executor).isFunction,
        tree.list(executor, 2).count == 2, case let reject = tree.list(executor, 2)[1]
      else { return false }
      var body = tree.child(executor, 4)
      if tree.kind(body) == .blockStatement {
        guard tree.list(body, 0).count == 1, let only = tree.list(body, 0).first,
          tree.kind(only) == .expressionStatement || tree.kind(only) == .returnStatement
        else { return false }
        body = tree.child(only, 0)
      }
      let call = body.exists ? file.withoutAssertions(body) : body
      return call.exists && tree.kind(call) == .callExpression
        && tree.text(tree.child(call, 0)) == tree.text(reject)
    default: return false
    }
  }
}
