import Checking
import JavaScript
import Semantics
import SourceText

/// Finds a way through a function on which nothing answers its request.
///
/// One walk over the body carries what is known of the ways that have not answered yet: nil where there are none (any
/// more), else what let them pass the answers so far. Everything that is not seen through counts as an answer: what is handed
/// `res`, what listens, what is stored. Functions that promises call once are walked as if they stood in line; others
/// close the way.
struct OpenPaths {
  /// What led past the answers.
  enum Witness: Equatable {
    /// Nothing yet: the way is as long as the function.
    case beginning
    case test(NodeID, holds: Bool)
    /// No case of the switch.
    case noCase(NodeID)
    /// A case of the switch that leads to no answer, where others do.
    case inCase(NodeID)
    /// A loop that never turns.
    case noRound(NodeID)
    /// A catch clause, or the call of `catch` or `then`.
    case failure(NodeID)
  }

  /// Where a way ends without an answer.
  struct End {
    var witness: Witness
    /// The `return` at its end, if it has one.
    var leaves: NodeID?
  }

  typealias Flow = Witness?

  let channels: ResponseChannels
  let file: FileContext
  var tree: SyntaxTree { file.tree }
  var ends: [End] = []
  /// What leaves the innermost loops and switches, and promise callbacks.
  var breaks: [[Flow]] = []
  var returns: [[Flow]] = []
  /// The tests around, and how they came out.
  private var asked: [(test: NodeID, holds: Bool)] = []
  private var depth = 0
  private static let deepest = 200

  /// Functions with names that stand in the handler and mention its response: whoever calls them may answer.
  let speakers: Set<BindingID>

  private init(_ channels: ResponseChannels) {
    self.channels = channels
    file = channels.file
    speakers = Self.speakers(channels)
  }

  /// The first end without an answer, in the order of the walk.
  static func end(of channels: ResponseChannels) -> End? {
    var walk = OpenPaths(channels)
    let body = channels.body
    if channels.file.tree.kind(body) == .blockStatement {
      if let open = walk.statement(body, .beginning) { walk.ends.append(End(witness: open)) }
    } else if let open = walk.expression(body, .beginning), walk.givesNothing(body) {
      walk.ends.append(End(witness: open))
    }
    return walk.ends.first
  }

  func join(_ first: Flow, _ second: Flow) -> Flow { first ?? second }

  // MARK: Statements

  private mutating func statements(_ list: NodeList, _ flow: Flow) -> Flow {
    var flow = flow
    for statement in list {
      guard flow != nil else { return nil }
      flow = self.statement(statement, flow)
    }
    return flow
  }

  mutating func statement(_ node: NodeID, _ flow: Flow) -> Flow {
    guard flow != nil, node.exists, depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    switch tree.kind(node) {
    case .blockStatement: return statements(tree.list(node, 0), flow)
    case .expressionStatement: return closesByName(tree.child(node, 0)) ? nil : expression(tree.child(node, 0), flow)
    case .variableDeclaration:
      return tree.list(node, 0).reduce(flow) { flow, declarator in
        let initial = tree.child(declarator, 1)
        // A function is nothing before it is called.
        return initial.exists && !tree.kind(initial).isFunction ? expression(initial, flow) : flow
      }
    case .returnStatement: return leave(node, flow)
    case .throwStatement: return nil
    case .breakStatement:
      if tree.child(node, 0).isNone, !breaks.isEmpty { breaks[breaks.count - 1].append(flow) }
      return nil
    case .continueStatement:
      if tree.child(node, 0).isNone, !breaks.isEmpty { breaks[breaks.count - 1].append(flow) }
      return nil
    case .ifStatement: return branch(node, flow)
    case .tryStatement: return attempt(node, flow)
    case .switchStatement: return choose(node, flow)
    case .forStatement, .forInStatement, .forOfStatement, .whileStatement, .doWhileStatement: return loop(node, flow)
    case .labeledStatement: return statement(tree.child(node, 1), flow)
    case .functionDeclaration, .classDeclaration, .emptyStatement, .debuggerStatement, .importDeclaration: return flow
    default: return isMentioned(under: node) ? nil : flow
    }
  }

