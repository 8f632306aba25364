import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// Reports batches of side effects whose outcome nobody learns. The promise is on the page beside this file.
struct AllOrNothingBatch: FileCheck {
  let interests = FileInterests(kinds: [.callExpression], mentions: ["all", "allSettled"])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    let tree = file.tree
    for node in nodes[.callExpression] {
      let callee = file.withoutAssertions(tree.child(node, 0))
      guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee),
        name == "all" || name == "allSettled",
        file.globalPath(of: file.analyzer.value(of: callee)) == ["Promise", name],
        let argument = tree.list(node, 2).first, !file.isBystander
      else { continue }
      if name == "all" {
        reportAll(node, argument, file, &reporter)
      } else {
        reportSettled(node, argument, file, &reporter)
      }
    }
  }

  // MARK: Promise.all

  private func reportAll(_ node: NodeID, _ argument: NodeID, _ file: FileContext, _ reporter: inout FileReporter) {
    guard isAwaitedStatement(node, file.tree), let callback = callback(ofMap: argument, file),
      let effect = effect(in: callback, file), !handlesFailures(callback, file), !isInTransaction(node, file)
    else { return }
    reporter.report(
      node, primary: file.tree.span(file.tree.child(node, 0)),
      "the first failure of \(effect) ends the batch, and hides what became of the others",
      when: [
        .any([.reached(from: .requestHandler), .reached(from: .timer), .reached(from: .eventHandler)])
      ])
  }

  /// `await Promise.all(…)` as a statement of its own: nobody reads the results.
  private func isAwaitedStatement(_ node: NodeID, _ tree: SyntaxTree) -> Bool {
    let awaiting = tree.parent(node)
    return tree.kind(awaiting) == .awaitExpression && tree.kind(tree.parent(awaiting)) == .expressionStatement
  }

  /// The function in `items.map(function)`.
  private func callback(ofMap argument: NodeID, _ file: FileContext) -> NodeID? {
    let tree = file.tree
    let call = file.withoutAssertions(argument)
    guard tree.kind(call) == .callExpression, file.lastName(of: tree.child(call, 0)) == "map",
      let first = tree.list(call, 2).first
    else { return nil }
    return file.withoutAssertions(first)
  }

  private static let verbs = [
    "send", "mail", "email", "notify", "push", "publish", "enqueue", "unlink", "invite", "broadcast", "sms", "webhook",
    "charge", "refund", "deliver", "dispatch", "addJob", "removeFile", "deleteFile", "removeImage", "deleteImage",
  ]
  /// Arrays are pushed to, and responses sent.
  private static let others: Set<String> = ["push", "mail", "email", "sendStatus", "sendFile"]

  /// The call in the callback that has an effect of its own for each item.
  private func effect(in callback: NodeID, _ file: FileContext) -> String? {
    let tree = file.tree
    guard tree.kind(callback).isFunction else {
      guard let name = file.lastName(of: callback), isEffect(name) else { return nil }
      return name + "()"
    }
    var found: String?
    file.forEachOwnNode(under: tree.child(callback, 4)) { node in
      guard found == nil, tree.kind(node) == .callExpression, let name = file.lastName(of: tree.child(node, 0)),
        isEffect(name)
      else { return }
      found = file.spoken(node)
    }
    return found
  }

  private func isEffect(_ name: String) -> Bool {
    if Self.others.contains(name) { return name == "mail" || name == "email" }
    return Self.verbs.contains { verb in
      guard name.hasPrefix(verb) else { return false }
      // `sender` and `pushed` are other words.
      guard let next = name.dropFirst(verb.count).first else { return true }
      return next.isUppercase || next == "_"
    }
  }

  /// A `try` or `catch` in the callback, or in a function of the file that it calls alone: `limit(() => send(to))`.
  private func handlesFailures(_ callback: NodeID, _ file: FileContext, depth: Int = 0) -> Bool {
    let tree = file.tree
    guard tree.kind(callback).isFunction else { return false }
    let body = tree.child(callback, 4)
    let handles = tree.preorder(from: body).contains { node in
      tree.kind(node) == .tryStatement
        || tree.kind(node) == .callExpression && file.lastName(of: tree.child(node, 0)) == "catch"
    }
    if handles || depth > 2 || tree.kind(body) == .blockStatement { return handles }
    let call = file.withoutAssertions(body)
    guard tree.kind(call) == .callExpression else { return false }
    if let only = tree.list(call, 2).first.map(file.withoutAssertions), tree.list(call, 2).count == 1,
      tree.kind(only).isFunction
    {
      return handlesFailures(only, file, depth: depth + 1)
    }
    return file.function(called: call).map { handlesFailures($0, file, depth: depth + 1) } ?? false
  }

  private func isInTransaction(_ node: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    return tree.ancestors(of: node).contains { ancestor in
      tree.kind(ancestor) == .callExpression
        && (file.lastName(of: tree.child(ancestor, 0))?.lowercased().holds("transaction") ?? false)
    }
  }

  // MARK: Promise.allSettled

  private func reportSettled(_ node: NodeID, _ argument: NodeID, _ file: FileContext, _ reporter: inout FileReporter) {
    let tree = file.tree
    let given = initializer(of: argument, file) ?? argument
    if let callback = callback(ofMap: given, file), handlesFailures(callback, file) || fillsSlots(callback, file) {
      return
    }
    if isGatheredHandled(argument, given, file) || isOfFailure(node, file) { return }
    guard isAwaitedStatement(node, tree) || isNeverRead(node, file) else { return }
    reporter.report(
      node, primary: tree.span(tree.child(node, 0)),
      "nobody looks which of the promises failed: allSettled is never rejected itself", severity: .warning)
  }

  /// `catch (error) { await Promise.allSettled(keys.map(remove)); throw error }`: the failure goes on.
  private func isOfFailure(_ node: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let clause = tree.enclosing(node) { $0 == .catchClause || $0.isFunction }
    guard clause.exists, tree.kind(clause) == .catchClause,
      let last = tree.list(tree.child(clause, 1), 0).last
    else { return false }
    return tree.kind(last) == .throwStatement
  }

  /// `answers[index] = await load(url)`, for whoever looks at the slots that are left empty.
  private func fillsSlots(_ callback: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard tree.kind(callback).isFunction else { return false }
    var fills = false
    func isFromOutside(_ name: NodeID) -> Bool {
      guard tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name) else { return false }
      return !tree.span(callback).contains(file.analyzer.model[binding].span)
    }
    file.forEachOwnNode(under: tree.child(callback, 4)) { node in
      // `launched.push(bot)`: what succeeded is kept.
      if tree.kind(node) == .callExpression, case let callee = tree.child(node, 0),
        tree.kind(callee) == .memberExpression, file.lastName(of: callee) == "push",
        isFromOutside(tree.child(callee, 0))
      {
        fills = true
      }
      guard tree.kind(node) == .assignmentExpression, case let slot = tree.child(node, 0),
        tree.kind(slot) == .memberExpression, tree.flags(slot).contains(.computed), isFromOutside(tree.child(slot, 0)),
        tree.preorder(from: tree.child(node, 1)).contains(where: { tree.kind($0) == .awaitExpression })
      else { return }
      fills = true
    }
    return fills
  }

  /// What a name is given where it is declared.
  private func initializer(of argument: NodeID, _ file: FileContext) -> NodeID? {
    let tree = file.tree
    let name = file.withoutAssertions(argument)
    guard tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name) else { return nil }
    let span = file.analyzer.model[binding].span
    let declarator = tree.nodes(of: .variableDeclarator).first { tree.span(tree.child($0, 0)).start == span.start }
    guard let declarator, tree.child(declarator, 1).exists else { return nil }
    return file.withoutAssertions(tree.child(declarator, 1))
  }

  /// `const jobs = []`, and whatever is pushed has a `catch` of its own, or one in the function that is called.
  private func isGatheredHandled(_ argument: NodeID, _ given: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let name = file.withoutAssertions(argument)
    guard tree.kind(given) == .arrayExpression, tree.kind(name) == .identifier, tree.list(given, 0).isEmpty,
      let binding = file.analyzer.binding(of: name)
    else { return false }
    let pushed = file.analyzer.scopeReferences(to: binding).flatMap { use -> [NodeID] in
      let member = tree.parent(use)
      let call = tree.parent(member)
      guard tree.kind(member) == .memberExpression, tree.kind(call) == .callExpression,
        tree.child(call, 0) == member, file.lastName(of: member) == "push"
      else { return [] }
      return tree.list(call, 2).map { file.withoutAssertions($0) }
    }
    return !pushed.isEmpty
      && pushed.allSatisfy { call in
        guard tree.kind(call) == .callExpression else { return false }
        return file.lastName(of: tree.child(call, 0)) == "catch"
          || file.function(called: call).map { handlesFailures($0, file) } ?? false
      }
  }

  /// `const results = await Promise.allSettled(…)`, and nothing more, or their number alone.
  private func isNeverRead(_ node: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let awaiting = tree.parent(node)
    guard tree.kind(awaiting) == .awaitExpression else { return false }
    let declarator = tree.parent(awaiting)
    guard tree.kind(declarator) == .variableDeclarator else { return false }
    let name = tree.child(declarator, 0)
    guard tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name) else { return false }
    return file.analyzer.scopeReferences(to: binding).allSatisfy { use in
      let member = tree.parent(use)
      return tree.kind(member) == .memberExpression && file.lastName(of: member) == "length"
    }
  }
}
