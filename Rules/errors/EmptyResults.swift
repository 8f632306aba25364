import Checking
import JavaScript
import Semantics
import SourceText

/// What a test for a result says beforehand: `create` makes a record or throws; where the failure was answered, what is
/// left empty was answered.
struct EmptyResults {
  private let channels: ResponseChannels
  private var file: FileContext { channels.file }
  private var tree: SyntaxTree { file.tree }

  init(_ channels: ResponseChannels) { self.channels = channels }

  /// How a test comes out on a way that nobody has answered yet; nil where that is not known.
  func outcome(of test: NodeID) -> Bool? {
    let (node, isNegated) = file.withoutNegations(test)
    if let known = outcome(ofJoined: node) { return known != isNegated }
    if tree.kind(node) == .binaryExpression, Operator(rawValue: tree.op(node)) == .instanceof {
      return isInstance(node) || isErrorCaught(node) ? !isNegated : nil
    }
    if failsWhereMissing(node) || endsWithText(node) || isFilled(node, before: test) { return !isNegated }
    if isNothing(node, before: test) { return isNegated }
    // Express calls a handler of errors with an error.
    if channels.isError(node) || isOfEachRequest(node) { return !isNegated }
    if let isSomething = isComparedWithNothing(node) { return isSomething != isNegated }
    guard tree.kind(node) == .identifier, let binding = file.analyzer.binding(of: node),
      !file.analyzer.model[binding].isReassigned
    else { return nil }
    let value = initial(of: binding)
    return value.map(isThere) ?? false || isUsed(binding, before: test, value) ? !isNegated : nil
  }

  /// `req.method !== "GET" && !req.params`: one part decides.
  private func outcome(ofJoined test: NodeID) -> Bool? {
    guard tree.kind(test) == .logicalExpression, let link = Operator(rawValue: tree.op(test)), link != .coalesce else {
      return nil
    }
    let parts = [tree.child(test, 0), tree.child(test, 1)].map { outcome(of: $0) }
    let deciding = link == .or
    if parts.contains(deciding) { return deciding }
    return parts.allSatisfy { $0 == !deciding } ? !deciding : nil
  }

  /// `place !== null`, where place is declared with a text, a list or the like.
  private func isComparedWithNothing(_ test: NodeID) -> Bool? {
    guard tree.kind(test) == .binaryExpression,
      ["null", "undefined"].contains(file.emptyValue(file.withoutAssertions(tree.child(test, 1))) ?? ""),
      case let name = file.withoutAssertions(tree.child(test, 0)), tree.kind(name) == .identifier,
      let binding = file.analyzer.binding(of: name), !file.analyzer.model[binding].isReassigned,
      let value = initial(of: binding),
      [.templateLiteral, .stringLiteral, .numericLiteral].contains(tree.kind(value)) || isThere(value)
    else { return nil }
    switch Operator(rawValue: tree.op(test)) {
    case .notEqual, .strictNotEqual: return true
    case .equal, .strictEqual: return false
    default: return nil
    }
  }

  /// `type === "png" || "gif"`, which is never false.
  private func endsWithText(_ test: NodeID) -> Bool {
    guard tree.kind(test) == .logicalExpression, Operator(rawValue: tree.op(test)) == .or,
      case let last = file.withoutAssertions(tree.child(test, 1)), tree.kind(last) == .stringLiteral
    else { return false }
    return !tree.stringValue(last).isEmpty
  }

  /// `results.length === 0`
  private func isNothing(_ node: NodeID, before test: NodeID) -> Bool {
    guard tree.kind(node) == .binaryExpression,
      [.equal, .strictEqual].contains(Operator(rawValue: tree.op(node))), tree.text(tree.child(node, 1)) == "0"
    else { return false }
    return isFilled(tree.child(node, 0), before: test)
  }

  /// The length of a list that something was put into on the way: `results.push(x); if (!results.length) …`.
  private func isFilled(_ length: NodeID, before test: NodeID) -> Bool {
    guard tree.kind(length) == .memberExpression, file.lastName(of: length) == "length",
      case let list = file.withoutAssertions(tree.child(length, 0)), tree.kind(list) == .identifier,
      let binding = file.analyzer.binding(of: list), !file.analyzer.model[binding].isReassigned,
      let value = initial(of: binding), tree.kind(value) == .arrayExpression
    else { return false }
    let uses = file.analyzer.scopeReferences(to: binding)
    func isCalled(_ use: NodeID, _ names: Set<String>) -> Bool {
      let member = tree.parent(use)
      return tree.kind(member) == .memberExpression && names.contains(file.lastName(of: member) ?? "")
        && tree.kind(tree.parent(member)) == .callExpression && !tree.list(tree.parent(member), 2).isEmpty
    }
    return uses.contains { use in
      isCalled(use, ["push", "unshift"]) && file.enclosingFunction(use) == file.enclosingFunction(test)
        && isPassed(use, before: test)
    } && !uses.contains { isCalled($0, ["splice"]) }
  }

