import Checking
import JavaScript
import Semantics
import SourceText

/// Finds, for a place that answers a request, another answer that is bound to follow it.
///
/// From the first answer the walk goes outwards, statement by statement, as execution would; the second must stand on every
/// way that is left. So `if (a) res.json(1)` before `if (b) res.json(2)` says nothing, for the tests may exclude each other.
struct SecondAnswer {
  /// What code is bound to do.
  private enum Outcome {
    /// Answers, here.
    case answers(NodeID)
    /// May leave without an answer, or nobody can tell.
    case leaves
    /// Goes on to what follows it.
    case passes
  }

  enum Found {
    /// Another answer.
    case answer(NodeID)
    /// The same one, in the next round of a loop or callback.
    case round(NodeID)
  }

  private let channels: ResponseChannels
  private let file: FileContext
  private var tree: SyntaxTree { file.tree }
  private static let deepest = 100

  /// Calls that are handed the response count as answers.
  private let presumes: Bool
  /// The callback whose error is set where the first answer is given.
  private var failed = NodeID.none

  init(_ channels: ResponseChannels, presuming presumes: Bool = false) {
    self.channels = channels
    self.presumes = presumes
    file = channels.file
  }

  // MARK: Outwards

  /// What follows the call that answers.
  ///
  /// - Parameter isConditional: the call is reached under some test: another round need not answer again.
  func second(after first: NodeID, isConditional: Bool = false) -> Found? {
    var child = first
    var isConditional = isConditional
    var search = self
    // Functions left behind by `return`: only what called them goes on.
    var hasLeft = false
    for _ in 0..<1000 {
      let parent = tree.parent(child)
      guard parent.exists else { return nil }
      switch tree.kind(parent) {
      case .returnStatement, .throwStatement:
        if tree.kind(parent) == .throwStatement { return nil }
        hasLeft = true
      case .functionDeclaration, .functionExpression, .arrowFunctionExpression:
        guard parent != channels.function else { return nil }
        return leaveFunction(parent, isConditional: isConditional, hasLeft: hasLeft)
      case .ifStatement, .conditionalExpression, .logicalExpression:
        // Each round may fail.
        if asksForError(parent, child) {
          search.failed = file.enclosingFunction(parent)
        } else if child != tree.child(parent, 0) {
          isConditional = true
        }
        // `const prompt = req.query.prompt || "say something"; if (!prompt) …` never runs.
        if tree.kind(parent) == .ifStatement, child == tree.child(parent, 1),
          EmptyResults(channels).outcome(of: tree.child(parent, 0)) == false
        {
          return nil
        }
      case .catchClause, .switchStatement: isConditional = true
      case .blockStatement, .switchCase:
        if hasLeft { break }
        let isCase = tree.kind(parent) == .switchCase
        let list = tree.list(parent, isCase ? 1 : 0)
        guard let index = list.firstIndex(of: child) else { break }
        switch search.outcome(of: list[(index + 1)...]) {
        case .answers(let second): return .answer(second)
        case .leaves:
          // `break` leaves the switch alone.
          guard isCase, let last = list.last, tree.kind(last) == .breakStatement, index + 1 < list.count,
            list[(index + 1)...].dropLast().allSatisfy({ isPassing($0) })
          else { return nil }
        case .passes:
          if isCase {
            switch fallThrough(from: parent) {
            case .answers(let second): return .answer(second)
            case .leaves: return nil
            case .passes: break
            }
          }
        }
      case .tryStatement:
        if hasLeft { break }
        let finalizer = tree.child(parent, 2)
        if finalizer.exists, finalizer != child, case .answers(let second) = outcome(finalizer) {
          return .answer(second)
        }
      case .forStatement, .forInStatement, .forOfStatement, .whileStatement:
        if hasLeft { break }
        if !isConditional, tree.kind(parent) != .forStatement || tree.child(parent, 1).exists { return .round(first) }
      default: break
      }
      child = parent
    }
    return nil
  }

