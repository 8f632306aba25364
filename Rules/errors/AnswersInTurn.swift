import Checking
import JavaScript
import Semantics
import SourceText

/// Which of two answers comes first, and what throws before the second.
struct AnswersInTurn {
  private let channels: ResponseChannels
  private var file: FileContext { channels.file }
  private var tree: SyntaxTree { file.tree }

  init(_ channels: ResponseChannels) { self.channels = channels }

  // MARK: Order

  /// `item.save().catch(() => res.status(400).end()); res.json(item)`: what is written first runs in a callback that nobody
  /// waits for, when the other has answered.
  func isOvertaken(_ first: NodeID, by second: NodeID) -> Bool {
    guard let callback = outermostFunction(around: first, without: second), case var call = tree.parent(callback),
      tree.kind(call) == .callExpression, tree.child(call, 0) != callback
    else { return false }
    // Of two callbacks nobody knows which one comes first.
    guard file.enclosingFunction(second) == file.enclosingFunction(call) else { return false }
    guard channels.promiseLink(call) != nil else { return file.isErrorFirst(callback) }
    while case let member = tree.parent(call), tree.kind(member) == .memberExpression, tree.child(member, 0) == call,
      case let outer = tree.parent(member), channels.promiseLink(outer) != nil, tree.child(outer, 0) == member
    {
      call = outer
    }
    return !file.contains(call, second) && tree.kind(tree.parent(call)) == .expressionStatement
  }

  private func outermostFunction(around first: NodeID, without second: NodeID) -> NodeID? {
    var found: NodeID?
    for node in tree.ancestors(of: first) {
      if file.contains(node, second) { break }
      if tree.kind(node).isFunction { found = node }
    }
    return found
  }

  // MARK: What throws before

  /// `if (!user) { undo().then(() => res.status(404).end()) } res.json(user.name)`: without a user the second is never reached.
  func isCutShort(_ first: NodeID, before second: NodeID) -> Bool {
    var isInCallback = false
    for node in tree.ancestors(of: first) {
      if node == channels.function || file.contains(node, second) { return false }
      if tree.kind(node).isFunction { isInCallback = true }
      guard isInCallback, tree.kind(node) == .ifStatement, file.contains(tree.child(node, 1), first) else { continue }
      let (name, isNegated) = file.withoutNegations(tree.child(node, 0))
      guard isNegated, tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name),
        !file.analyzer.model[binding].isReassigned
      else { continue }
      if isUsed(binding, behind: node, before: second) { return true }
    }
    return false
  }

  /// A member of what is not there, in the function of the test, under no other test.
  private func isUsed(_ binding: BindingID, behind branch: NodeID, before second: NodeID) -> Bool {
    let function = file.enclosingFunction(branch)
    let block = tree.parent(branch)
    let end = tree.span(branch).end
    return file.analyzer.scopeReferences(to: binding).contains { use in
      let member = tree.parent(use)
      guard tree.kind(member) == .memberExpression, tree.child(member, 0) == use,
        !tree.flags(member).contains(.optional), tree.span(member).start >= end,
        tree.span(member).start < tree.span(second).start, file.enclosingFunction(member) == function
      else { return false }
      for node in tree.ancestors(of: member) {
        if node == block { return true }
        switch tree.kind(node) {
        case .ifStatement, .conditionalExpression, .logicalExpression, .tryStatement, .switchStatement: return false
        default: continue
        }
      }
      return false
    }
  }

  /// `try { const line = await make() } catch (error) { next(error) } res.json(line)`: the name is declared in the block alone,
  /// and asking for it throws.
  func asksForNameOfBlock(_ answer: NodeID) -> Bool {
    tree.list(answer, 2).contains { argument in
      let name = file.withoutAssertions(argument)
      guard tree.kind(name) == .identifier, file.analyzer.binding(of: name) == nil,
        file.globalPath(of: file.analyzer.value(of: name)) != nil
      else { return false }
      let function = file.analyzer.function(around: name)
      return file.analyzer.model.bindings.contains { binding in
        binding.name == tree.atom(name, 0) && binding.function == function
          && (binding.kind == .const || binding.kind == .let)
      }
    }
  }
}
