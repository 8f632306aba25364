import Checking
import JavaScript
import Semantics
import SourceText

/// Who expects something of work that failed: a client that waits, callers that go on with a result.
struct Expectations {
  private let file: FileContext
  private let handling: FailureHandling
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext, _ handling: FailureHandling) {
    self.file = file
    self.handling = handling
  }

  /// `res.sendStatus(200); work().then((data) => { try { … } catch (error) { console.error(error) } })`: whoever asked has
  /// been answered before the work began.
  var clientWasAnswered: Bool {
    var child = handling.node
    for parent in tree.ancestors(of: handling.node) {
      if tree.kind(parent) == .blockStatement {
        for statement in tree.list(parent, 0) {
          if tree.span(statement).start >= tree.span(child).start { break }
          if isAnswer(statement) { return true }
        }
      }
      child = parent
    }
    return false
  }

  private static let answering: Set<String> = ["json", "jsonp", "send", "end", "sendStatus", "redirect", "render"]

  private func isAnswer(_ statement: NodeID) -> Bool {
    guard tree.kind(statement) == .expressionStatement else { return false }
    var call = file.withoutAssertions(tree.child(statement, 0))
    if tree.kind(call) == .awaitExpression { call = file.withoutAssertions(tree.child(call, 0)) }
    guard tree.kind(call) == .callExpression, let name = file.lastName(of: tree.child(call, 0)) else { return false }
    return Self.answering.contains(name) && FallibleCode(file).isAnswer(call)
  }

  /// `work().then(…).catch(console.error).finally(() => { if (!res.headersSent) res.sendStatus(500) })`: a link behind the
  /// failure asks whether the response was sent, or is given it.
  var isAnsweredBehind: Bool {
    guard handling.form == .rejection, let response else { return false }
    var node = handling.node
    for _ in 0..<32 {
      let member = tree.parent(node)
      let call = tree.parent(member)
      guard tree.kind(member) == .memberExpression, tree.child(member, 0) == node, tree.kind(call) == .callExpression,
        tree.child(call, 0) == member
      else { return false }
      for argument in tree.list(call, 2)
      where tree.preorder(from: argument).contains(where: { asks($0, about: response) }) {
        return true
      }
      node = call
    }
    return false
  }

  /// The parameter that the guarded chain answers with.
  private var response: BindingID? {
    for node in tree.preorder(from: handling.guarded)
    where tree.kind(node) == .callExpression && FallibleCode(file).isAnswer(node) {
      var receiver = node
      while tree.kind(receiver) == .callExpression || tree.kind(receiver) == .memberExpression {
        receiver = file.withoutAssertions(tree.child(receiver, 0))
      }
      if tree.kind(receiver) == .identifier { return file.analyzer.binding(of: receiver) }
    }
    return nil
  }

  private func asks(_ node: NodeID, about binding: BindingID) -> Bool {
    guard tree.kind(node) == .identifier, file.analyzer.binding(of: node) == binding else { return false }
    let parent = tree.parent(node)
    guard tree.kind(parent) == .memberExpression else { return tree.kind(parent) == .callExpression }
    return ["headersSent", "writableEnded", "finished"].contains(file.lastName(of: parent) ?? "")
  }

  /// `if (header) { try { return parse(header) } catch (error) { console.error(error) } }`, and nothing behind it:
  /// callers get undefined where all is well, too.
  var giveNothingElsewhere: Bool {
    guard handling.form == .clause else { return false }
    for parent in tree.ancestors(of: tree.parent(handling.node)) {
      if tree.kind(parent).isFunction { return false }
      if tree.kind(parent) == .ifStatement, !tree.child(parent, 2).exists { return true }
    }
    return false
  }

  /// `if (!folder) return undefined; try { … } catch (error) { console.warn(error); return undefined }`: what callers get is
  /// chosen, and they get it where all is well, too.
  var choosesNothing: Bool {
    guard handling.form == .clause, case .block(let block) = handling.response, let last = tree.list(block, 0).last,
      saysUndefined(last)
    else { return false }
    var isSaidElsewhere = false
    file.forEachOwnNode(under: tree.child(file.enclosingFunction(handling.node), 4)) { node in
      isSaidElsewhere = isSaidElsewhere || (node != last && saysUndefined(node))
    }
    return isSaidElsewhere
  }

  private func saysUndefined(_ node: NodeID) -> Bool {
    tree.kind(node) == .returnStatement && tree.child(node, 0).exists
      && file.emptyValue(file.withoutAssertions(tree.child(node, 0))) == "undefined"
  }

  /// `const found = await ask().catch(console.error); for (const item of found.items) …`: what goes on throws at once.
  func throwsForWant(of binding: BindingID) -> Bool {
    let function = file.enclosingFunction(handling.node)
    let end = tree.span(handling.node).end
    let uses = file.analyzer.scopeReferences(to: binding).filter { tree.span($0).start >= end }
    guard let first = uses.min(by: { tree.span($0).start < tree.span($1).start }),
      file.enclosingFunction(first) == function, case let user = tree.parent(first), takes(user, from: first)
    else { return false }
    var child = first
    for node in tree.ancestors(of: first) {
      if file.contains(node, handling.node) { return true }
      switch tree.kind(node) {
      case .ifStatement, .conditionalExpression, .logicalExpression, .switchStatement:
        if tree.child(node, 0) != child { return false }
      case .catchClause: return false
      default: break
      }
      child = node
    }
    return false
  }

  /// `found.name`, `const { name } = found`
  private func takes(_ user: NodeID, from name: NodeID) -> Bool {
    switch tree.kind(user) {
    case .memberExpression: return tree.child(user, 0) == name && !tree.flags(user).contains(.optional)
    case .variableDeclarator:
      return tree.child(user, 1) == name
        && [.objectPattern, .arrayPattern].contains(tree.kind(tree.child(user, 0)))
    default: return false
    }
  }
}

extension FileContext {
  /// What is set: `x` of `x = parse(text)` and of `Object.assign(x, parse(text))`.
  func target(of node: NodeID) -> NodeID? {
    switch tree.kind(node) {
    case .assignmentExpression: return tree.child(node, 0)
    case .callExpression:
      guard globalPath(of: analyzer.value(of: tree.child(node, 0))) == ["Object", "assign"] else { return nil }
      return tree.list(node, 2).first
    default: return nil
    }
  }

  /// `for (const one of all) await remind(one)`: a call that stands alone, once for each round.
  func isStatementOfLoop(_ call: NodeID) -> Bool {
    let node = tree.kind(tree.parent(call)) == .awaitExpression ? tree.parent(call) : call
    guard tree.kind(tree.parent(node)) == .expressionStatement else { return false }
    for ancestor in tree.ancestors(of: node) {
      if tree.kind(ancestor).isFunction { return false }
      if tree.kind(ancestor).isLoop { return true }
    }
    return false
  }

  /// Whether the function around a node deals with a failure there.
  func isInCatchClause(_ node: NodeID) -> Bool {
    for ancestor in tree.ancestors(of: node) {
      if tree.kind(ancestor).isFunction { return false }
      if tree.kind(ancestor) == .catchClause { return true }
    }
    return false
  }
}