  private mutating func leave(_ node: NodeID, _ flow: Flow) -> Flow {
    let argument = tree.child(node, 0)
    if argument.exists, !returns.isEmpty, onlyRejects(argument) { return nil }
    let open = argument.exists ? expression(argument, flow) : flow
    guard let open else { return nil }
    if !returns.isEmpty {
      returns[returns.count - 1].append(open)
    } else if argument.isNone || givesNothing(argument) {
      ends.append(End(witness: open, leaves: node))
    }
    return nil
  }

  /// What nobody could send in place of the handler: `undefined`, `res.status(404)`, a chain that answers in places.
  private func givesNothing(_ expression: NodeID) -> Bool {
    let node = file.withoutAssertions(expression)
    switch tree.kind(node) {
    case .identifier: return tree.atom(node, 0) == .undefined
    case .unaryExpression: return Operator(rawValue: tree.op(node)) == .void
    case .callExpression: return isMentioned(under: node) || file.isConsoleCall(node)
    case .awaitExpression: return givesNothing(tree.child(node, 0))
    default: return false
    }
  }

  /// Functions that do not come back, by their names; those that end the process.
  private func closesByName(_ expression: NodeID) -> Bool {
    var node = file.withoutAssertions(expression)
    if tree.kind(node) == .awaitExpression { node = file.withoutAssertions(tree.child(node, 0)) }
    guard tree.kind(node) == .callExpression, !file.isConsoleCall(node),
      let name = file.lastName(of: tree.child(node, 0))?.lowercased()
    else { return false }
    return ["throw", "fail", "abort", "raise", "assert", "exit", "invariant", "unauthorized", "forbid", "notfound"]
      .contains { name.holds($0) }
  }

  private mutating func branch(_ node: NodeID, _ flow: Flow) -> Flow {
    let test = tree.child(node, 0)
    guard let before = expression(test, flow), !isAboutThePast(test) else { return nil }
    let known = outcome(of: test, after: before)
    asked.append((test, true))
    let first = known == false ? nil : statement(tree.child(node, 1), before)
    let alternate = tree.child(node, 2)
    asked[asked.count - 1].holds = false
    let second = known == true ? nil : alternate.exists ? statement(alternate, before) : before
    asked.removeLast()
    return merge(first, second, test, before, tree.child(node, 1), alternate)
  }

  /// A test of what happened on the way here, which may well have answered: `if (!res.headersSent)`, `if (!req.timedout)`,
  /// or a variable that was set in between.
  private func isAboutThePast(_ test: NodeID) -> Bool {
    tree.preorder(from: test).contains { node in
      // Whoever sets it has ended the request: connect-timeout gives an error to `next`, the client is gone.
      if tree.kind(node) == .memberExpression {
        return ["timedout", "aborted", "destroyed"].contains(file.lastName(of: node) ?? "")
      }
      guard tree.kind(node) == .identifier, let binding = file.analyzer.binding(of: node) else { return false }
      if channels.isChannel(node), case .asks = channels.use(node) { return true }
      return file.analyzer.model[binding].isReassigned
    }
  }

  private func merge(
    _ first: Flow, _ second: Flow, _ test: NodeID, _ before: Witness, _ firstCode: NodeID, _ secondCode: NodeID
  ) -> Flow {
    if let first, second == nil, first == before, isMentioned(under: secondCode) {
      return .test(test, holds: true)
    }
    if let second, first == nil, second == before, isMentioned(under: firstCode) {
      return .test(test, holds: false)
    }
    if let first, first != before { return first }
    return second ?? first
  }

