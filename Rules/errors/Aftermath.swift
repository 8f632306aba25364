import Checking
import JavaScript
import Semantics
import SourceText

/// How the code goes on after a failure was taken in: tries again, falls back on something, asks whether it went well.
struct Aftermath {
  private let file: FileContext
  private let handling: FailureHandling
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext, _ handling: FailureHandling) {
    self.file = file
    self.handling = handling
  }

  /// The failure is provided for, though not in the `catch`: by another attempt, by a value that was there before, by
  /// code that only runs without a result, or by a question afterwards.
  var isProvidedFor: Bool {
    switch handling.form {
    case .clause:
      return triesAgain || fallsThroughToAnother || failsAnyway || assignsWhatIsProvidedFor
        || leaves && isEndOfCallback || BestEffort(file, handling).leavesUnknown
    case .rejection:
      if case .bound(let binding) = use { return isAskedAbout(binding) }
      return hasStandIn
    }
  }

  /// `(await load().catch(print)) || "office@shop.test"`
  private var hasStandIn: Bool {
    var node = handling.node
    for parent in tree.ancestors(of: handling.node) {
      switch tree.kind(parent) {
      case .awaitExpression, .tsAsExpression, .tsNonNullExpression: node = parent
      case .logicalExpression:
        let link = Operator(rawValue: tree.op(parent))
        return tree.child(parent, 0) == node && (link == .or || link == .coalesce)
          && tree.kind(file.withoutAssertions(tree.child(parent, 1))) == .stringLiteral
      default: return false
      }
    }
    return false
  }

  // MARK: Loops

  /// The loop around, or the function that an iteration calls: `users.forEach(user => …)`.
  var isInLoop: Bool {
    for node in tree.ancestors(of: handling.node) {
      if tree.kind(node).isLoop { return true }
      guard tree.kind(node).isFunction else { continue }
      let call = tree.parent(node)
      guard tree.kind(call) == .callExpression, let name = file.lastName(of: tree.child(call, 0)) else { return false }
      return ["map", "forEach", "flatMap", "reduce", "each", "eachSeries", "eachLimit"].contains(name)
    }
    return false
  }

  private var triesAgain: Bool {
    guard
      let loop = tree.ancestors(of: handling.node).first(where: { tree.kind($0).isLoop || tree.kind($0).isFunction }),
      tree.kind(loop).isLoop
    else { return false }
    var leaves = false
    file.forEachOwnNode(under: handling.guarded) { node in
      if tree.kind(node) == .returnStatement || tree.kind(node) == .breakStatement { leaves = true }
    }
    return leaves
  }

  // MARK: Code that runs instead

  /// `try { return await load() } catch { … } return defaults`: what follows the `try` is for the failure alone, or for
  /// want of a result.
  private var fallsThroughToAnother: Bool {
    // Behind a switch or a block as well: `default: try { return search(text) } catch { … }`, and then the greeting.
    guard let next = statementsAfterTry.first ?? followingStatements.first, leavesWithResult else { return false }
    guard tree.kind(next) == .returnStatement else { return !statementsAfterTry.isEmpty }
    let argument = tree.child(next, 0)
    return argument.exists && file.emptyValue(file.withoutAssertions(argument)) != "undefined"
  }

  private var leavesWithResult: Bool {
    // `try { res.json(await renew(token)); return } catch {} res.sendStatus(401)`
    var leaves = tree.list(handling.guarded, 0).last.map { tree.kind($0) == .returnStatement } ?? false
    file.forEachOwnNode(under: handling.guarded) { node in
      switch tree.kind(node) {
      case .returnStatement: if tree.child(node, 0).exists { leaves = true }
      case .continueStatement: leaves = true
      default: break
      }
    }
    return leaves
  }

  /// `try { … } catch { … } throw new Error()`: it fails in any case.
  var failsAnyway: Bool {
    followingStatements.contains { statement in
      switch tree.kind(statement) {
      case .throwStatement: return true
      case .expressionStatement:
        let call = tree.child(statement, 0)
        return tree.kind(call) == .callExpression
          && file.globalPath(of: file.analyzer.value(of: tree.child(call, 0))) == ["process", "exit"]
      default: return false
      }
    }
  }

  /// Nothing follows the `try` in its function, nor in the blocks around it.
  var isLastStatement: Bool {
    guard statementsAfterTry.isEmpty else { return false }
    let block = tree.parent(tree.parent(handling.node))
    return tree.kind(block) == .program || tree.kind(tree.parent(block)).isFunction
  }

  /// Nothing more of the function is run after the failure.
  var endsFunction: Bool {
    switch handling.form {
    case .clause: leaves || !isInLoop && followingStatements.isEmpty
    case .rejection: use == .returned
    }
  }

  private var statementsAfterTry: [NodeID] { statements(after: tree.parent(handling.node)) }

  /// What follows in the blocks around as well, up to the function.
  private var followingStatements: [NodeID] {
    var statement = handling.form == .clause ? tree.parent(handling.node) : statementAround
    var found: [NodeID] = []
    while statement.exists, !tree.kind(statement).isFunction, tree.kind(statement) != .program {
      found += statements(after: statement)
      statement = tree.parent(statement)
    }
    return found
  }

  private var statementAround: NodeID {
    for node in tree.ancestors(of: handling.node) {
      if tree.kind(node).isFunction { return .none }
      if [.expressionStatement, .returnStatement].contains(tree.kind(node)) { return node }
    }
    return .none
  }

  /// Nothing of the function is run after the failure, and nobody is told what the function gives: the failure of a
  /// listener, a timer or a callback ends there.
  var isEndOfCallback: Bool {
    guard isCallback(file.enclosingFunction(handling.node)) else { return false }
    return leaves || !isInLoop && followingStatements.isEmpty
  }

  /// `catch (error) { console.error(error); return }`
  var leaves: Bool {
    guard handling.form == .clause, case .block(let block) = handling.response, let last = tree.list(block, 0).last
    else { return false }
    return tree.kind(last) == .returnStatement
  }

  /// A function that is written as an argument of what does not hand on its result, or that is called by an interval.
  private func isCallback(_ function: NodeID) -> Bool {
    guard function.exists else { return false }
    if isMethodThatListens(function) || isNamedListener(function) { return true }
    guard tree.kind(function) != .functionDeclaration else { return false }
    if isListenerOfFolder(function) { return true }
    let call = tree.parent(function)
    guard tree.kind(call) == .callExpression, tree.child(call, 0) != function,
      let name = file.lastName(of: file.withoutAssertions(tree.child(call, 0)))
    else { return false }
    if ["then", "catch", "finally"].contains(name) { return false }
    return Self.ends.contains(name) || tree.list(call, 2).last == function && file.isErrorFirst(function)
  }

  /// `socket.on("message", this.onMessage.bind(this))`, and nothing else of the class calls it.
  private func isMethodThatListens(_ function: NodeID) -> Bool {
    let method = tree.parent(function)
    let around = tree.enclosing(method) { $0 == .classDeclaration || $0 == .classExpression }
    guard around.exists, tree.kind(method) == .methodDefinition || tree.kind(method) == .propertyDefinition,
      tree.kind(tree.child(method, 1)) == .identifier
    else { return false }
    let name = tree.text(tree.child(method, 1))
    let uses = (file.fact { UsesOfThis(file) }.byName[name] ?? []).filter { file.contains(around, $0) }
    return !uses.isEmpty && uses.allSatisfy { isHandedToListen($0) }
  }

  /// `setInterval(update, 1000)`, and nothing else of the file speaks of `update`.
  private func isNamedListener(_ function: NodeID) -> Bool {
    let outer = tree.parent(function)
    let name: NodeID
    switch tree.kind(outer) {
    case .variableDeclarator:
      guard tree.kind(tree.parent(tree.parent(outer))) != .exportNamedDeclaration else { return false }
      name = tree.child(outer, 0)
    case .exportNamedDeclaration, .exportDefaultDeclaration: return false
    default:
      guard tree.kind(function) == .functionDeclaration else { return false }
      name = tree.child(function, 0)
    }
    guard name.exists, tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name) else {
      return false
    }
    let uses = file.analyzer.scopeReferences(to: binding).filter { $0 != name }
    return !uses.isEmpty && uses.allSatisfy { isHandedToListen($0) }
  }

  /// An argument of `on`, bound or not, or all that such an argument calls: `() => update()`.
  private func isHandedToListen(_ use: NodeID) -> Bool {
    var node = use
    if tree.kind(tree.parent(use)) == .callExpression, tree.child(tree.parent(use), 0) == use,
      case let function = tree.parent(tree.parent(use)), tree.kind(function) == .arrowFunctionExpression
    {
      node = function
    }
    let member = tree.parent(node)
    if tree.kind(member) == .memberExpression, tree.child(member, 0) == node, file.lastName(of: member) == "bind" {
      node = tree.parent(member)
    }
    let call = tree.parent(node)
    return tree.kind(call) == .callExpression && tree.child(call, 0) != node && tree.list(call, 2).contains(node)
      && Self.ends.contains(file.lastName(of: file.withoutAssertions(tree.child(call, 0))) ?? "")
  }

  /// `module.exports = async packet => …` in `events/raw.js`: what loads the folder makes a listener of it.
  private func isListenerOfFolder(_ function: NodeID) -> Bool {
    var outer = tree.parent(function)
    // `module.exports = { name: "ready", async execute() { … } }`
    if tree.kind(outer) == .property, tree.child(outer, 0) != function,
      tree.kind(tree.parent(outer)) == .objectExpression,
      ["execute", "run", "handle"].contains(file.lastName(of: tree.child(outer, 0)) ?? "")
    {
      outer = tree.parent(tree.parent(outer))
    }
    let isExported: Bool
    switch tree.kind(outer) {
    case .assignmentExpression: isExported = file.lastName(of: tree.child(outer, 0)) == "exports"
    default: isExported = tree.kind(outer) == .exportDefaultDeclaration
    }
    return isExported
      && file.analyzer.model.path.split(separator: "/").dropLast().contains { $0 == "events" || $0 == "listeners" }
  }

  /// Functions that call what they are given and do not look at what it gives.
  static let ends: Set<String> = [
    "on", "once", "addListener", "addEventListener", "setTimeout", "setInterval", "setImmediate", "nextTick",
    "queueMicrotask", "schedule", "scheduleJob", "hears", "command", "action", "onText", "start", "help", "useEffect",
    "subscribe", "ready", "watch",
  ]

  private func statements(after statement: NodeID) -> [NodeID] {
    let block = tree.parent(statement)
    let list: NodeList
    switch tree.kind(block) {
    case .blockStatement, .program, .staticBlock: list = tree.list(block, 0)
    case .switchCase: list = tree.list(block, 1)
    default: return []
    }
    guard let index = list.firstIndex(of: statement) else { return [] }
    return Array(list[(index + 1)...])
  }

  // MARK: Results

  /// A variable that the `try` sets had a value before, or is asked about afterwards.
  private var assignsWhatIsProvidedFor: Bool {
    var found = false
    file.forEachOwnNode(under: handling.guarded) { node in
      guard !found, let target = file.target(of: node) else { return }
      guard tree.kind(target) == .identifier, let binding = file.analyzer.binding(of: target) else { return }
      found = hasValueBefore(binding) || isAskedAbout(binding)
    }
    return found
  }

  private func hasValueBefore(_ binding: BindingID) -> Bool {
    let record = file.analyzer.model[binding]
    guard record.span.start < tree.span(handling.guarded).start, record.kind != .parameter else {
      return record.kind == .parameter
    }
    // The initialiser stands first; declarations without one have no value before the assignment.
    return tree.nodes(of: .variableDeclarator).contains { declarator in
      let name = tree.child(declarator, 0)
      guard tree.kind(name) == .identifier, tree.span(name).start == record.span.start else { return false }
      let initial = tree.child(declarator, 1)
      guard initial.exists else { return false }
      // `let file = ""` for the whole module: what is there afterwards is nothing, or that of an earlier request.
      if record.function == .moduleBody, file.analyzer.function(around: handling.node) != .moduleBody,
        tree.kind(initial) == .stringLiteral, tree.stringValue(initial).isEmpty
      {
        return false
      }
      let value = file.emptyValue(file.withoutAssertions(initial))
      return value != "undefined" && value != "null"
    }
  }

  /// Whether code after the failure asks what the name holds: `if (!connection)`, `meta?.title`, `user ?? guest`.
  private func isAskedAbout(_ binding: BindingID) -> Bool {
    let end = tree.span(handling.node).end
    return file.analyzer.scopeReferences(to: binding).contains { tree.span($0).start >= end && isQuestion($0) }
  }

  private func isQuestion(_ use: NodeID) -> Bool {
    var node = use
    while true {
      let parent = tree.parent(node)
      switch tree.kind(parent) {
      case .ifStatement, .conditionalExpression, .whileStatement: return tree.child(parent, 0) == node
      case .unaryExpression:
        return Operator(rawValue: tree.op(parent)) == .not || Operator(rawValue: tree.op(parent)) == .typeof
      case .logicalExpression: return true
      case .binaryExpression: return true
      case .memberExpression:
        guard tree.child(parent, 0) == node else { return false }
        if tree.flags(parent).contains(.optional) { return true }
        // `if (result.length)`
        node = parent
      case .tsAsExpression, .tsNonNullExpression: node = parent
      default: return false
      }
    }
  }

  // MARK: What becomes of a promise

  enum Use: Equatable {
    /// Nobody looks at the result: a statement, awaited or not.
    case unused
    /// Given back by the function.
    case returned
    case bound(BindingID)
    case used
  }

  /// What becomes of the promise that `catch` or `then` gave.
  var use: Use {
    var node = handling.node
    while true {
      let parent = tree.parent(node)
      switch tree.kind(parent) {
      case .awaitExpression, .tsAsExpression, .tsNonNullExpression: node = parent
      case .unaryExpression where Operator(rawValue: tree.op(parent)) == .void: return .unused
      case .expressionStatement: return .unused
      case .returnStatement: return .returned
      case .arrowFunctionExpression: return .returned
      case .memberExpression:
        // `.finally(…)` changes nothing about the result.
        let call = tree.parent(parent)
        guard tree.kind(call) == .callExpression, file.lastName(of: parent) == "finally" else { return .used }
        node = call
      case .arrayExpression: return useOfItem(node, in: parent)
      case .variableDeclarator:
        let name = tree.child(parent, 0)
        guard tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name) else { return .used }
        return .bound(binding)
      case .assignmentExpression:
        let name = tree.child(parent, 0)
        guard tree.child(parent, 1) == node, tree.kind(name) == .identifier,
          let binding = file.analyzer.binding(of: name)
        else { return .used }
        return .bound(binding)
      default: return .used
      }
    }
  }

  /// `const [one, other] = await Promise.all([first.catch(print), second.catch(print)])`
  private func useOfItem(_ item: NodeID, in list: NodeID) -> Use {
    let call = tree.parent(list)
    guard tree.kind(call) == .callExpression, let index = tree.list(list, 0).firstIndex(of: item),
      file.globalPath(of: file.analyzer.value(of: tree.child(call, 0))) == ["Promise", "all"],
      case let wait = tree.parent(call), tree.kind(wait) == .awaitExpression,
      case let declarator = tree.parent(wait), tree.kind(declarator) == .variableDeclarator,
      case let pattern = tree.child(declarator, 0), tree.kind(pattern) == .arrayPattern,
      index < tree.list(pattern, 0).count,
      case let name = tree.list(pattern, 0)[index], tree.kind(name) == .identifier,
      let binding = file.analyzer.binding(of: name)
    else { return .used }
    return .bound(binding)
  }

  /// Somebody awaits it here.
  var isAwaited: Bool {
    var node = handling.node
    while true {
      let parent = tree.parent(node)
      switch tree.kind(parent) {
      case .awaitExpression: return true
      case .tsAsExpression, .tsNonNullExpression: node = parent
      default: return false
      }
    }
  }
}

/// The members of `this` that a file names, by name. Found once: each method that fails asks for its own.
private struct UsesOfThis {
  let byName: [String: [NodeID]]

  init(_ file: FileContext) {
    var found: [String: [NodeID]] = [:]
    for node in file.tree.nodes(of: .memberExpression)
    where file.tree.kind(file.tree.child(node, 0)) == .thisExpression {
      if let name = file.lastName(of: node) { found[name, default: []].append(node) }
    }
    byName = found
  }
}
