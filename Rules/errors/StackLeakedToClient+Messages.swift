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
  /// Source: jsonwebtoken 9, lib/JsonWebTokenError.js and TokenExpiredError.js.
  private func isOfToken(_ node: NodeID, _ file: FileContext) -> Bool {
    guard file.pathInError(node) == [], case .parameter(let id, 0) = file.analyzer.origin(of: node).root else {
      return false
    }
    let call = file.tree.parent(file.analyzer.model[id].node)
    return file.tree.kind(call) == .callExpression
      && file.specifier(of: file.analyzer.value(of: file.tree.child(call, 0))) == "jsonwebtoken"
  }
}
