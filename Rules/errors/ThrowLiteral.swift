import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// Reports values that are thrown, or given to `reject` and `next`, and are no errors. The promise is on the page beside
/// this file.
struct ThrowLiteral: FileCheck {
  let interests = FileInterests(kinds: [.throwStatement, .callExpression])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    let tree = file.tree
    let exits = file.exitsOfSails
    for statement in nodes[.throwStatement] {
      if let exits, exits.take(tree.child(statement, 0), file) { continue }
      switch catcher(of: statement, file) {
      case .blind: continue
      case .whole: report(tree.child(statement, 0), at: statement, how: "thrown", atMost: .note, file, &reporter)
      case .other: report(tree.child(statement, 0), at: statement, how: "thrown", file, &reporter)
      }
    }
    for call in nodes[.callExpression] {
      let arguments = tree.list(call, 2)
      guard arguments.count <= 1 else { continue }
      let callee = tree.child(call, 0)
      if isRejection(callee, file) {
        guard !isValidator(around: call, file), !isSettledBefore(call, file) else { continue }
        if let argument = arguments.first {
          report(argument, at: call, how: "rejected", file, &reporter)
        } else if tree.kind(callee) == .identifier {
          reporter.report(
            call, "the promise is rejected without an error: whoever awaits it catches undefined", severity: .note)
        }
      } else if let argument = arguments.first, isNext(callee, file) {
        guard file.literal(argument) == .string, !isControlWord(argument, file) else { continue }
        report(
          argument, at: call, how: "passed to \(file.spoken(callee))", when: [.reached(from: .requestHandler)], file,
          &reporter)
      }
    }
  }

  /// The clause of the same function that takes what is thrown.
  private enum Catcher {
    /// `catch { throw new Error("refused") }` never looks at it.
    case blind
    /// `catch (text) { res.status(404).send(text) }` takes it as it is, and keeps it.
    case whole
    /// There is none, or it throws it on, or asks it for a message.
    case other
  }

  private func catcher(of statement: NodeID, _ file: FileContext) -> Catcher {
    let tree = file.tree
    var child = statement
    for ancestor in tree.ancestors(of: statement) {
      if tree.kind(ancestor).isFunction { return .other }
      if tree.kind(ancestor) == .tryStatement, tree.child(ancestor, 0) == child, tree.child(ancestor, 1).exists {
        let parameter = tree.child(tree.child(ancestor, 1), 0)
        guard parameter.exists else { return .blind }
        guard tree.kind(parameter) == .identifier, let binding = file.analyzer.binding(of: parameter) else {
          return .other
        }
        let uses = file.analyzer.scopeReferences(to: binding).filter { $0 != parameter }
        if uses.isEmpty { return .blind }
        return uses.allSatisfy { isTakenWhole($0, file) } ? .whole : .other
      }
      child = ancestor
    }
    return .other
  }

  /// `print(text)`, but neither `text.message` nor `throw text`, `reject(text)` and `next(text)`.
  private func isTakenWhole(_ use: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    var parent = tree.parent(use)
    if tree.kind(parent) == .tsAsExpression { parent = tree.parent(parent) }
    switch tree.kind(parent) {
    case .callExpression:
      return !["reject", "next", "callback", "cb", "done"].contains(file.lastName(of: tree.child(parent, 0)) ?? "")
    case .newExpression, .templateLiteral, .property: return true
    // `text.show`, which the program has put there itself.
    case .memberExpression:
      return tree.child(parent, 0) == use
        && !["message", "stack", "name", "code", "cause"].contains(file.lastName(of: parent) ?? "message")
    default: return false
    }
  }

  /// `resolve(list); reject("error")`: by then the promise is settled, and nothing is rejected.
  private func isSettledBefore(_ call: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let statement = tree.parent(call)
    guard tree.kind(statement) == .expressionStatement, tree.kind(tree.parent(statement)) == .blockStatement,
      case .parameter(let executor, 1) = file.analyzer.origin(of: tree.child(call, 0)).root
    else { return false }
    return tree.list(tree.parent(statement), 0).prefix { $0 != statement }.contains { earlier in
      guard tree.kind(earlier) == .expressionStatement, case let resolve = tree.child(earlier, 0),
        tree.kind(resolve) == .callExpression,
        case .parameter(let other, 0) = file.analyzer.origin(of: tree.child(resolve, 0)).root
      else { return false }
      return other == executor && file.analyzer.origin(of: tree.child(resolve, 0)).path.isEmpty
    }
  }

  private func report(
    _ value: NodeID, at node: NodeID, how: String, when conditions: [DeferredCondition] = [],
    atMost most: Severity? = nil, _ file: FileContext, _ reporter: inout FileReporter
  ) {
    guard value.exists, file.tree.kind(value) != .spreadElement, let literal = file.literal(value) else { return }
    guard !file.isBystander else { return }
    let what =
      name(of: value, file).map { "\($0), which is \(how), is \(literal.noun)" } ?? "what is \(how) is \(literal.noun)"
    switch literal {
    case .object(let hasStatus):
      reporter.report(
        node, "\(what): it has no stack, and instanceof Error is false", when: conditions,
        severity: hasStatus ? .note : most)
    case .string:
      reporter.report(
        node, "\(what): it has no stack and no message property", when: conditions, severity: most)
    case .classOfErrors(let name):
      reporter.report(node, "\(what) itself, no error of it: new \(name)(…) is one", when: conditions)
    case .number, .boolean, .null, .undefined, .nothing:
      reporter.report(node, "\(what): it has neither message nor stack", when: conditions, severity: most)
    }
  }

  private func name(of value: NodeID, _ file: FileContext) -> String? {
    let node = file.withoutAssertions(value)
    guard file.tree.kind(node) == .identifier, file.tree.atom(node, 0) != .undefined else { return nil }
    if case .classOfErrors = file.literal(value) { return nil }
    return file.spoken(node)
  }

  // MARK: Who takes errors

  /// `Promise.reject`, or the second parameter of the function that `new Promise` is given.
  private func isRejection(_ callee: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    if tree.kind(callee) == .memberExpression {
      return file.lastName(of: callee) == "reject"
        && file.globalPath(of: file.analyzer.value(of: callee)) == ["Promise", "reject"]
    }
    guard tree.kind(callee) == .identifier,
      case .parameter(let id, 1) = file.analyzer.origin(of: callee).root
    else { return false }
    let function = file.analyzer.model[id].node
    let parent = tree.parent(function)
    return tree.kind(parent) == .newExpression && tree.list(parent, 2).first == function
      && file.lastName(of: tree.child(parent, 0)) == "Promise"
  }

  /// The last parameter of `(req, res, next)` and `(error, req, res, next)`.
  private func isNext(_ callee: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard tree.kind(callee) == .identifier,
      case .parameter(let id, let index) = file.analyzer.origin(of: callee).root, index == 2 || index == 3
    else { return false }
    return file.analyzer.model[id].parameters.count == index + 1 && looksLikeHandler(id, index, file)
  }

  /// Whether the parameters before are used as request and response are, whatever their names.
  private func looksLikeHandler(_ function: FunctionID, _ last: Int, _ file: FileContext) -> Bool {
    let tree = file.tree
    return tree.preorder(from: file.analyzer.model[function].node).contains { node in
      guard tree.kind(node) == .memberExpression, tree.kind(tree.child(node, 0)) == .identifier,
        let name = file.lastName(of: node),
        case .parameter(function, let index) = file.analyzer.origin(of: tree.child(node, 0)).root
      else { return false }
      return (index == last - 1 && Self.responseMembers.contains(name))
        || (index == last - 2 && Self.requestMembers.contains(name))
    }
  }

  private static let requestMembers: Set<String> = [
    "body", "params", "query", "headers", "header", "user", "session", "cookies", "method", "url", "path", "file",
    "files", "originalUrl", "get", "ip", "isAuthenticated",
  ]
  private static let responseMembers: Set<String> = [
    "json", "send", "status", "locals", "render", "redirect", "sendStatus", "sendFile", "end", "set", "setHeader",
    "header", "cookie",
  ]

  /// `next("route")` is no error.
  private func isControlWord(_ argument: NodeID, _ file: FileContext) -> Bool {
    guard case .string(let text) = file.analyzer.constant(of: argument) else { return false }
    return text == "route" || text == "router"
  }

  /// Validators are told to reject with a text: `body("email").custom(value => Promise.reject("taken"))`.
  private func isValidator(around node: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    return tree.ancestors(of: node).contains { ancestor in
      tree.kind(ancestor) == .callExpression
        && ["custom", "validator", "customSanitizer"].contains(file.lastName(of: tree.child(ancestor, 0)) ?? "")
    }
  }
}