  /// What a test gives on a way that an earlier one let pass: `if (user) … if (!user) …`.
  private func outcome(of test: NodeID, after witness: Witness) -> Bool? {
    if let known = EmptyResults(channels).outcome(of: test) { return known }
    if case .test(let earlier, let holds) = witness, let known = outcome(of: test, where: earlier, holds) {
      return known
    }
    for around in asked.reversed() {
      if let known = outcome(of: test, where: around.test, around.holds) { return known }
    }
    let answers = answers(after: witness)
    var joined = JoinedTests(file)
    return joined.outcome(of: test, given: answers) ?? LengthTests(file).outcome(of: test, given: answers)
  }

  private func answers(after witness: Witness) -> [(test: NodeID, holds: Bool)] {
    guard case .test(let earlier, let holds) = witness else { return asked }
    return asked + [(earlier, holds)]
  }

  private func outcome(of test: NodeID, where earlier: NodeID, _ holds: Bool) -> Bool? {
    let (first, isNegated) = positive(earlier)
    let (second, isOtherNegated) = positive(test)
    guard isSame(first, second) else { return nil }
    return (isNegated == isOtherNegated) == holds
  }

  /// A test without its negations: `x` of `!x`, `a === b` of `a !== b`.
  func positive(_ test: NodeID) -> (NodeID, isNegated: Bool) {
    var (node, isNegated) = file.withoutNegations(test)
    if tree.kind(node) == .binaryExpression {
      switch Operator(rawValue: tree.op(node)) {
      case .notEqual, .strictNotEqual, .lessOrEqual, .less: isNegated.toggle()
      default: break
      }
    }
    return (node, isNegated)
  }

  private func isSame(_ first: NodeID, _ second: NodeID) -> Bool {
    if tree.kind(first) == .binaryExpression, tree.kind(second) == .binaryExpression {
      return [0, 1].allSatisfy { tree.text(tree.child(first, $0)) == tree.text(tree.child(second, $0)) }
        && areOpposites(Operator(rawValue: tree.op(first)), Operator(rawValue: tree.op(second)))
    }
    return tree.text(first) == tree.text(second)
  }

  private func areOpposites(_ first: Operator?, _ second: Operator?) -> Bool {
    if first == second { return true }
    let pairs: [(Operator, Operator)] = [
      (.equal, .notEqual), (.strictEqual, .strictNotEqual), (.less, .greaterOrEqual), (.greater, .lessOrEqual),
    ]
    return pairs.contains { ($0 == first && $1 == second) || ($1 == first && $0 == second) }
  }

  private mutating func attempt(_ node: NodeID, _ flow: Flow) -> Flow {
    let (block, clause, finalizer) = (tree.child(node, 0), tree.child(node, 1), tree.child(node, 2))
    let known = ends.count
    var out = statement(block, flow)
    if clause.exists, mayFail(block) {
      let handling = tree.child(clause, 1)
      // What only prints, or does nothing, is the business of other rules.
      if !isSilent(handling) { out = join(out, statement(handling, .failure(clause))) }
    }
    guard finalizer.exists else { return out }
    if isMentioned(under: finalizer) {
      ends.removeLast(ends.count - known)
      return nil
    }
    return out.flatMap { statement(finalizer, $0) }
  }

  /// Whether anything is called in a block before it answers.
  private func mayFail(_ block: NodeID) -> Bool {
    let answer = channels.mentions(under: block).first.map { tree.span($0).start } ?? .max
    return tree.preorder(from: block).contains { node in
      switch tree.kind(node) {
      case .callExpression, .newExpression, .awaitExpression:
        return tree.span(node).start < answer && !file.isConsoleCall(node)
      default: return false
      }
    }
  }

  /// A `catch` that does nothing with the request, and nothing else of note.
  private func isSilent(_ block: NodeID) -> Bool { !isMentioned(under: block) }

