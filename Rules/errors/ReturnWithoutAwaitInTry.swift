import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// Reports promises that leave a `try` before they are settled. The promise is on the page beside this file.
struct ReturnWithoutAwaitInTry: FileCheck {
  let interests = FileInterests(kinds: [.tryStatement])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    let tree = file.tree
    for statement in nodes[.tryStatement] where file.analyzer.isInside(statement, .asyncFunction) {
      let block = tree.child(statement, 0)
      let handler = tree.child(statement, 1)
      let catches = handler.exists && !onlyRethrows(handler, file)
      let finalizer = tree.child(statement, 2)
      guard catches || finalizer.exists else { continue }
      file.forEachOwnNode(under: block) { node in
        guard tree.kind(node) == .returnStatement, isInnermost(statement, around: node, catches: catches, tree) else {
          return
        }
        let argument = tree.child(node, 0)
        guard argument.exists else { return }
        let call = soleCall(named: file.withoutAssertions(argument), file)
        guard tree.kind(call) == .callExpression, file.spoken(call) != "Promise.reject()" else { return }
        // `return load().catch(…)` looks after itself.
        if catches, file.lastName(of: tree.child(call, 0)) == "catch", !tree.list(call, 2).isEmpty { return }
        let closed = finalizer.exists ? closing(finalizer, whatServes: call, file) : nil
        guard catches || closed != nil, !isAfterCommit(node, block, handler, file),
          closed != nil || !isWrappedAlready(call, statement, handler, file)
        else { return }
        let value = file.analyzer.value(of: call)
        let name = file.spoken(file.promiseRoot(call))
        let message =
          closed.map { "\($0) runs before \(name) is done: its promise leaves the try without await" }
          ?? "the catch never sees a failure of \(name): its promise leaves the try without await"
        reporter.report(
          node, primary: file.firstLine(of: tree.span(call)), message, when: [.promise(value), .rejects(value)],
          // All that is lost is a line of the log.
          severity: closed == nil && (rethrowsBehindPrinting(handler, file) || asksAgain(handler, call, file))
            ? .note : nil)
      }
    }
  }

  /// A call of the function around, all of which is this `try` with a catch that throws on: what fails there has been through
  /// the same catch.
  private func isWrappedAlready(
    _ call: NodeID, _ statement: NodeID, _ handler: NodeID, _ file: FileContext
  ) -> Bool {
    let tree = file.tree
    let function = file.enclosingFunction(statement)
    guard function.exists, handler.exists, case let body = tree.child(function, 4),
      tree.kind(body) == .blockStatement, tree.list(body, 0).last == statement,
      tree.list(body, 0).dropLast().allSatisfy({ onlyNames($0, tree) }),
      throwsOn(tree.child(handler, 1), tree)
    else { return false }
    let callee = file.withoutAssertions(tree.child(call, 0))
    switch tree.kind(callee) {
    case .identifier:
      guard let name = file.analyzer.binding(of: callee) else { return false }
      let isDeclaration = tree.kind(function) == .functionDeclaration
      let declared = tree.child(isDeclaration ? function : tree.parent(function), 0)
      return declared.exists && tree.kind(declared) == .identifier && file.analyzer.binding(of: declared) == name
    case .memberExpression:
      let member = tree.parent(function)
      return tree.kind(tree.child(callee, 0)) == .thisExpression && tree.kind(member) == .methodDefinition
        && file.lastName(of: callee) == tree.text(tree.child(member, 1))
    default: return false
    }
  }

  /// `const data = this.data`
  private func onlyNames(_ statement: NodeID, _ tree: SyntaxTree) -> Bool {
    tree.kind(statement) == .variableDeclaration
      && !tree.preorder(from: statement).contains { tree.kind($0) == .callExpression }
  }

  /// Whether a statement ends with `throw` on every way.
  private func throwsOn(_ statement: NodeID, _ tree: SyntaxTree) -> Bool {
    switch tree.kind(statement) {
    case .throwStatement: true
    case .blockStatement: tree.list(statement, 0).last.map { throwsOn($0, tree) } ?? false
    case .ifStatement:
      tree.child(statement, 2).exists && throwsOn(tree.child(statement, 1), tree)
        && throwsOn(tree.child(statement, 2), tree)
    default: false
    }
  }

  /// Behind a commit nothing is left to roll back: with `await` the catch would try to.
  private func isAfterCommit(_ node: NodeID, _ block: NodeID, _ handler: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard handler.exists else { return false }
    func calls(_ word: String, under root: NodeID, before end: UInt32) -> Bool {
      tree.preorder(from: root).contains { call in
        tree.kind(call) == .callExpression && tree.span(call).end <= end
          && file.lastName(of: tree.child(call, 0))?.lowercased().holds(word) == true
      }
    }
    return calls("commit", under: block, before: tree.span(node).start)
      && calls("rollback", under: tree.child(handler, 1), before: .max)
  }

  /// `const users = load(); return users`: the call, where the name is good for nothing else.
  private func soleCall(named argument: NodeID, _ file: FileContext) -> NodeID {
    let tree = file.tree
    guard tree.kind(argument) == .identifier, let binding = file.analyzer.binding(of: argument),
      file.analyzer.model[binding].kind == .const
    else { return argument }
    let uses = file.analyzer.scopeReferences(to: binding).filter { tree.kind(tree.parent($0)) != .variableDeclarator }
    let name = file.analyzer.model[binding].span.start
    let declarator = tree.ancestors(of: argument).lazy.filter { tree.kind($0) == .blockStatement }.prefix(1)
      .flatMap { tree.list($0, 0) }.filter { tree.kind($0) == .variableDeclaration }
      .flatMap { tree.list($0, 0) }.first { tree.span(tree.child($0, 0)).start == name }
    guard uses.count == 1, let declarator, tree.kind(tree.child(declarator, 0)) == .identifier else { return argument }
    return file.withoutAssertions(tree.child(declarator, 1))
  }

  /// No other `try` with a catch stands between; functions do not, for own nodes are asked alone.
  private func isInnermost(_ statement: NodeID, around node: NodeID, catches: Bool, _ tree: SyntaxTree) -> Bool {
    var child = node
    for ancestor in tree.ancestors(of: node) {
      if ancestor == statement { return true }
      if catches, tree.kind(ancestor) == .tryStatement, tree.child(ancestor, 1).exists, tree.child(ancestor, 0) == child
      {
        return false
      }
      child = ancestor
    }
    return false
  }

  /// `catch (error) { throw error }`
  private func onlyRethrows(_ handler: NodeID, _ file: FileContext) -> Bool {
    file.tree.list(file.tree.child(handler, 1), 0).count == 1 && rethrowsBehindPrinting(handler, file)
  }

  /// `catch (error) { console.error("not stored", error); throw error }`
  private func rethrowsBehindPrinting(_ handler: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard handler.exists, case let body = tree.list(tree.child(handler, 1), 0), let last = body.last,
      tree.kind(last) == .throwStatement
    else { return false }
    let prints = body.dropLast().allSatisfy { statement in
      guard tree.kind(statement) == .expressionStatement, case let call = tree.child(statement, 0) else { return false }
      return file.isConsoleCall(call) || file.isLoggerCall(call)
    }
    guard prints else { return false }
    let parameter = tree.child(handler, 0)
    let thrown = tree.child(last, 0)
    guard parameter.exists, tree.kind(parameter) == .identifier, tree.kind(thrown) == .identifier else { return false }
    return tree.atom(parameter, 0) == tree.atom(thrown, 0)
  }

  /// `return reply.edit("done")`, and `return reply.edit("not done")` in the catch: with `await` it would try once more what has
  /// just failed.
  private func asksAgain(_ handler: NodeID, _ call: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard handler.exists, case let body = tree.list(tree.child(handler, 1), 0), let last = body.last,
      [.returnStatement, .expressionStatement].contains(tree.kind(last)), tree.child(last, 0).exists
    else { return false }
    var again = file.withoutAssertions(tree.child(last, 0))
    if tree.kind(again) == .awaitExpression { again = file.withoutAssertions(tree.child(again, 0)) }
    let prints = body.dropLast().allSatisfy { statement in
      tree.kind(statement) == .expressionStatement
        && (file.isConsoleCall(tree.child(statement, 0)) || file.isLoggerCall(tree.child(statement, 0)))
    }
    return prints && tree.kind(again) == .callExpression
      && tree.text(tree.child(again, 0)) == tree.text(tree.child(call, 0))
  }

  private static let closings: Set<String> = [
    "close", "end", "release", "destroy", "disconnect", "quit", "endSession", "dispose", "unlock", "terminate",
  ]

  /// The call in `finally` that closes what the returned call works with: `client.release()`.
  private func closing(_ finalizer: NodeID, whatServes call: NodeID, _ file: FileContext) -> String? {
    let tree = file.tree
    var used: Set<BindingID> = []
    for node in tree.preorder(from: call) where tree.kind(node) == .identifier {
      if let binding = file.analyzer.binding(of: node) { used.insert(binding) }
    }
    var found: String?
    file.forEachOwnNode(under: finalizer) { node in
      guard found == nil, tree.kind(node) == .callExpression else { return }
      let callee = file.withoutAssertions(tree.child(node, 0))
      guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee), Self.closings.contains(name)
      else { return }
      let base = file.withoutAssertions(tree.child(callee, 0))
      guard tree.kind(base) == .identifier, let binding = file.analyzer.binding(of: base), used.contains(binding) else {
        return
      }
      found = file.spoken(node)
    }
    return found
  }
}