  /// Whether what is written before a test runs on each way to it.
  private func isPassed(_ use: NodeID, before test: NodeID) -> Bool {
    guard tree.span(use).end <= tree.span(test).start else { return false }
    for node in tree.ancestors(of: use) {
      if file.contains(node, test) { return true }
      switch tree.kind(node) {
      case .ifStatement, .conditionalExpression, .logicalExpression, .tryStatement, .switchStatement, .forStatement,
        .forInStatement, .forOfStatement, .whileStatement, .catchClause, .switchCase:
        return false
      default: continue
      }
    }
    return false
  }

  /// `req.headers`, `res.locals`: there for each request, as is the function `req.isAuthenticated`. `req.file("picture")` of
  /// Sails gives a stream in any case.
  private func isOfEachRequest(_ node: NodeID) -> Bool {
    let isCall = tree.kind(node) == .callExpression
    let member = isCall ? file.withoutAssertions(tree.child(node, 0)) : node
    guard tree.kind(member) == .memberExpression, let name = file.lastName(of: member),
      case let base = file.withoutAssertions(tree.child(member, 0)), tree.kind(base) == .identifier,
      let binding = file.analyzer.binding(of: base)
    else { return false }
    if binding == channels.response { return !isCall && name == "locals" }
    let request = tree.list(channels.function, 2)[channels.place - 1]
    guard tree.kind(request) == .identifier, binding == file.analyzer.binding(of: request) else { return false }
    return isCall ? name == "file" : ["headers", "params", "query", "isAuthenticated"].contains(name)
  }

  /// `const name = user.profile.name; if (!user) …`: without a user it has thrown.
  private func isUsed(_ binding: BindingID, before test: NodeID, _ value: NodeID?) -> Bool {
    let function = file.enclosingFunction(test)
    return file.analyzer.scopeReferences(to: binding).contains { use in
      let member = tree.parent(use)
      guard tree.kind(member) == .memberExpression, tree.child(member, 0) == use,
        tree.span(member).end <= tree.span(test).start, !tree.flags(member).contains(.optional),
        file.enclosingFunction(use) == function, let name = file.lastName(of: member), !Self.ofTexts.contains(name),
        // Of an empty text and of 0 one may ask for any property, but neither call it nor go further.
        value.map({ tree.kind($0) == .awaitExpression }) ?? false || goesOn(from: member)
      else { return false }
      return isPassed(use, before: test)
    }
  }

  private func goesOn(from member: NodeID) -> Bool {
    let parent = tree.parent(member)
    switch tree.kind(parent) {
    case .memberExpression: return tree.child(parent, 0) == member && !tree.flags(parent).contains(.optional)
    case .callExpression: return tree.child(parent, 0) == member
    default: return false
    }
  }

  /// Members of texts and numbers, which may be there and empty.
  private static let ofTexts: Set<String> = [
    "length", "trim", "toString", "toLowerCase", "toUpperCase", "split", "replace", "replaceAll", "match", "slice",
    "substring", "substr", "startsWith", "endsWith", "includes", "indexOf", "charAt", "concat", "normalize", "test",
    "toFixed", "valueOf", "at", "search", "padStart", "padEnd", "trimStart", "trimEnd", "localeCompare", "charCodeAt",
  ]

  /// `req.files || Object.keys(req.files).length`: where there are none, it throws.
  private func failsWhereMissing(_ test: NodeID) -> Bool {
    guard tree.kind(test) == .logicalExpression, Operator(rawValue: tree.op(test)) == .or else { return false }
    let subject = file.withoutAssertions(tree.child(test, 0))
    guard tree.kind(subject) == .identifier || tree.kind(subject) == .memberExpression else { return false }
    let text = tree.text(subject)
    var found = false
    file.forEachOwnNode(under: tree.child(test, 1)) { node in
      guard tree.kind(node) == .callExpression, let argument = tree.list(node, 2).first,
        let path = file.globalPath(of: file.analyzer.value(of: tree.child(node, 0))), path.count == 2
      else { return }
      found =
        found || path[0] == "Object" && ["keys", "values", "entries"].contains(path[1]) && tree.text(argument) == text
    }
    return found
  }

  /// `x instanceof Model`, where x is what `Model.create` gave.
  private func isInstance(_ test: NodeID) -> Bool {
    let name = file.withoutAssertions(tree.child(test, 0))
    guard tree.kind(name) == .identifier, let maker = maker(of: name), tree.kind(maker) == .callExpression else {
      return false
    }
    let callee = file.withoutAssertions(tree.child(maker, 0))
    return tree.kind(callee) == .memberExpression && file.lastName(of: callee) == "create"
      && tree.text(tree.child(callee, 0)) == tree.text(tree.child(test, 1))
  }

