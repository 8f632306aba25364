import Checking
import JavaScript
import Semantics
import SourceText

/// Work that may fail without harm to what is done beside it: somebody is told, something is kept for a while, a client
/// that shows who it is stays unknown.
struct BestEffort {
  private let file: FileContext
  private let handling: FailureHandling
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext, _ handling: FailureHandling) {
    self.file = file
    self.handling = handling
  }

  // MARK: Beside the work

  /// `await store(check); try { await alert(text) } catch (error) { console.warn("no alert", error) }`: the function has
  /// done something before, all that is done in the `try` is to tell somebody, nothing of it is used afterwards, and
  /// what is printed says what failed.
  var isBesideWork: Bool {
    guard handling.form == .clause, printsWords, givesNothing, comesAfterWork, !isInTeller else { return false }
    var tells = false
    for part in FallibleCode(file).parts(of: handling.guarded) {
      // What is computed for it.
      if tree.kind(part) == .callExpression, tree.kind(tree.parent(part)) != .expressionStatement { continue }
      guard let name = nameOfCallee(part) else { return false }
      if isTelling(name, part) { tells = true } else if !RoutineCalls.isRoutine(name) { return false }
    }
    return tells
  }

  /// Sending that somebody waits for in vain: a code, a link to a password.
  private static let awaited = ["mail", "verif", "confirm", "otp", "code", "reset", "password", "invit", "token"]
  private static let telling = ["send", "notify", "alert", "emit", "broadcast", "publish", "announce", "tell", "warn"]

  /// `async function sendAlert() { …; try { await chat.send(text) } … }`: to tell is the work.
  private var isInTeller: Bool {
    let record = file.analyzer.model[file.analyzer.function(around: handling.node)]
    guard record.name.exists else { return false }
    let name = file.name(record.name).lowercased()
    return Self.telling.contains { name.hasPrefix($0) }
  }

  private func isTelling(_ name: CalleeName, _ part: NodeID) -> Bool {
    guard let text = name.text?.lowercased(), Self.telling.contains(where: { text.hasPrefix($0) }) else { return false }
    let spoken = file.spoken(file.promiseRoot(call(of: part))).lowercased()
    return !Self.awaited.contains { spoken.holds($0) }
  }

  private func nameOfCallee(_ part: NodeID) -> CalleeName? {
    let call = call(of: part)
    guard tree.kind(call) == .callExpression || tree.kind(call) == .newExpression else { return nil }
    let callee = file.withoutAssertions(tree.child(call, 0))
    return CalleeName(text: file.functionName(callee), isMember: tree.kind(callee) == .memberExpression)
  }

  private func call(of part: NodeID) -> NodeID {
    tree.kind(part) == .awaitExpression ? file.withoutAssertions(tree.child(part, 0)) : part
  }

  /// The `try` sets nothing that others read, and gives nothing back.
  private var givesNothing: Bool {
    let span = tree.span(handling.guarded)
    var gives = false
    file.forEachOwnNode(under: handling.guarded) { node in
      switch tree.kind(node) {
      case .returnStatement: gives = gives || tree.child(node, 0).exists
      case .assignmentExpression, .updateExpression:
        let target = file.withoutAssertions(tree.child(node, 0))
        guard tree.kind(target) == .identifier, let binding = file.analyzer.binding(of: target) else {
          gives = true
          return
        }
        gives = gives || !span.contains(file.analyzer.model[binding].span)
      default: break
      }
    }
    return !gives
  }

  private var comesAfterWork: Bool {
    let follows = WhatFollows(file)
    var child = tree.parent(handling.node)
    for parent in tree.ancestors(of: child) {
      if tree.kind(parent).isFunction { return false }
      let list: NodeList
      switch tree.kind(parent) {
      case .blockStatement, .program: list = tree.list(parent, 0)
      case .switchCase: list = tree.list(parent, 1)
      default:
        child = parent
        continue
      }
      let start = tree.span(child).start
      if list.contains(where: { tree.span($0).start < start && follows.doesMore($0) }) { return true }
      child = parent
    }
    return false
  }

  /// Something is printed besides the failure: `console.warn("no alert", error)`.
  private var printsWords: Bool {
    printed.contains { text in text.unicodeScalars.contains { $0.properties.isAlphabetic } }
  }

  private var printed: [String] {
    let root: NodeID
    switch handling.response {
    case .block(let block): root = block
    case .expression(let expression): root = expression
    case .named, .missing: return []
    }
    return tree.preorder(from: root).compactMap { node in
      tree.kind(node) == .stringLiteral || tree.kind(node) == .templateElement ? tree.stringValue(node) : nil
    }
  }

  // MARK: Caches

  /// `redisCache.set(key, value)`: what cannot be kept is computed again.
  var speaksOfCache: Bool {
    (file.failingCall(of: handling) ?? "").lowercased().holds("cache")
      || file.callees(in: handling).contains { $0.text?.lowercased().holds("cache") ?? false }
      || printed.contains { $0.lowercased().holds("cache") }
  }

  /// `console.warn("failed to log the access", error)`: what was to be written down was done all the same.
  var speaksOfLog: Bool {
    printed.contains { words in
      let text = words.lowercased()
      return text.holds("audit") || (text.holds(" to log ") || text.holds("not log ")) && !text.holds("log in")
    }
  }

  // MARK: What is said of it

  /// `console.error("cannot clean up the upload", error)`: there is nothing left to do.
  var speaksOfCleanUp: Bool {
    printed.contains { words in
      let text = words.lowercased()
      return ["clean up", "cleaning up", "cleanup"].contains { text.holds($0) }
    }
  }

  // MARK: Promises that are let go

  /// Nothing goes on with a promise, or what goes on is of the same kind: what it gives is printed, the same thing is
  /// asked for more, somebody is told. `owner(product).then(console.log)`, `redis.set(key, x).then(() => redis.expire(key, 60))`
  var goesOnForItself: Bool {
    let root = file.promiseRoot(handling.guarded)
    var node = file.withoutAssertions(handling.guarded)
    while node != root {
      guard let handler = tree.list(node, 2).first.map(file.withoutAssertions),
        file.lastName(of: tree.child(node, 0)) == "then",
        WhatFollows(file).onlyPrints(handler) || isOfSameKind(handler, as: root)
      else { return false }
      node = file.withoutAssertions(tree.child(tree.child(node, 0), 0))
    }
    return true
  }

  private func isOfSameKind(_ handler: NodeID, as root: NodeID) -> Bool {
    guard tree.kind(handler).isFunction, let receiver = receiver(of: root) else { return false }
    var isSame = true
    for node in tree.preorder(from: tree.child(handler, 4)) {
      switch tree.kind(node) {
      case .assignmentExpression, .updateExpression, .newExpression, .throwStatement:
        isSame = isSame && file.lastName(of: tree.child(node, 0)) == "Date"
      case .callExpression:
        if file.isConsoleCall(node) || file.isLoggerCall(node) { continue }
        let name = nameOfCallee(node)
        let isTold = name.map { isTelling($0, node) } ?? false
        isSame = isSame && !FallibleCode(file).isAnswer(node) && (isTold || self.receiver(of: node) == receiver)
      default: continue
      }
    }
    return isSame
  }

  /// What the first of a chain of calls is a member of, as people say it: `this.redis`.
  private func receiver(of call: NodeID) -> String? {
    var node = file.withoutAssertions(call)
    while tree.kind(node) == .callExpression {
      let callee = file.withoutAssertions(tree.child(node, 0))
      guard tree.kind(callee) == .memberExpression else { return nil }
      node = file.withoutAssertions(tree.child(callee, 0))
      if tree.kind(node) != .callExpression { return file.spoken(node) }
    }
    return nil
  }

  // MARK: Who it is

  /// `if (token) { try { req.user = verify(token) } catch (error) { console.log(error.message) } } next()`: after the failure
  /// all is as if there had been no token. What fails is the client's.
  var leavesUnknown: Bool {
    guard handling.form == .clause, isAlternative, setsOnlyParameters else { return false }
    let parts = FallibleCode(file).parts(of: handling.guarded).filter { part in
      !(nameOfCallee(part).map(RoutineCalls.isPlain) ?? false)
    }
    return !parts.isEmpty
      && parts.allSatisfy { part in
        guard let name = nameOfCallee(part)?.text?.lowercased() else { return false }
        return ["verify", "decode", "decrypt", "parse", "jwt"].contains { name.hasPrefix($0) }
      }
  }

  /// The `try` is all of a branch that has no other.
  private var isAlternative: Bool {
    let attempt = tree.parent(handling.node)
    let block = tree.parent(attempt)
    if tree.kind(block) == .ifStatement { return !tree.child(block, 2).exists }
    let test = tree.parent(block)
    return tree.kind(block) == .blockStatement && tree.list(block, 0).count == 1 && tree.kind(test) == .ifStatement
      && tree.child(test, 1) == block && !tree.child(test, 2).exists
  }

  /// `req.user = …`, and nothing else that is kept.
  private var setsOnlyParameters: Bool {
    let span = tree.span(handling.guarded)
    var sets = false
    var isOther = false
    file.forEachOwnNode(under: handling.guarded) { node in
      switch tree.kind(node) {
      case .assignmentExpression:
        var target = file.withoutAssertions(tree.child(node, 0))
        let isMember = tree.kind(target) == .memberExpression
        while tree.kind(target) == .memberExpression { target = file.withoutAssertions(tree.child(target, 0)) }
        guard tree.kind(target) == .identifier, let binding = file.analyzer.binding(of: target) else {
          isOther = true
          return
        }
        let record = file.analyzer.model[binding]
        if isMember, record.kind == .parameter { sets = true } else if !span.contains(record.span) { isOther = true }
      case .returnStatement, .updateExpression, .throwStatement: isOther = true
      default: break
      }
    }
    return sets && !isOther
  }

  // MARK: Results

  /// `let claims = null; try { claims = verify(token) } catch (error) { console.log(error) } return claims`: callers get the
  /// null that was there before.
  var resultInstead: String? {
    guard handling.form == .clause, case let attempt = tree.parent(handling.node),
      case let block = tree.parent(attempt),
      tree.kind(block) == .blockStatement, let index = tree.list(block, 0).firstIndex(of: attempt),
      index + 1 < tree.list(block, 0).count, case let next = tree.list(block, 0)[index + 1],
      tree.kind(next) == .returnStatement, case let result = file.withoutAssertions(tree.child(next, 0)),
      result.exists, tree.kind(result) == .identifier, let binding = file.analyzer.binding(of: result),
      isSet(binding, under: handling.guarded)
    else { return nil }
    let record = file.analyzer.model[binding]
    for declarator in tree.nodes(of: .variableDeclarator)
    where tree.span(tree.child(declarator, 0)).start == record.span.start {
      let initial = tree.child(declarator, 1)
      guard initial.exists, tree.kind(file.withoutAssertions(initial)) == .nullLiteral else { return nil }
      return "null"
    }
    return nil
  }

  private func isSet(_ binding: BindingID, under root: NodeID) -> Bool {
    var isSet = false
    file.forEachOwnNode(under: root) { node in
      guard tree.kind(node) == .assignmentExpression else { return }
      let target = tree.child(node, 0)
      isSet = isSet || tree.kind(target) == .identifier && file.analyzer.binding(of: target) == binding
    }
    return isSet
  }
}