  private mutating func choose(_ node: NodeID, _ flow: Flow) -> Flow {
    guard let before = expression(tree.child(node, 0), flow) else { return nil }
    breaks.append([])
    var running: Flow = nil
    var hasDefault = false
    let answers = isMentioned(under: node)
    for part in tree.list(node, 1) {
      if tree.child(part, 0).isNone { hasDefault = true }
      let known = breaks[breaks.count - 1].count
      running = statements(tree.list(part, 1), join(running, before))
      guard answers else { continue }
      for index in known..<max(known, breaks[breaks.count - 1].count) where breaks[breaks.count - 1][index] == before {
        breaks[breaks.count - 1][index] = .inCase(part)
      }
    }
    var out = running
    for flow in breaks.removeLast() { out = join(out, flow) }
    if hasDefault { return out }
    return out ?? (isMentioned(under: node) ? .noCase(node) : before)
  }

  private mutating func loop(_ node: NodeID, _ flow: Flow) -> Flow {
    var before = flow
    let body: NodeID
    var isEndless = false
    var runsOnce = false
    switch tree.kind(node) {
    case .forStatement:
      let initial = tree.child(node, 0)
      if initial.exists {
        before = tree.kind(initial) == .variableDeclaration ? statement(initial, before) : expression(initial, before)
      }
      let test = tree.child(node, 1)
      isEndless = test.isNone
      if test.exists { before = expression(test, before) }
      body = tree.child(node, 3)
    case .forInStatement, .forOfStatement:
      before = expression(tree.child(node, 1), before)
      body = tree.child(node, 2)
    case .whileStatement:
      let test = tree.child(node, 0)
      isEndless = tree.kind(test) == .booleanLiteral && tree.flags(test).contains(.isTrue)
      before = expression(test, before)
      body = tree.child(node, 1)
    default:
      runsOnce = true
      body = tree.child(node, 0)
    }
    guard let before else { return nil }
    breaks.append([])
    var out = statement(body, before)
    for flow in breaks.removeLast() { out = join(out, flow) }
    if isEndless || runsOnce { return out }
    if out == nil, LengthTests(file).isFilled(node, given: answers(after: before)) { return nil }
    return out == nil && isMentioned(under: body) ? .noRound(node) : before
  }

  // MARK: Expressions

  mutating func expression(_ node: NodeID, _ flow: Flow) -> Flow {
    guard flow != nil, node.exists, depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    switch tree.kind(node) {
    case .identifier: return identifier(node, flow)
    case .functionDeclaration, .functionExpression, .arrowFunctionExpression:
      return isMentioned(under: node) ? nil : flow
    case .conditionalExpression:
      guard let before = expression(tree.child(node, 0), flow) else { return nil }
      let first = expression(tree.child(node, 1), before)
      let second = expression(tree.child(node, 2), before)
      return merge(first, second, tree.child(node, 0), before, tree.child(node, 1), tree.child(node, 2))
    case .logicalExpression:
      guard let before = expression(tree.child(node, 0), flow) else { return nil }
      let goesOn = Operator(rawValue: tree.op(node)) != .or
      // `!user && next(error); user && res.json(user)`
      if let known = outcome(of: tree.child(node, 0), after: before) {
        return known == goesOn ? expression(tree.child(node, 1), before) : before
      }
      guard expression(tree.child(node, 1), before) == nil else { return before }
      return .test(tree.child(node, 0), holds: !goesOn)
    case .awaitExpression:
      let operand = file.withoutAssertions(tree.child(node, 0))
      return isChain(operand) ? chain(operand, flow) : expression(operand, flow)
    case .callExpression: return call(node, flow)
    default:
      var flow = flow
      tree.forEachChild(node) { child in
        if flow != nil { flow = expression(child, flow) }
      }
      return flow
    }
  }

  private func identifier(_ node: NodeID, _ flow: Flow) -> Flow {
    if channels.isChannel(node) {
      switch channels.use(node) {
      case .prepares, .asks: return flow
      case .answers, .unknown: return nil
      }
    }
    // A function that answers where it is called.
    if let function = channels.localFunction(node), isMentioned(under: function) { return nil }
    return flow
  }
}