  /// `if (error) …` in a callback that is handed one.
  private func asksForError(_ branch: NodeID, _ child: NodeID) -> Bool {
    guard tree.kind(branch) == .ifStatement, tree.child(branch, 1) == child,
      case let name = file.withoutAssertions(tree.child(branch, 0)), tree.kind(name) == .identifier,
      case let function = file.enclosingFunction(branch), function.exists, function != channels.function,
      file.isErrorFirst(function), let first = tree.list(function, 2).first, tree.kind(first) == .identifier
    else { return false }
    return file.analyzer.binding(of: name) != nil && file.analyzer.binding(of: name) == file.analyzer.binding(of: first)
  }

  /// A callback is over: what runs after it, besides it or again.
  private func leaveFunction(_ function: NodeID, isConditional: Bool, hasLeft: Bool) -> Found? {
    let call = tree.parent(function)
    guard tree.kind(call) == .callExpression, tree.list(call, 2).contains(function) else { return nil }
    if let (_, name) = channels.promiseLink(call) {
      if let second = nextLink(after: call, isRejection: name == "catch" || tree.list(call, 2).first != function) {
        return .answer(second)
      }
      return second(after: outermostLink(of: call), isConditional: isConditional)
    }
    guard let name = file.lastName(of: tree.child(call, 0)) else { return nil }
    // `async.map(list, iteratee, done)` calls the last one once.
    if Self.iterating.contains(name), tree.list(call, 2).prefix(2).contains(function) {
      // One answer for each item; what stops after the first asks for it.
      if !isConditional, !hasLeft, Self.visitingAll.contains(name) { return .round(call) }
      return second(after: call, isConditional: isConditional)
    }
    // `(error, rows) => …`: what stands behind the call runs too, before it.
    guard tree.list(call, 2).last == function, tree.list(function, 2).count >= 2, !Self.listening.contains(name) else {
      return nil
    }
    return second(after: call, isConditional: isConditional)
  }

  private static let iterating: Set<String> = ["forEach", "map", "filter", "some", "every", "find", "each"]
  private static let visitingAll: Set<String> = ["forEach", "map"]
  private static let listening: Set<String> = [
    "on", "once", "addListener", "use", "get", "post", "put", "delete", "patch", "all", "subscribe", "watch", "set",
    "reduce", "sort", "replace", "createServer", "setTimeout", "setInterval",
  ]

  private func outermostLink(of call: NodeID) -> NodeID {
    var node = call
    while let outer = link(around: node) { node = outer }
    return node
  }

  /// `p.then(f).catch(g)` around `p.then(f)`.
  private func link(around call: NodeID) -> NodeID? {
    let member = tree.parent(call)
    let outer = tree.parent(member)
    guard tree.kind(member) == .memberExpression, tree.child(member, 0) == call,
      channels.promiseLink(outer) != nil, tree.child(outer, 0) == member
    else { return nil }
    return outer
  }

  /// The answer of a later `.then`, which runs whatever the function before gave back.
  private func nextLink(after call: NodeID, isRejection: Bool) -> NodeID? {
    var node = call
    while let outer = link(around: node) {
      if let (_, name) = channels.promiseLink(outer), name != "catch",
        let handler = tree.list(outer, 2).first.flatMap(channels.localFunction),
        case .answers(let second) = outcome(ofBody: handler)
      {
        return second
      }
      node = outer
    }
    return nil
  }

  /// The cases behind one that does not end with `break`.
  private func fallThrough(from part: NodeID) -> Outcome {
    let cases = tree.list(tree.parent(part), 1)
    guard let index = cases.firstIndex(of: part) else { return .passes }
    for next in cases[(index + 1)...] {
      switch outcome(of: tree.list(next, 1)[...]) {
      case .answers(let second): return .answers(second)
      case .leaves: return tree.list(next, 1).last.map { tree.kind($0) } == .breakStatement ? .passes : .leaves
      case .passes: continue
      }
    }
    return .passes
  }

  private func isPassing(_ statement: NodeID) -> Bool {
    if case .passes = outcome(statement) { return true }
    return false
  }

  // MARK: What code is bound to do

  private func outcome(of list: NodeList.SubSequence, depth: Int = 0) -> Outcome {
    for statement in list {
      switch outcome(statement, depth: depth + 1) {
      case .answers(let node): return .answers(node)
      case .leaves: return .leaves
      case .passes: continue
      }
    }
    return .passes
  }

