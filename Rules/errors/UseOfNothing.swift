import Checking
import JavaScript
import Semantics
import SourceText

/// What is read of nothing between two answers: it throws there, and it never comes to the second.
struct UseOfNothing {
  private let file: FileContext
  /// The function that is handed the response: its other parameters are there, whatever its error.
  private let handler: NodeID
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext, handler: NodeID) {
    self.file = file
    self.handler = handler
  }

  private typealias Chain = (binding: BindingID, path: [String])

  /// `if (!user) { res.status(404).end() }`, then `user.name`, before the second answer; `if (error) res.status(500).end()`,
  /// then `rows[0]`, which a callback is not given together with an error.
  func first(between first: NodeID, and second: NodeID) -> NodeID? {
    for branch in tree.ancestors(of: first) {
      if tree.kind(branch).isFunction { return nil }
      guard tree.kind(branch) == .ifStatement else { continue }
      guard file.contains(tree.child(branch, 1), first), !leaves(between: first, and: branch) else { return nil }
      let missing = missing(where: tree.child(branch, 0))
      if let use = missing.lazy.compactMap({ use(of: $0, behind: branch, before: second) }).first { return use }
      // `if (error) if (error.code === "known") res.status(400).end()`
      guard tree.kind(tree.parent(branch)) == .ifStatement else { return nil }
    }
    return nil
  }

  private func leaves(between first: NodeID, and branch: NodeID) -> Bool {
    for node in tree.ancestors(of: first) {
      if node == branch { break }
      if tree.kind(node) == .returnStatement || tree.kind(node) == .throwStatement { return true }
      if tree.kind(node) == .blockStatement, let last = tree.list(node, 0).last,
        tree.kind(last) == .returnStatement || tree.kind(last) == .throwStatement
      {
        return true
      }
    }
    return false
  }

  private func missing(where test: NodeID) -> [Chain] {
    let (name, isNegated) = file.withoutNegations(test)
    guard let (binding, path) = chain(name), !isWritten(binding, behind: test) else { return [] }
    if isNegated { return [(binding, path)] }
    let function = file.enclosingFunction(test)
    guard path.isEmpty, function.exists, function != handler, file.isErrorFirst(function), !givesBoth(function),
      case .parameter(_, 0) = file.analyzer.origin(of: name).root
    else { return [] }
    return tree.list(function, 2).dropFirst().compactMap { parameter in
      guard tree.kind(parameter) == .identifier, let result = file.analyzer.binding(of: parameter), result != binding,
        !file.analyzer.model[result].isReassigned, !isAskedFor(result, behind: test)
      else { return nil }
      return (result, [])
    }
  }

  /// What hands over what there was by then, besides the error: a command's output, the parts of a form.
  private func givesBoth(_ callback: NodeID) -> Bool {
    let call = tree.parent(callback)
    return tree.kind(call) == .callExpression
      && ["exec", "execFile", "parse"].contains(file.lastName(of: tree.child(call, 0)) ?? "")
  }

  /// Whether a name is given something else behind the test: what it was given before is what the test speaks of.
  private func isWritten(_ binding: BindingID, behind test: NodeID) -> Bool {
    file.analyzer.model[binding].isReassigned
      && file.analyzer.scopeReferences(to: binding).contains { use in
        guard tree.span(use).start > tree.span(test).start else { return false }
        switch tree.kind(tree.parent(use)) {
        case .assignmentExpression: return tree.child(tree.parent(use), 0) == use
        case .updateExpression, .arrayPattern, .assignmentPattern: return true
        case .property: return tree.kind(tree.parent(tree.parent(use))) == .objectPattern
        default: return false
        }
      }
  }

  /// `if (!user) return res.status(401).end()`, as the first that is done with it.
  private func isAskedFor(_ binding: BindingID, behind test: NodeID) -> Bool {
    let uses = file.analyzer.scopeReferences(to: binding).filter { tree.span($0).start > tree.span(test).end }
    guard let first = uses.min(by: { tree.span($0).start < tree.span($1).start }) else { return false }
    let parent = tree.parent(first)
    return tree.kind(parent) != .memberExpression && tree.kind(parent) != .variableDeclarator
  }

  private func use(of nothing: Chain, behind branch: NodeID, before second: NodeID) -> NodeID? {
    let function = file.enclosingFunction(branch)
    let end = tree.span(branch).end
    let block = tree.parent(branch)
    return file.analyzer.scopeReferences(to: nothing.binding).lazy.map { use -> NodeID in
      // `const { id } = found`
      let declarator = tree.parent(use)
      if nothing.path.isEmpty, tree.kind(declarator) == .variableDeclarator, tree.child(declarator, 1) == use,
        tree.kind(tree.child(declarator, 0)) == .objectPattern
      {
        return use
      }
      return nothing.path.indices.reduce(tree.parent(use)) { member, _ in tree.parent(member) }
    }.first { use in
      guard tree.span(use).start >= end, tree.span(use).end <= tree.span(second).end,
        file.enclosingFunction(use) == function, file.isPlain(use, in: block)
      else { return false }
      if tree.kind(use) == .identifier { return true }
      guard tree.kind(use) == .memberExpression, !tree.flags(use).contains(.optional) else { return false }
      return chain(tree.child(use, 0)).map { $0 == nothing } ?? false
    }
  }

  /// The variable and the names of `user` and `context.store`; nil for what is no such chain.
  private func chain(_ expression: NodeID) -> Chain? {
    var names: [String] = []
    var node = expression
    while tree.kind(node) == .memberExpression, names.count < 4, let name = file.lastName(of: node) {
      names.insert(name, at: 0)
      node = tree.child(node, 0)
    }
    guard tree.kind(node) == .identifier, let binding = file.analyzer.binding(of: node) else { return nil }
    return (binding, names)
  }
}

extension FileContext {
  /// Whether a node is evaluated whenever the block around it is: under no other test.
  func isPlain(_ member: NodeID, in block: NodeID) -> Bool {
    var child = member
    for node in tree.ancestors(of: member) {
      if node == block { return true }
      switch tree.kind(node) {
      // What is asked first is read in any case.
      case .ifStatement, .conditionalExpression, .logicalExpression, .switchStatement:
        if child != tree.child(node, 0) { return false }
      case .tryStatement: return false
      default: break
      }
      child = node
    }
    return false
  }
}
