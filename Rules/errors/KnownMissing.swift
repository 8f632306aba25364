import Checking
import JavaScript
import Semantics

extension FileContext {
  /// Whether a name holds nothing where it is used: `if (error) return next(error)` stands in front, or the branch is the one
  /// without it.
  func isKnownMissing(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .identifier, let binding = analyzer.binding(of: node) else { return false }
    func isPresent(_ test: NodeID) -> Bool {
      let name = withoutAssertions(test)
      return tree.kind(name) == .identifier && analyzer.binding(of: name) == binding
    }
    var child = node
    for ancestor in tree.ancestors(of: node) {
      switch tree.kind(ancestor) {
      case .ifStatement: if tree.child(ancestor, 2) == child, isPresent(tree.child(ancestor, 0)) { return true }
      case .blockStatement:
        for statement in tree.list(ancestor, 0) {
          if statement == child { break }
          if tree.kind(statement) == .ifStatement, isPresent(tree.child(statement, 0)),
            leaves(tree.child(statement, 1))
          {
            return true
          }
        }
      case .functionDeclaration, .functionExpression, .arrowFunctionExpression: return false
      default: break
      }
      child = ancestor
    }
    return false
  }

  /// `id` where `req.params.id` is not there when the test comes out so.
  func missingPathParameter(_ test: NodeID, holds: Bool) -> String? {
    let (node, isNegated) = withoutNegations(test)
    let path = analyzer.origin(of: node).path.map(name)
    return isNegated == holds && path.count == 2 && path[0] == "params" ? path[1] : nil
  }

  /// Whether a test comes out so where the request has no member of that name: `req.session`.
  func isMissing(_ member: String, _ test: NodeID, holds: Bool) -> Bool {
    let (node, isNegated) = withoutNegations(test)
    guard case .parameter = analyzer.origin(of: node).root else { return false }
    return isNegated == holds && analyzer.origin(of: node).path.map(name) == [member]
  }

  /// Whether a test comes out so where the request has no member of a name that neither Node.js nor the framework knows:
  /// `!req.user`, `!req.account.id`, `!req.isAuthenticated()`.
  func isMissingOwn(_ test: NodeID, holds: Bool) -> Bool {
    var (node, isNegated) = withoutNegations(test)
    // `req.isAuthenticated()` of Passport
    if tree.kind(node) == .callExpression, lastName(of: tree.child(node, 0)) == "isAuthenticated" {
      node = tree.child(node, 0)
    }
    let origin = analyzer.origin(of: node)
    guard isNegated == holds, case .parameter(_, 0) = origin.root, let first = origin.path.first.map(name) else {
      return false
    }
    return !Self.ofEachRequest.contains(first)
  }

  /// What clients send, and what frameworks make of it. Source: expressjs.com, Request, 5.x.
  private static let ofEachRequest: Set<String> = [
    "query", "body", "params", "headers", "cookies", "signedCookies", "file", "files", "session", "method", "url",
    "path", "originalUrl", "baseUrl", "hostname", "host", "ip", "ips", "protocol", "secure", "xhr", "subdomains",
    "fresh", "stale", "rawBody", "aborted", "complete", "httpVersion", "socket", "connection",
  ]

  /// The method that a test asks the request for, `req.method === "POST"`, and whether it has it where the test comes out so.
  func method(where test: NodeID, holds: Bool) -> (name: String, holds: Bool)? {
    let (node, isNegated) = withoutNegations(test)
    guard tree.kind(node) == .binaryExpression, case let text = withoutAssertions(tree.child(node, 1)),
      tree.kind(text) == .stringLiteral, case let origin = analyzer.origin(of: withoutAssertions(tree.child(node, 0))),
      case .parameter(_, 0) = origin.root, origin.path.map(name) == ["method"]
    else { return nil }
    switch Operator(rawValue: tree.op(node)) {
    case .equal, .strictEqual: return (tree.stringValue(text).uppercased(), holds != isNegated)
    case .notEqual, .strictNotEqual: return (tree.stringValue(text).uppercased(), holds == isNegated)
    default: return nil
    }
  }

  /// `req.query.token`, `!token`, `typeof token === "string"`, of `const token = req.query.token`.
  func asksForField(_ test: NodeID) -> Bool {
    var node = withoutNegations(test).node
    if tree.kind(node) == .binaryExpression { node = withoutAssertions(tree.child(node, 0)) }
    if tree.kind(node) == .unaryExpression, Operator(rawValue: tree.op(node)) == .typeof {
      node = withoutAssertions(tree.child(node, 0))
    }
    let origin = analyzer.origin(of: node)
    guard case .parameter = origin.root else { return false }
    let path = origin.path.map(name)
    return path.count == 2 && ["query", "body", "params"].contains(path[0])
  }

  /// The parts of `!a || !b`, or the whole of another test.
  func alternatives(of test: NodeID) -> [NodeID] {
    var parts: [NodeID] = []
    var rest = [withoutAssertions(test)]
    while let node = rest.popLast() {
      guard tree.kind(node) == .logicalExpression, Operator(rawValue: tree.op(node)) == .or, parts.count < 16 else {
        parts.append(node)
        continue
      }
      rest += [withoutAssertions(tree.child(node, 1)), withoutAssertions(tree.child(node, 0))]
    }
    return parts
  }

  private func leaves(_ statement: NodeID) -> Bool {
    switch tree.kind(statement) {
    case .returnStatement, .throwStatement: true
    case .blockStatement: tree.list(statement, 0).last.map { leaves($0) } ?? false
    default: false
    }
  }
}