  private func outcome(ofBody function: NodeID, depth: Int = 0) -> Outcome {
    let body = tree.child(function, 4)
    if tree.kind(body) == .blockStatement { return outcome(body, depth: depth + 1) }
    return answer(in: body, depth: depth + 1).map { .answers($0) } ?? .passes
  }

  private func outcome(_ node: NodeID, depth: Int = 0) -> Outcome {
    guard depth < Self.deepest else { return .leaves }
    switch tree.kind(node) {
    case .blockStatement: return outcome(of: tree.list(node, 0)[...], depth: depth + 1)
    case .expressionStatement:
      let expression = tree.child(node, 0)
      if endsProcess(expression) { return .leaves }
      return answer(in: expression, depth: depth + 1).map { .answers($0) } ?? .passes
    case .variableDeclaration:
      for declarator in tree.list(node, 0) {
        if let found = answer(in: tree.child(declarator, 1), depth: depth + 1) { return .answers(found) }
      }
      return .passes
    case .returnStatement:
      return answer(in: tree.child(node, 0), depth: depth + 1).map { .answers($0) } ?? .leaves
    case .ifStatement: return branch(node, depth: depth + 1)
    case .tryStatement:
      switch outcome(tree.child(node, 0), depth: depth + 1) {
      case .answers(let found): return .answers(found)
      case .leaves: return .leaves
      case .passes: return tree.child(node, 2).exists ? outcome(tree.child(node, 2), depth: depth + 1) : .passes
      }
    case .forStatement, .forInStatement, .forOfStatement, .whileStatement, .doWhileStatement, .switchStatement:
      return mayLeave(node) ? .leaves : .passes
    case .labeledStatement: return outcome(tree.child(node, 1), depth: depth + 1)
    case .functionDeclaration, .classDeclaration, .emptyStatement, .debuggerStatement: return .passes
    default: return .leaves
    }
  }

  private func branch(_ node: NodeID, depth: Int) -> Outcome {
    if let found = answer(in: tree.child(node, 0), depth: depth) { return .answers(found) }
    let first = outcome(tree.child(node, 1), depth: depth)
    let second = tree.child(node, 2).exists ? outcome(tree.child(node, 2), depth: depth) : .passes
    switch (first, second) {
    case (.answers(let found), .answers(let other)):
      return .answers(file.isResult(tree.child(node, 0), of: failed) ? other : found)
    case (.leaves, _), (_, .leaves): return .leaves
    case (.passes, _), (_, .passes): return .passes
    }
  }

  /// Whether a loop or switch answers, or leaves the function.
  private func mayLeave(_ node: NodeID) -> Bool {
    var leaves = false
    file.forEachOwnNode(under: node) { part in
      switch tree.kind(part) {
      case .returnStatement, .throwStatement: leaves = true
      default: if channels.isChannel(part) { leaves = true }
      }
    }
    return leaves
  }

  private func endsProcess(_ expression: NodeID) -> Bool {
    let node = file.withoutAssertions(expression)
    guard tree.kind(node) == .callExpression else { return false }
    let path = file.globalPath(of: file.analyzer.value(of: tree.child(node, 0)))
    return path == ["process", "exit"]
  }

  /// `query(sql, (error, rows) => res.json(rows))` answers, sooner or later.
  private func answer(inCallbackOf call: NodeID, depth: Int) -> NodeID? {
    guard channels.promiseLink(call) == nil, let handler = tree.list(call, 2).last.flatMap(channels.localFunction),
      file.isErrorFirst(handler),
      let name = file.lastName(of: tree.child(call, 0)), !Self.listening.contains(name),
      !Self.iterating.contains(name), case .answers(let found) = outcome(ofBody: handler, depth: depth)
    else { return nil }
    return found
  }

