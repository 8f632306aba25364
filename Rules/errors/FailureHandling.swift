import Checking
import JavaScript
import Semantics
import SourceText

/// A place where a failure ends: a catch clause, or what a promise is given for its rejection.
struct FailureHandling {
  /// What becomes of the failure.
  enum Response {
    /// The block of the clause or function.
    case block(NodeID)
    /// The expression that an arrow function consists of.
    case expression(NodeID)
    /// A function from elsewhere: `console.error`, `noop`.
    case named(ValueID)
    /// `.catch()`
    case missing
  }

  enum Form { case clause, rejection }

  var form: Form
  /// The catch clause, or the call of `catch` or `then`.
  var node: NodeID
  /// What may fail: the block of the `try`, or the promise.
  var guarded: NodeID
  var response: Response
  /// The name the failure gets, if any.
  var error: BindingID?
  /// The narrow place to show.
  var head: Span
  /// Where comments speak of it: the clause, or the arguments of the call.
  var remarks: Span
}

/// How a called function is named where it is called.
struct CalleeName {
  /// Nil for what has no name, such as `handlers[index]()`.
  var text: String?
  /// `list.push()`, as against `push()`.
  var isMember: Bool
}

extension FileContext {
  /// All places in the file where a failure ends.
  ///
  /// - Parameter nodes: at least catch clauses and calls.
  func failureHandlings(_ nodes: FileNodes) -> [FailureHandling] {
    nodes[.catchClause].map(handling(ofClause:)) + nodes[.callExpression].compactMap(handling(ofCall:))
  }

  private func handling(ofClause clause: NodeID) -> FailureHandling {
    let parameter = tree.child(clause, 0)
    let body = tree.child(clause, 1)
    let head = Span(start: tree.span(clause).start, end: tree.span(body).start)
    return FailureHandling(
      form: .clause, node: clause, guarded: tree.child(tree.parent(clause), 0), response: .block(body),
      error: parameter.exists ? analyzer.binding(of: parameter) : nil, head: trimmed(head), remarks: tree.span(clause))
  }

  /// `promise.catch(f)`, `promise.then(_, f)`
  private func handling(ofCall call: NodeID) -> FailureHandling? {
    let callee = tree.child(call, 0)
    guard tree.kind(callee) == .memberExpression, !tree.flags(callee).contains(.computed) else { return nil }
    let property = tree.child(callee, 1)
    guard tree.kind(property) == .identifier else { return nil }
    let arguments = tree.list(call, 2)
    let handler: NodeID
    let isCatch = tree.atom(property, 0) == .catch
    if isCatch {
      guard arguments.count <= 1, !isBot(tree.child(callee, 0)) else { return nil }
      handler = arguments.first ?? .none
    } else {
      guard arguments.count == 2, name(tree.atom(property, 0)) == "then" else { return nil }
      handler = arguments[1]
    }
    let start = isCatch ? tree.span(property).start : tree.span(handler).start
    let whole = Span(start: start, end: tree.span(call).end)
    guard let (response, error) = response(handler) else { return nil }
    return FailureHandling(
      form: .rejection, node: call, guarded: tree.child(callee, 0), response: response, error: error,
      head: firstLine(of: whole), remarks: whole)
  }

  /// `bot.catch(handler)` of grammY and Telegraf tells a bot what to do with errors.
  private func isBot(_ receiver: NodeID) -> Bool {
    let node = withoutAssertions(receiver)
    guard tree.kind(node) == .identifier || tree.kind(node) == .memberExpression else { return false }
    if let made = call(behind: analyzer.value(of: node)), made.flags.contains(.new) {
      return ["grammy", "telegraf"].contains(specifier(of: made.callee) ?? "")
    }
    return lastName(of: node) == "bot"
  }