  /// `catch (error) { if (error instanceof Error) … }`: how TypeScript has it written. What is thrown is one.
  private func isErrorCaught(_ test: NodeID) -> Bool {
    file.pathInError(file.withoutAssertions(tree.child(test, 0)))?.isEmpty ?? false
      && file.globalPath(of: file.analyzer.value(of: tree.child(test, 1))) == ["Error"]
  }

  /// The call whose result a name holds: `const x = await f()`, `const x = f()`, `f().then(x => …)`.
  private func maker(of name: NodeID) -> NodeID? {
    guard let binding = file.analyzer.binding(of: name), !file.analyzer.model[binding].isReassigned else { return nil }
    if let value = initial(of: binding) {
      return tree.kind(value) == .awaitExpression ? file.withoutAssertions(tree.child(value, 0)) : value
    }
    guard case .parameter(let id, 0) = file.analyzer.origin(of: name).root, file.analyzer.origin(of: name).path.isEmpty
    else { return nil }
    let call = tree.parent(file.analyzer.model[id].node)
    guard tree.kind(call) == .callExpression, let (object, link) = channels.promiseLink(call), link == "then" else {
      return nil
    }
    return file.withoutAssertions(object)
  }

  /// The call whose result a test finds missing, so that the program may know better: `if (rows) …` with `rows` of
  /// `await pool.query(…)`.
  func call(missingWhere test: NodeID, holds: Bool) -> ValueID? {
    let (node, isNegated) = file.withoutNegations(test)
    guard isNegated == holds, tree.kind(node) == .identifier, let call = maker(of: node),
      tree.kind(call) == .callExpression
    else { return nil }
    return file.analyzer.value(of: call)
  }

  /// The call whose result is neither true nor false where two tests come out so: `if (known === true) … else if (known ===
  /// false) …`.
  func call(neitherOfBothWhere test: NodeID, holds: Bool) -> ValueID? {
    guard !holds, let (name, value) = comparison(test), let call = maker(of: name), tree.kind(call) == .callExpression
    else { return nil }
    let branch = tree.parent(test)
    let outer = tree.parent(branch)
    guard tree.kind(branch) == .ifStatement, tree.kind(outer) == .ifStatement, tree.child(outer, 2) == branch,
      let (other, otherValue) = comparison(tree.child(outer, 0)), tree.text(other) == tree.text(name),
      value != otherValue
    else { return nil }
    return file.analyzer.value(of: call)
  }

  /// `known === true`
  private func comparison(_ test: NodeID) -> (name: NodeID, value: Bool)? {
    let node = file.withoutAssertions(test)
    guard tree.kind(node) == .binaryExpression,
      [.equal, .strictEqual].contains(Operator(rawValue: tree.op(node))), tree.kind(tree.child(node, 0)) == .identifier,
      tree.kind(tree.child(node, 1)) == .booleanLiteral
    else { return nil }
    return (tree.child(node, 0), tree.flags(tree.child(node, 1)).contains(.isTrue))
  }

  /// What a name is declared with.
  private func initial(of binding: BindingID) -> NodeID? {
    let span = file.analyzer.model[binding].span
    let declarator = tree.nodes(of: .variableDeclarator).first { node in
      tree.kind(tree.child(node, 0)) == .identifier && tree.span(tree.child(node, 0)).start == span.start
    }
    guard let value = declarator.map({ tree.child($0, 1) }), value.exists else { return nil }
    return file.withoutAssertions(value)
  }

  /// Members of Sequelize, Mongoose, Prisma and TypeORM that give a record or throw.
  private static let makers: Set<String> = [
    "create", "save", "bulkCreate", "insertMany", "findUniqueOrThrow", "findFirstOrThrow", "findOneOrFail",
    "findOneByOrFail",
  ]

  private func isThere(_ value: NodeID) -> Bool {
    switch tree.kind(value) {
    case .newExpression, .arrayExpression, .objectExpression: return true
    case .awaitExpression:
      let call = file.withoutAssertions(tree.child(value, 0))
      guard tree.kind(call) == .callExpression else { return false }
      let callee = file.withoutAssertions(tree.child(call, 0))
      if let (_, name) = channels.promiseLink(call) {
        // `await load().catch(error => { res.status(504).end() })`
        return name == "catch" && channels.isMentioned(under: tree.list(call, 2)[0])
      }
      return tree.kind(callee) == .memberExpression && file.lastName(of: callee).map(Self.makers.contains) ?? false
    case .callExpression:
      // It throws, or gives the claims.
      return file.modulePath(of: file.analyzer.value(of: tree.child(value, 0))).map {
        $0.specifier == "jsonwebtoken" && $0.names.last == "verify" && tree.list(value, 2).count < 4
          && !tree.list(value, 2).contains { tree.kind($0).isFunction }
      } ?? false
    case .logicalExpression:
      // `req.query.prompt || "say something"`
      let last = file.withoutAssertions(tree.child(value, 1))
      return Operator(rawValue: tree.op(value)) == .or && tree.kind(last) == .stringLiteral
        && !tree.stringValue(last).isEmpty
    default: return false
    }
  }
}
