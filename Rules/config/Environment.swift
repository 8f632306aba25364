import Checking
import JavaScript
import Semantics
import SourceText

/// What the code of a file knows of its environment: which expressions read a variable, and which ask for its name.
struct Environment {
  let file: FileContext
  private var tree: SyntaxTree { file.tree }
  /// Initialisers of names that are given a value once.
  private let initializers: [BindingID: NodeID]

  /// What is known of this file.
  static func of(_ file: FileContext) -> Environment { file.fact { Environment(file) } }

  private init(_ file: FileContext) {
    self.file = file
    var initializers: [BindingID: NodeID] = [:]
    for declarator in file.tree.nodes(of: .variableDeclarator) {
      let name = file.tree.child(declarator, 0)
      let value = file.tree.child(declarator, 1)
      guard value.exists, file.tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name),
        !file.analyzer.model[binding].isReassigned
      else { continue }
      initializers[binding] = value
    }
    self.initializers = initializers
  }

  /// The expression that a name stands for, if it is given a value once, in a declaration.
  func initializer(of identifier: NodeID) -> NodeID? {
    guard tree.kind(identifier) == .identifier, let binding = file.analyzer.binding(of: identifier) else { return nil }
    return initializers[binding]
  }

  // MARK: Variables

  /// The name of the variable that an expression reads: `JWT_SECRET` of `process.env.JWT_SECRET`, of `env["JWT_SECRET"]`
  /// and of `process.env.JWT_SECRET?.trim()`.
  func variable(_ expression: NodeID) -> String? {
    var node = file.withoutAssertions(expression)
    for _ in 0..<8 {
      if let name = variable(value: file.analyzer.value(of: node)) ?? joinedName(node) { return name }
      guard tree.kind(node) == .callExpression, tree.list(node, 2).count <= 2 else { return nil }
      let callee = file.withoutAssertions(tree.child(node, 0))
      switch tree.kind(callee) {
      case .memberExpression: node = file.withoutAssertions(tree.child(callee, 0))
      case .identifier where ["String", "Number", "parseInt"].contains(file.name(tree.atom(callee, 0))):
        guard let first = tree.list(node, 2).first else { return nil }
        node = file.withoutAssertions(first)
      default: return nil
      }
    }
    return nil
  }

  /// `process.env["LIVEKIT_" + "SECRET"]`
  private func joinedName(_ node: NodeID) -> String? {
    guard tree.kind(node) == .memberExpression, tree.flags(node).contains(.computed),
      isEnvironment(file.analyzer.value(of: tree.child(node, 0)))
    else { return nil }
    return literal(tree.child(node, 1))
  }

  private func variable(value: ValueID) -> String? {
    guard let path = file.globalPath(of: value), path.count == 3, Self.holders.contains(path[0]), path[1] == "env"
    else {
      return nil
    }
    return path[2]
  }

  /// `process.env`, `Bun.env`
  func isEnvironment(_ value: ValueID) -> Bool {
    guard let path = file.globalPath(of: value) else { return false }
    return path.count == 2 && Self.holders.contains(path[0]) && path[1] == "env"
  }

  private static let holders: Set<String> = ["process", "Bun"]

  // MARK: The environment's name

  /// Whether an expression is the name of the environment: `process.env.NODE_ENV`, `app.get("env")`, or made from it.
  func isName(_ expression: NodeID, depth: Int = 0) -> Bool {
    guard depth < 8 else { return false }
    let node = file.withoutAssertions(expression)
    if let variable = variable(node) { return Self.names.contains(variable) }
    switch tree.kind(node) {
    case .identifier: return initializer(of: node).map { isName($0, depth: depth + 1) } ?? false
    case .logicalExpression: return isName(tree.child(node, 0), depth: depth + 1)
    case .memberExpression:
      // `config.env === "production"` says so by what it is compared with; here only clear names count.
      return ["NODE_ENV", "nodeEnv"].contains(file.lastName(of: node) ?? "")
    case .callExpression:
      let arguments = tree.list(node, 2)
      guard arguments.count == 1, file.lastName(of: tree.child(node, 0)) == "get",
        tree.kind(arguments[0]) == .stringLiteral
      else { return false }
      return ["env", "NODE_ENV"].contains(tree.stringValue(arguments[0]))
    case .templateLiteral: return tree.list(node, 1).count == 1 && isName(tree.list(node, 1)[0], depth: depth + 1)
    default: return false
    }
  }

  private static let names: Set<String> = [
    "NODE_ENV", "APP_ENV", "NODE_CONFIG_ENV", "BUILD_ENV", "DEPLOY_ENV", "ENVIRONMENT",
  ]
  static let production: Set<String> = ["production", "prod", "live"]
  static let development: Set<String> = [
    "development", "dev", "test", "testing", "local", "ci", "e2e",
  ]

  // MARK: Tests of it

  /// Where the code that runs is, given how a test came out.
  enum Place { case production, development, anywhere }

  struct Meaning {
    var whenTrue = Place.anywhere
    var whenFalse = Place.anywhere

    var inverted: Meaning { Meaning(whenTrue: whenFalse, whenFalse: whenTrue) }
    var isEmpty: Bool { whenTrue == .anywhere && whenFalse == .anywhere }
  }

  /// What a condition says about the environment.
  func meaning(of condition: NodeID, depth: Int = 0) -> Meaning {
    guard condition.exists, depth < 12 else { return Meaning() }
    let node = file.withoutAssertions(condition)
    switch tree.kind(node) {
    case .binaryExpression: return meaning(ofComparison: node)
    case .unaryExpression where Operator(rawValue: tree.op(node)) == .not:
      return meaning(of: tree.child(node, 0), depth: depth + 1).inverted
    case .logicalExpression:
      let left = meaning(of: tree.child(node, 0), depth: depth + 1)
      let right = meaning(of: tree.child(node, 1), depth: depth + 1)
      switch Operator(rawValue: tree.op(node)) {
      case .and:
        return Meaning(
          whenTrue: both(left.whenTrue, right.whenTrue), whenFalse: either(left.whenFalse, right.whenFalse))
      case .or:
        return Meaning(
          whenTrue: either(left.whenTrue, right.whenTrue), whenFalse: both(left.whenFalse, right.whenFalse))
      default: return Meaning()
      }
    case .identifier, .memberExpression:
      if let initial = initializer(of: node) {
        let known = meaning(of: initial, depth: depth + 1)
        if !known.isEmpty { return known }
      }
      return file.lastName(of: node).map(meaning(ofFlag:)) ?? Meaning()
    case .callExpression:
      guard tree.list(node, 2).isEmpty else { return meaning(ofMembership: node) }
      return file.lastName(of: tree.child(node, 0)).map(meaning(ofFlag:)) ?? Meaning()
    default: return Meaning()
    }
  }

  /// `["production", "staging"].includes(process.env.NODE_ENV)`
  private func meaning(ofMembership call: NodeID) -> Meaning {
    let callee = tree.child(call, 0)
    guard let argument = tree.list(call, 2).first, file.lastName(of: callee) == "includes", isName(argument) else {
      return Meaning()
    }
    let array = file.withoutAssertions(tree.child(callee, 0))
    guard tree.kind(array) == .arrayExpression else { return Meaning() }
    let names = tree.list(array, 0).map { $0.exists && tree.kind($0) == .stringLiteral ? tree.stringValue($0) : "?" }
    if names.allSatisfy(Self.development.contains) { return Meaning(whenTrue: .development) }
    return names.contains(where: Self.production.contains) ? Meaning(whenFalse: .development) : Meaning()
  }

  private func meaning(ofComparison node: NodeID) -> Meaning {
    let left = tree.child(node, 0)
    let right = tree.child(node, 1)
    let isEqual: Bool
    switch Operator(rawValue: tree.op(node)) {
    case .strictEqual, .equal: isEqual = true
    case .strictNotEqual, .notEqual: isEqual = false
    default: return Meaning()
    }
    guard let text = text(left) ?? text(right) else { return Meaning() }
    let subject = text == self.text(left) ? right : left
    guard
      isName(subject)
        || file.lastName(of: subject).map({ ["env", "environment", "mode"].contains($0.lowercased()) }) ?? false
    else { return Meaning() }
    var meaning = Meaning()
    if Self.production.contains(text) { meaning = Meaning(whenTrue: .production, whenFalse: .development) }
    if Self.development.contains(text) { meaning = Meaning(whenTrue: .development) }
    return isEqual ? meaning : meaning.inverted
  }

  private func text(_ node: NodeID) -> String? {
    let node = file.withoutAssertions(node)
    return tree.kind(node) == .stringLiteral ? tree.stringValue(node).lowercased() : nil
  }

  /// `isProduction`, `IS_DEV`, `__DEV__`
  private func meaning(ofFlag name: String) -> Meaning {
    let words = Words(name).list.filter { !["is", "in", "env", "mode", "node"].contains($0) }
    if isSwitchForDevelopment(words) { return Meaning(whenTrue: .development) }
    guard words.count == 1, let word = words.first else { return Meaning() }
    if ["production", "prod"].contains(word) { return Meaning(whenTrue: .production, whenFalse: .development) }
    if ["development", "dev", "test", "testing", "local"].contains(word) { return Meaning(whenTrue: .development) }
    return Meaning()
  }

  /// `useLocal`, `USE_MOCK_AUTH`: what somebody has switched on says for what. A local strategy or store may be meant for
  /// all.
  private func isSwitchForDevelopment(_ words: [String]) -> Bool {
    guard let first = words.first, ["use", "enable", "allow"].contains(first) else { return false }
    return words.dropFirst() == ["local"]
      || words.dropFirst().contains { ["dev", "development", "test", "mock", "mocks", "fake"].contains($0) }
  }

  private func both(_ left: Place, _ right: Place) -> Place { left == .anywhere ? right : left }
  private func either(_ left: Place, _ right: Place) -> Place { left == right ? left : .anywhere }

  // MARK: Where code runs

  /// Whether a node only counts away from production: in a branch, after an early end, under a key `development`.
  func isDevelopmentOnly(_ node: NodeID) -> Bool {
    var child = node
    for ancestor in tree.ancestors(of: node) {
      switch tree.kind(ancestor) {
      case .ifStatement, .conditionalExpression:
        let meaning = meaning(of: tree.child(ancestor, 0))
        if child == tree.child(ancestor, 1), meaning.whenTrue == .development { return true }
        if child == tree.child(ancestor, 2), meaning.whenFalse == .development { return true }
      case .logicalExpression where child == tree.child(ancestor, 1):
        let meaning = meaning(of: tree.child(ancestor, 0))
        let op = Operator(rawValue: tree.op(ancestor))
        if op == .and, meaning.whenTrue == .development { return true }
        if op == .or, meaning.whenFalse == .development { return true }
      case .switchCase:
        let test = tree.child(ancestor, 0)
        if test.exists, isName(tree.child(tree.parent(ancestor), 0)), let text = text(test),
          Self.development.contains(text)
        {
          return true
        }
      case .property:
        if !tree.flags(ancestor).contains(.computed), let key = keyName(ancestor),
          Self.development.contains(key.lowercased())
        {
          return true
        }
      case .blockStatement:
        if endsEarlierInProduction(ancestor, before: child) { return true }
      default: break
      }
      child = ancestor
    }
    return false
  }

  /// `if (isProduction) throw …` earlier in the block.
  private func endsEarlierInProduction(_ block: NodeID, before child: NodeID) -> Bool {
    for statement in tree.list(block, 0) {
      if statement == child { return false }
      guard tree.kind(statement) == .ifStatement, meaning(of: tree.child(statement, 0)).whenFalse == .development,
        leaves(tree.child(statement, 1))
      else { continue }
      return true
    }
    return false
  }

  /// A statement that ends the function or the process.
  func leaves(_ statement: NodeID) -> Bool {
    var found = false
    file.forEachOwnNode(under: statement) { node in
      switch tree.kind(node) {
      case .throwStatement, .returnStatement: found = true
      case .callExpression: if isProcessExit(node) { found = true }
      default: break
      }
    }
    return found
  }

  func isProcessExit(_ call: NodeID) -> Bool {
    file.globalPath(of: file.analyzer.value(of: tree.child(call, 0))) == ["process", "exit"]
  }

  /// The name of a property's key; nil for computed ones.
  func keyName(_ property: NodeID) -> String? {
    guard !tree.flags(property).contains(.computed) else { return nil }
    let key = tree.child(property, tree.kind(property) == .property ? 0 : 1)
    switch tree.kind(key) {
    case .identifier, .privateIdentifier: return file.name(tree.atom(key, 0))
    case .stringLiteral: return tree.stringValue(key)
    default: return nil
    }
  }

  /// The text of a literal, or of a name that is given one alone; nil for everything else.
  func literal(_ expression: NodeID) -> String? {
    switch file.analyzer.constant(of: expression) {
    case .string(let text): text
    case .number(let number) where number == number.rounded() && abs(number) < 1e15: String(Int(number))
    case .number, .boolean, .null, .undefined, nil: nil
    }
  }
}
