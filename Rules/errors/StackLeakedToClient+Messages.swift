import Checking
import JavaScript
import Semantics
import SourceText

/// Errors of which a client gets no more than what they say.
extension StackLeakedToClient {
  /// Fastify makes `{ statusCode, error, message }` of an error that `reply.send` is given, and assertions carry
  /// nothing but what they say.
  func tellsMessageAlone(_ node: NodeID, _ sent: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let call = tree.parent(sent)
    if node == file.withoutAssertions(sent), tree.kind(call) == .callExpression,
      file.lastName(of: tree.child(call, 0)) == "send", file.lastName(of: receiver(of: call, file).node) == "reply"
    {
      return true
    }
    if isOfToken(node, file) { return true }
    let clause = tree.enclosing(node) { $0 == .catchClause }
    guard clause.exists, file.pathInError(node) == [] else { return false }
    let parts = FallibleCode(file).parts(of: tree.child(tree.parent(clause), 0))
    return !parts.isEmpty
      && parts.allSatisfy { part in
        guard tree.kind(part) == .callExpression else { return false }
        let callee = file.withoutAssertions(tree.child(part, 0))
        let isMember = tree.kind(callee) == .memberExpression
        if RoutineCalls.isPlain(CalleeName(text: file.lastName(of: callee), isMember: isMember)) { return true }
        let module = file.specifier(of: file.analyzer.value(of: tree.child(part, 0))) ?? ""
        return ["assert", "assert/strict", "jsonwebtoken"].contains(module)
      }
  }

  /// `jwt.verify(token, key, (error) => …)`: the error has a name, a message and a date, which whoever sent the token knows.
  /// Source: jsonwebtoken 9, lib/JsonWebTokenError.js and TokenExpiredError.js. Cognito's have a code and a message, which
  /// its client in browsers shows as well.
  private func isOfToken(_ node: NodeID, _ file: FileContext) -> Bool {
    guard file.pathInError(node) == [], case .parameter(let id, 0) = file.analyzer.origin(of: node).root else {
      return false
    }
    let call = file.tree.parent(file.analyzer.model[id].node)
    guard file.tree.kind(call) == .callExpression, case let callee = file.withoutAssertions(file.tree.child(call, 0))
    else { return false }
    if file.specifier(of: file.analyzer.value(of: callee)) == "jsonwebtoken" { return true }
    return file.tree.kind(callee) == .memberExpression && isOfCognito(file.tree.child(callee, 0), file)
  }

  /// `new CognitoUser(…)`
  private func isOfCognito(_ client: NodeID, _ file: FileContext) -> Bool {
    guard case .value(let made) = file.analyzer.origin(of: client).root, file.analyzer.model[made].kind == .call else {
      return false
    }
    let callee = file.analyzer.model[CallID(file.analyzer.model[made].a)].callee
    return file.modulePath(of: callee)?.specifier == "amazon-cognito-identity-js"
  }

  /// `res.end(error)`: `end` and `write` of Node.js take text and bytes, and throw on an error. Nothing goes out.
  func isRefused(_ place: Place, _ sent: NodeID, _ file: FileContext) -> Bool {
    guard case .whole = place.leak, place.node == file.withoutAssertions(sent),
      case let call = file.tree.parent(sent), file.tree.kind(call) == .callExpression
    else { return false }
    return ["end", "write"].contains(file.lastName(of: file.tree.child(call, 0)) ?? "")
  }

  /// `if (app.env === "production") delete error.stack` before, or `error.stack = undefined`.
  func isTakenAway(_ place: Place, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard case .stack = place.leak, tree.kind(place.node) == .memberExpression,
      case let name = tree.text(tree.child(place.node, 0))
    else { return false }
    let function = file.enclosingFunction(place.node)
    guard function.exists else { return false }
    var found = false
    file.forEachOwnNode(under: tree.child(function, 4)) { node in
      guard !found, tree.span(node).end <= tree.span(place.node).start, let target = emptied(node, file),
        tree.kind(target) == .memberExpression, file.lastName(of: target) == "stack",
        tree.text(tree.child(target, 0)) == name
      else { return }
      found = isOnTheWay(node, to: place.node, file)
    }
    return found
  }

  /// What `delete x` and `x = undefined` make empty.
  private func emptied(_ node: NodeID, _ file: FileContext) -> NodeID? {
    switch file.tree.kind(node) {
    case .unaryExpression:
      return Operator(rawValue: file.tree.op(node)) == .delete ? file.withoutAssertions(file.tree.child(node, 0)) : nil
    case .assignmentExpression:
      let value = file.withoutAssertions(file.tree.child(node, 1))
      let isEmpty =
        file.tree.kind(value) == .nullLiteral || file.tree.kind(value) == .stringLiteral
        || file.emptyValue(value) == "undefined"
      return isEmpty ? file.withoutAssertions(file.tree.child(node, 0)) : nil
    default: return nil
    }
  }

  /// No test but that of the environment stands before it.
  private func isOnTheWay(_ node: NodeID, to place: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    for ancestor in tree.ancestors(of: node) {
      if file.contains(ancestor, place) { return true }
      switch tree.kind(ancestor) {
      case .ifStatement, .conditionalExpression, .logicalExpression:
        // What is taken away while developing leaks where the program is deployed.
        guard asksForEnvironment(tree.child(ancestor, 0), file), tree.text(tree.child(ancestor, 0)).holds("production")
        else { return false }
      case .switchCase, .forStatement, .forOfStatement, .forInStatement, .whileStatement, .catchClause: return false
      default: continue
      }
    }
    return false
  }
}