  /// The answer that evaluating an expression gives in any case.
  private func answer(in expression: NodeID, depth: Int) -> NodeID? {
    guard expression.exists, depth < Self.deepest else { return nil }
    let node = file.withoutAssertions(expression)
    switch tree.kind(node) {
    case .functionExpression, .arrowFunctionExpression, .classExpression: return nil
    case .logicalExpression: return answer(in: tree.child(node, 0), depth: depth + 1)
    case .conditionalExpression:
      if let found = answer(in: tree.child(node, 0), depth: depth + 1) { return found }
      guard let first = answer(in: tree.child(node, 1), depth: depth + 1),
        answer(in: tree.child(node, 2), depth: depth + 1) != nil
      else { return nil }
      return first
    case .identifier:
      guard channels.isChannel(node) else { return nil }
      switch channels.use(node) {
      case .answers(let call, _): return call
      case .unknown: return presumes ? channels.handedOn(node)?.call : nil
      case .prepares, .asks: return nil
      }
    case .callExpression:
      // `.then(rows => res.json(rows))` answers, if all goes well.
      if let (_, name) = channels.promiseLink(node), name != "catch",
        let handler = tree.list(node, 2).first.flatMap(channels.localFunction),
        case .answers(let found) = outcome(ofBody: handler, depth: depth + 1)
      {
        return found
      }
      if let found = answer(inCallbackOf: node, depth: depth + 1) { return found }
      fallthrough
    default:
      var found: NodeID?
      tree.forEachChild(node) { child in
        if found == nil { found = answer(in: child, depth: depth + 1) }
      }
      return found
    }
  }

  // MARK: What the second one throws

  /// Answers that set headers at once, and throw where the head is out.
  private static let immediate: Set<String> = ["json", "jsonp", "send", "sendStatus", "redirect", "end"]

  /// What becomes of the error of a second answer in an async function; nil where it is caught, or one of both answers
  /// later.
  func throwing(_ first: NodeID, _ second: NodeID) -> TwiceAnswered.Throwing? {
    guard tree.flags(channels.function).contains(.async), isImmediate(first), isImmediate(second),
      file.enclosingFunction(first) == channels.function, file.enclosingFunction(second) == channels.function
    else { return nil }
    var found = TwiceAnswered.Throwing.uncaught
    var isFromCatch = false
    var child = second
    for node in tree.ancestors(of: second) {
      if node == channels.function { return found }
      if tree.kind(node) == .tryStatement {
        guard !tree.child(node, 2).exists else { return nil }
        if child == tree.child(node, 0) {
          guard !isFromCatch, case .answers(let answer) = outcome(tree.child(tree.child(node, 1), 1)),
            isImmediate(answer), file.enclosingFunction(answer) == channels.function
          else { return nil }
          found = .answeredInCatch(file.spoken(answer))
          isFromCatch = true
        }
      }
      child = node
    }
    return nil
  }

  /// Whether what is thrown in the function itself leaves it.
  func isUncaught(_ node: NodeID) -> Bool {
    guard tree.flags(channels.function).contains(.async), file.enclosingFunction(node) == channels.function else {
      return false
    }
    for ancestor in tree.ancestors(of: node) {
      if ancestor == channels.function { return true }
      if tree.kind(ancestor) == .tryStatement { return false }
    }
    return false
  }

  /// `response.sendStatus(404).json({})`: what answers gives the response back.
  func chained(to first: NodeID) -> NodeID? {
    let member = tree.parent(first)
    let call = tree.parent(member)
    guard tree.kind(first) == .callExpression,
      tree.kind(file.withoutAssertions(tree.child(first, 0))) == .memberExpression,
      ["send", "sendStatus", "json", "jsonp"].contains(file.lastName(of: tree.child(first, 0)) ?? ""),
      tree.kind(member) == .memberExpression, tree.child(member, 0) == first, tree.kind(call) == .callExpression,
      tree.child(call, 0) == member, let name = file.lastName(of: member), name != "end"
    else { return nil }
    return Self.immediate.contains(name) ? call : nil
  }

  private func isImmediate(_ answer: NodeID) -> Bool {
    guard case let callee = file.withoutAssertions(tree.child(answer, 0)), tree.kind(callee) == .memberExpression else {
      return false
    }
    return file.lastName(of: callee).map(Self.immediate.contains) ?? false
  }
}