  private func response(_ handler: NodeID) -> (FailureHandling.Response, BindingID?)? {
    guard handler.exists else { return (.missing, nil) }
    let handler = withoutAssertions(handler)
    if tree.kind(handler) == .spreadElement { return nil }
    let value = analyzer.value(of: handler)
    let origin = analyzer.origin(of: value)
    guard case .function(let id) = origin.root, origin.path.isEmpty else { return (.named(value), nil) }
    let function = analyzer.model[id].node
    guard tree.kind(function).isFunction, tree.child(function, 4).exists else { return nil }
    let body = tree.child(function, 4)
    let parameter = tree.list(function, 2).first
    let error = parameter.flatMap { tree.kind($0) == .identifier ? analyzer.binding(of: $0) : nil }
    return (tree.kind(body) == .blockStatement ? .block(body) : .expression(body), error)
  }

  private func trimmed(_ span: Span) -> Span {
    var end = span.end
    while end > span.start, tree.source[Int(end) - 1] <= UInt8(ascii: " ") { end -= 1 }
    return firstLine(of: Span(start: span.start, end: end))
  }

  // MARK: What failed

  /// The call that is most likely to fail, as people say it: `user.save()`. Nil where nothing is called.
  func failingCall(of handling: FailureHandling) -> String? {
    switch handling.form {
    case .rejection: return spoken(promiseRoot(handling.guarded))
    case .clause:
      let parts = FallibleCode(self).parts(of: handling.guarded)
      if let first = parts.first(where: { tree.kind($0) == .awaitExpression }) {
        return spoken(promiseRoot(tree.child(first, 0)))
      }
      let calls = parts.filter { calleeName($0) != nil }
      let called = calls.first { node in calleeName(withoutPlainCalls(node)).map { !RoutineCalls.isPlain($0) } ?? true }
      let plainly = calls.first { tree.kind($0) == .callExpression }
      return (called.flatMap { tree.kind($0) == .newExpression ? plainly : $0 } ?? called ?? calls.first).map {
        spoken(promiseRoot(withoutPlainCalls($0)))
      }
    }
  }

  /// `fs.readFileSync()` of `fs.readFileSync(path).trim()`.
  private func withoutPlainCalls(_ expression: NodeID) -> NodeID {
    var node = expression
    while tree.kind(node) == .callExpression {
      let callee = withoutAssertions(tree.child(node, 0))
      guard tree.kind(callee) == .memberExpression,
        RoutineCalls.isPlain(CalleeName(text: lastName(of: callee), isMember: true)),
        case let object = withoutAssertions(tree.child(callee, 0)), tree.kind(object) == .callExpression
      else { break }
      node = object
    }
    return node
  }

  /// Where a chain of `then`, `catch` and `finally` begins.
  func promiseRoot(_ expression: NodeID) -> NodeID {
    var node = withoutAssertions(expression)
    while tree.kind(node) == .callExpression {
      let callee = tree.child(node, 0)
      guard tree.kind(callee) == .memberExpression, let link = lastName(of: callee),
        ["then", "catch", "finally"].contains(link)
      else { break }
      node = withoutAssertions(tree.child(callee, 0))
    }
    return node
  }

  /// The functions that the guarded code itself calls, by their last names.
  func callees(in handling: FailureHandling) -> [CalleeName] {
    var names: [CalleeName] = []
    if handling.form == .rejection {
      return calleeName(promiseRoot(handling.guarded)).map { [$0] } ?? []
    }
    forEachOwnNode(under: handling.guarded) { node in
      if let name = calleeName(node), !isConsoleCall(node) { names.append(name) }
    }
    return names
  }

  func calleeName(_ node: NodeID) -> CalleeName? {
    switch tree.kind(node) {
    case .callExpression, .newExpression:
      let callee = withoutAssertions(tree.child(node, 0))
      return CalleeName(text: functionName(callee), isMember: tree.kind(callee) == .memberExpression)
    case .importExpression: return CalleeName(text: "import", isMember: false)
    case .taggedTemplateExpression, .yieldExpression: return CalleeName(text: nil, isMember: false)
    default: return nil
    }
  }
}
