import Checking
import JavaScript
import Semantics
import SourceText

/// Which parts of a `try` block can really fail, as far as one file tells. Calls of unknown functions can; what only
/// prints, computes with globals, answers a request or sets something up that reports its failures as events cannot, or
/// its failure never comes to the `catch`.
struct FallibleCode {
  private let file: FileContext
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext) { self.file = file }

  /// What may fail under a node, in source order: `throw`, `await`, calls. Functions inside are left out.
  func parts(of root: NodeID) -> [NodeID] { parts(of: root, depth: 0) }

  private func parts(of root: NodeID, depth: Int) -> [NodeID] {
    var found: [NodeID] = []
    var nodes = tree.preorder(from: root)
    while let node = nodes.next() {
      if node != root, tree.kind(node).isFunction || isSafe(node) {
        nodes.skipChildren()
      } else if isFallible(node, depth) {
        found.append(node)
      }
    }
    return found
  }

  /// The block of a `try` that catches for itself, and a chain that nobody waits for.
  private func isSafe(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .blockStatement:
      let parent = tree.parent(node)
      return tree.kind(parent) == .tryStatement && tree.child(parent, 0) == node && tree.child(parent, 1).exists
    case .callExpression:
      guard isStatement(node), let name = methodName(node) else { return false }
      return ["then", "catch", "finally"].contains(name)
    default: return false
    }
  }

  private func isFallible(_ node: NodeID, _ depth: Int) -> Bool {
    switch tree.kind(node) {
    case .throwStatement, .yieldExpression, .taggedTemplateExpression, .importExpression: return true
    case .forOfStatement: return tree.flags(node).contains(.async)
    case .awaitExpression: return !neverRejects(file.withoutAssertions(tree.child(node, 0)), depth)
    case .callExpression: return !isAwaited(node) && !neverThrows(node, depth)
    case .newExpression: return !isAwaited(node) && !isPlainConstructor(node)
    default: return false
    }
  }

  private func isAwaited(_ call: NodeID) -> Bool { tree.kind(tree.parent(call)) == .awaitExpression }

  private func isStatement(_ call: NodeID) -> Bool {
    let parent = tree.parent(call)
    if tree.kind(parent) == .unaryExpression { return isStatement(parent) }
    return tree.kind(parent) == .expressionStatement
  }

  private func methodName(_ call: NodeID) -> String? {
    let callee = file.withoutAssertions(tree.child(call, 0))
    return tree.kind(callee) == .memberExpression ? file.lastName(of: callee) : nil
  }

  /// What has to be confirmed for a failure to end at a place: what is awaited may handle all its own failures, and what
  /// is not awaited may be a promise, whose failure comes by no `catch`. Empty where something else may fail, too.
  func mayReach(_ handling: FailureHandling) -> [DeferredCondition] {
    var refuting: [DeferredCondition] = []
    switch handling.form {
    case .clause:
      for part in parts(of: handling.guarded) where !isMadeForCall(part) {
        guard let condition = refutation(of: part), refuting.count < 8 else { return [] }
        refuting.append(condition)
      }
    case .rejection:
      // `new Promise(resolve => setTimeout(resolve, 100)).then(print).catch(print)`
      let value = file.analyzer.value(of: file.withoutAssertions(handling.guarded))
      guard file.analyzer.model[value].kind == .call else { return [] }
      refuting.append(.not(.rejects(value)))
    }
    return refuting.isEmpty ? [] : [.not(.all(refuting))]
  }

  /// `db.none(new Query(text))`, where what is made is not what fails.
  private func isMadeForCall(_ part: NodeID) -> Bool {
    guard tree.kind(part) == .newExpression else { return false }
    let parent = tree.parent(part)
    return tree.kind(parent) == .callExpression && tree.child(parent, 0) != part
  }

  /// `async function register() { try { return server.register(plugin) } catch … }`, and no `await`: what an async
  /// function gives back as it was called is a promise, most likely, which is rejected elsewhere.
  func isRejectedElsewhere(_ handling: FailureHandling) -> Bool {
    let function = file.enclosingFunction(handling.node)
    guard handling.form == .clause, function.exists, tree.flags(function).contains(.async) else { return false }
    let parts = parts(of: handling.guarded)
    let areReturned = parts.allSatisfy { part in
      guard tree.kind(part) == .callExpression, tree.kind(tree.parent(part)) == .returnStatement,
        let name = methodName(part)
      else { return false }
      let path = file.globalPath(of: file.analyzer.value(of: tree.child(part, 0)))
      return path == nil && !name.hasSuffix("Sync")
        && !RoutineCalls.isRoutine(CalleeName(text: name, isMember: true))
    }
    guard areReturned, !parts.isEmpty else { return false }
    var awaits = false
    file.forEachOwnNode(under: tree.child(function, 4)) { if tree.kind($0) == .awaitExpression { awaits = true } }
    return !awaits
  }

  /// What would prove, once all files are known, that a part does not fail for its `catch`; nil where nothing can.
  private func refutation(of part: NodeID) -> DeferredCondition? {
    switch tree.kind(part) {
    case .awaitExpression:
      let value = file.analyzer.value(of: file.withoutAssertions(tree.child(part, 0)))
      guard file.analyzer.model[value].kind == .call else { return nil }
      return .not(.rejects(value))
    case .callExpression:
      let value = file.analyzer.value(of: part)
      return file.analyzer.model[value].kind == .call ? .promise(value) : nil
    default: return nil
    }
  }

  // MARK: What is awaited

  private func neverRejects(_ value: NodeID, _ depth: Int) -> Bool {
    switch tree.kind(value) {
    case .newExpression: return isPause(value, depth)
    case .callExpression:
      if file.isConsoleCall(value) || isAnswer(value) || takesErrorCallback(value) { return true }
      if let path = globalPath(value) { return path == ["Promise", "resolve"] && tree.list(value, 2).count == 0 }
      guard let function = file.function(called: value) else { return false }
      return depth < 3 && parts(of: tree.child(function, 4), depth: depth + 1).isEmpty
    default: return false
    }
  }

  /// `new Promise(resolve => setTimeout(resolve, 100))`
  private func isPause(_ construction: NodeID, _ depth: Int) -> Bool {
    guard file.globalPath(of: file.analyzer.value(of: tree.child(construction, 0))) == ["Promise"],
      let executor = tree.list(construction, 2).first.map(file.withoutAssertions), tree.kind(executor).isFunction,
      tree.list(executor, 2).count == 1, depth < 3
    else { return false }
    let resolve = file.analyzer.binding(of: tree.list(executor, 2)[0])
    return parts(of: tree.child(executor, 4), depth: depth + 1).allSatisfy { node in
      tree.kind(node) == .callExpression && resolve != nil
        && file.analyzer.binding(of: file.withoutAssertions(tree.child(node, 0))) == resolve
    }
  }

  // MARK: What is called

  /// Reports failures as events or to callbacks, or has none.
  private static let settingUp: Set<String> = [
    "listen", "use", "on", "once", "off", "addListener", "removeListener", "removeAllListeners", "addEventListener",
    "removeEventListener", "setMaxListeners", "unref", "ref",
  ]

  private func neverThrows(_ call: NodeID, _ depth: Int) -> Bool {
    if file.isConsoleCall(call) || file.isLoggerCall(call) || isAnswer(call) || isArgumentOfUse(call) { return true }
    if let path = globalPath(call) { return Self.isPlain(path) }
    if let path = file.modulePath(of: file.analyzer.value(of: tree.child(call, 0))), Self.isPlain(path) { return true }
    if let name = methodName(call), Self.settingUp.contains(name) { return true }
    if passesOn(file.withoutAssertions(tree.child(call, 0))) { return true }
    if isHarmlessIteration(call, depth) { return true }
    if isStatement(call), takesErrorCallback(call) { return true }
    // A floating promise is rejected later, where this `catch` does not hear of it.
    if isStatement(call), isConnectOfMongoose(call) { return true }
    guard let function = file.function(called: call) else { return false }
    if tree.flags(function).contains(.async) { return isStatement(call) }
    return depth < 3 && parts(of: tree.child(function, 4), depth: depth + 1).isEmpty
  }

  /// `items.map(async (item) => …)`, whose promises are rejected later, and what goes through a list without failing.
  private func isHarmlessIteration(_ call: NodeID, _ depth: Int) -> Bool {
    guard let name = methodName(call), ["map", "forEach", "flatMap", "filter", "some", "every"].contains(name),
      let callback = tree.list(call, 2).first.map(file.withoutAssertions), tree.kind(callback).isFunction, depth < 3
    else { return false }
    return tree.flags(callback).contains(.async)
      ? isStatement(call) : parts(of: tree.child(callback, 4), depth: depth + 1).isEmpty
  }

  private func globalPath(_ call: NodeID) -> [String]? {
    file.globalPath(of: file.analyzer.value(of: tree.child(call, 0)))
  }

  /// `express.json()` in `app.use(express.json())`
  private func isArgumentOfUse(_ call: NodeID) -> Bool {
    let outer = tree.parent(call)
    return tree.kind(outer) == .callExpression && tree.child(outer, 0) != call && methodName(outer) == "use"
  }

  /// `fs.readdir(folder, (error, names) => …)`: a failure comes to the callback.
  private func takesErrorCallback(_ call: NodeID) -> Bool {
    tree.list(call, 2).last.map { tree.kind($0).isFunction && file.isErrorFirst($0) } ?? false
  }

  private func isConnectOfMongoose(_ call: NodeID) -> Bool {
    guard let path = file.modulePath(of: file.analyzer.value(of: tree.child(call, 0))) else { return false }
    return path.specifier == "mongoose" && path.names.last == "connect"
  }

  private static let functions: Set<String> = [
    "parseInt", "parseFloat", "isNaN", "isFinite", "Number", "String", "Boolean", "Date", "Array", "Object", "Error",
    "setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate", "queueMicrotask",
  ]
  private static let members: [String: Set<String>] = [
    "Array": ["isArray", "of"], "Object": ["assign", "freeze", "create", "is"],
    "JSON": ["stringify"], "performance": ["now", "mark"], "crypto": ["randomUUID"],
    "process": ["on", "once", "nextTick", "cwd", "uptime", "memoryUsage", "hrtime", "cpuUsage", "exit", "off"],
    "Promise": ["resolve", "all", "allSettled", "race", "any", "reject"],
  ]
  private static let constructors: Set<String> = [
    "Date", "Map", "Set", "WeakMap", "WeakSet", "Error", "Promise", "AbortController", "Headers", "TextEncoder",
    "URLSearchParams", "FormData", "Object", "Image", "EventTarget",
  ]

  private static func isPlain(_ path: [String]) -> Bool {
    switch path.count {
    case 1: return functions.contains(path[0])
    case 2:
      if ["Math", "Number", "Date"].contains(path[0]) { return true }
      return members[path[0]]?.contains(path[1]) ?? false
    default: return false
    }
  }

  /// `fs.existsSync(path)` says false where it cannot look, and `path.join(…)` fails for what is no text.
  private static func isPlain(_ path: (specifier: String, names: [String])) -> Bool {
    guard let name = path.names.last else { return false }
    switch path.specifier {
    case "fs", "fs-extra", "graceful-fs": return name == "existsSync"
    // It gives back what went wrong.
    case "dotenv": return name == "config"
    // Connects to nothing.
    case "axios": return name == "create"
    case "path": return ["join", "resolve", "basename", "dirname", "extname", "normalize"].contains(name)
    default: return false
    }
  }

  private func isPlainConstructor(_ construction: NodeID) -> Bool {
    guard let path = file.globalPath(of: file.analyzer.value(of: tree.child(construction, 0))) else { return false }
    return path.count == 1 && Self.constructors.contains(path[0])
  }

  // MARK: Answers

  private static let responses: Set<String> = ["res", "resp", "response", "_res", "rsp", "reply"]
  private static let answers: Set<String> = [
    "json", "jsonp", "send", "end", "sendStatus", "status", "redirect", "set", "header", "setHeader", "type", "cookie",
    "clearCookie", "write", "writeHead", "code", "append", "vary", "location", "format", "render",
  ]

  /// `res.status(201).json(user)`, where the response is a parameter.
  func isAnswer(_ call: NodeID) -> Bool {
    var node = call
    // By its place where nothing but a response has such a method, else by its name.
    var isCertain = false
    while tree.kind(node) == .callExpression {
      guard let name = methodName(node), Self.answers.contains(name) else { return false }
      isCertain = isCertain || ["json", "jsonp", "status", "sendStatus", "render"].contains(name)
      // `response.json()` reads what somebody else answered.
      if name == "json", tree.list(node, 2).isEmpty, !endsWithNothing(node) { return false }
      node = file.withoutAssertions(tree.child(file.withoutAssertions(tree.child(node, 0)), 0))
    }
    guard tree.kind(node) == .identifier, let place = place(ofParameter: node) else { return false }
    return Self.responses.contains(file.name(tree.atom(node, 0)))
      || (isCertain && place.index == (place.count == 4 ? 2 : 1))
  }

  /// `res.json()` as a statement, or given back by it: nobody goes on with what it gives.
  func endsWithNothing(_ call: NodeID) -> Bool {
    let callee = file.withoutAssertions(tree.child(call, 0))
    guard [.expressionStatement, .returnStatement].contains(tree.kind(tree.parent(call))),
      case let receiver = file.withoutAssertions(tree.child(callee, 0)), tree.kind(receiver) == .identifier,
      let place = place(ofParameter: receiver)
    else { return false }
    return place.index == (place.count == 4 ? 2 : 1)
  }

  /// `next()`, behind request and response.
  private func passesOn(_ callee: NodeID) -> Bool {
    guard tree.kind(callee) == .identifier, let place = place(ofParameter: callee) else { return false }
    return place.count > 2 && place.index == place.count - 1
  }

  private func place(ofParameter identifier: NodeID) -> (index: Int, count: Int)? {
    let origin = file.analyzer.origin(of: identifier)
    guard case .parameter(let id, let index) = origin.root, origin.path.isEmpty else { return nil }
    return (index, file.analyzer.model[id].parameters.count)
  }
}

