import Checking
import JavaScript
import Semantics
import SourceText

/// How the code goes on after a failure was taken in: tries again, falls back on something, asks whether it went well.
struct Aftermath {
  let file: FileContext
  private let handling: FailureHandling
  var tree: SyntaxTree { file.tree }

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