extension FileContext {
  /// The function of this file that is called by its name: `load()`, or `this.load()` in its own class.
  func function(called call: NodeID) -> NodeID? {
    let callee = withoutAssertions(tree.child(call, 0))
    guard tree.kind(callee) == .identifier || tree.kind(callee) == .memberExpression else { return nil }
    let origin = analyzer.model.origin(of: analyzer.value(of: callee))
    switch origin.root {
    case .function(let id) where origin.path.isEmpty: return body(of: id)
    case .this(let id) where origin.path.count == 1: return method(origin.path[0], of: id).flatMap(body)
    default: return nil
    }
  }

  private func body(of function: FunctionID) -> NodeID? {
    let node = analyzer.model[function].node
    return tree.kind(node).isFunction && tree.child(node, 4).exists ? node : nil
  }

  /// The method of that name in the class of another.
  private func method(_ name: Atom, of function: FunctionID) -> FunctionID? {
    guard let owner = analyzer.model[function].owner else { return nil }
    let isStatic = analyzer.model[function].flags.contains(.static)
    let member = analyzer.model[owner].members.first {
      $0.name == name && $0.kind == .method && $0.isStatic == isStatic
    }
    guard let member, case .function(let id) = analyzer.model.origin(of: member.value).root else { return nil }
    return id
  }
}
