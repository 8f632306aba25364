import JavaScript

/// What a condition says about `NODE_ENV`.
struct EnvironmentTest: OptionSet {
  let rawValue: UInt8
  /// It is the name of the environment itself.
  static let name = EnvironmentTest(rawValue: 1 << 0)
  /// Where it is true, the environment is not production.
  static let trueInDevelopment = EnvironmentTest(rawValue: 1 << 1)
  /// Where it is false, the environment is not production.
  static let falseInDevelopment = EnvironmentTest(rawValue: 1 << 2)
}

extension Analysis {
  /// Reads a condition that was walked before.
  mutating func environmentTest(_ node: NodeID) -> EnvironmentTest { environmentTest(node, 0) }

  private mutating func environmentTest(_ node: NodeID, _ depth: Int) -> EnvironmentTest {
    guard depth < 8 else { return [] }
    let node = tree.unwrapped(node)
    switch tree.kind(node) {
    case .identifier:
      return environmentTest(ofName: node)
    case .memberExpression:
      return environmentTest(ofMember: node)
    case .unaryExpression where tree.op(node) == Operator.not.rawValue:
      let inner = environmentTest(tree.child(node, 0), depth + 1)
      var swapped: EnvironmentTest = []
      if inner.contains(.trueInDevelopment) { swapped.insert(.falseInDevelopment) }
      if inner.contains(.falseInDevelopment) { swapped.insert(.trueInDevelopment) }
      return swapped
    case .logicalExpression:
      return environmentTest(ofLogical: node, depth)
    case .binaryExpression:
      return environmentTest(ofComparison: node, depth)
    case .callExpression:
      return environmentTest(ofCall: node, depth)
    case .functionDeclaration, .functionExpression, .arrowFunctionExpression:
      return environmentTest(ofAnswerOf: node, depth)
    default:
      return []
    }
  }

  /// `const isProduction = () => process.env.NODE_ENV === "production"`: what it answers, and does nothing else.
  private mutating func environmentTest(ofAnswerOf function: NodeID, _ depth: Int) -> EnvironmentTest {
    let body = tree.child(function, 4)
    guard body.exists, tree.list(function, 2).count == 0 else { return [] }
    guard tree.kind(body) == .blockStatement else { return environmentTest(body, depth + 1) }
    let statements = tree.list(body, 0)
    guard statements.count == 1, tree.kind(statements[0]) == .returnStatement,
      case let answer = tree.child(statements[0], 0), answer.exists
    else { return [] }
    return environmentTest(answer, depth + 1)
  }

  private mutating func environmentTest(ofName node: NodeID) -> EnvironmentTest {
    guard let index = Meaning.binding(meanings[node.raw]) else {
      let name = tree.atom(node, 0)
      return name == vocabulary.dunderDev || name == vocabulary.dunderDevelopment ? .trueInDevelopment : []
    }
    let traits = states[index].traits
    var test: EnvironmentTest = []
    if traits.contains(.environmentName) { test.insert(.name) }
    if traits.contains(.trueInDevelopment) { test.insert(.trueInDevelopment) }
    if traits.contains(.falseInDevelopment) { test.insert(.falseInDevelopment) }
    return test
  }

  /// `process.env.NODE_ENV`, `import.meta.env.DEV`
  private mutating func environmentTest(ofMember node: NodeID) -> EnvironmentTest {
    let property = tree.child(node, 1)
    let name = constantKey(property, isComputed: tree.flags(node).contains(.computed))
    if name == .NODE_ENV || name == .env && isOfSettings(node) { return .name }
    guard name == vocabulary.bigDev || name == vocabulary.bigProd || name == vocabulary.mode else { return [] }
    let object = tree.child(node, 0)
    guard tree.kind(object) == .memberExpression, tree.kind(tree.child(object, 0)) == .metaProperty,
      tree.atom(tree.child(object, 1), 0) == .env
    else { return [] }
    if name == vocabulary.mode { return .name }
    return name == vocabulary.bigDev ? .trueInDevelopment : .falseInDevelopment
  }

  /// `config.env`, as against `process.env`.
  func isOfSettings(_ member: NodeID) -> Bool {
    let object = tree.unwrapped(tree.child(member, 0))
    switch tree.kind(object) {
    case .identifier: return tree.atom(object, 0) != .process
    case .memberExpression: return true
    default: return false
    }
  }

  private mutating func environmentTest(ofLogical node: NodeID, _ depth: Int) -> EnvironmentTest {
    let left = environmentTest(tree.child(node, 0), depth + 1)
    // `process.env.NODE_ENV || "development"`
    if left.contains(.name), tree.op(node) != Operator.and.rawValue { return .name }
    let right = environmentTest(tree.child(node, 1), depth + 1)
    let both = left.intersection(right)
    let either = left.union(right)
    if tree.op(node) == Operator.and.rawValue {
      return either.intersection(.trueInDevelopment).union(both.intersection(.falseInDevelopment))
    }
    return both.intersection(.trueInDevelopment).union(either.intersection(.falseInDevelopment))
  }

  private mutating func environmentTest(ofComparison node: NodeID, _ depth: Int) -> EnvironmentTest {
    let isEqual: Bool
    switch Operator(rawValue: tree.op(node)) {
    case .strictEqual, .equal: isEqual = true
    case .strictNotEqual, .notEqual: isEqual = false
    default: return []
    }
    var text = tree.unwrapped(tree.child(node, 1))
    var other = tree.child(node, 0)
    if tree.kind(text) != .stringLiteral { (text, other) = (tree.unwrapped(other), text) }
    guard tree.kind(text) == .stringLiteral, environmentTest(other, depth + 1).contains(.name) else { return [] }
    if isProductionName(text) { return isEqual ? .falseInDevelopment : .trueInDevelopment }
    guard isDevelopmentName(text) else { return [] }
    return isEqual ? .trueInDevelopment : []
  }

  /// `["development", "test"].includes(NODE_ENV)`, `NODE_ENV.trim()`, Express's `app.get("env")`, `isProduction()`
  private mutating func environmentTest(ofCall node: NodeID, _ depth: Int) -> EnvironmentTest {
    let callee = tree.child(node, 0)
    if tree.kind(callee) == .identifier, tree.list(node, 2).count == 0 { return environmentTest(ofName: callee) }
    guard tree.kind(callee) == .memberExpression, !tree.flags(callee).contains(.computed) else { return [] }
    let name = tree.atom(tree.child(callee, 1), 0)
    let object = tree.unwrapped(tree.child(callee, 0))
    let arguments = tree.list(node, 2)
    if name == vocabulary.toLowerCase || name == vocabulary.trim {
      return environmentTest(object, depth + 1).intersection(.name)
    }
    guard arguments.count == 1 else { return [] }
    if name == .get {
      return tree.kind(arguments[0]) == .stringLiteral && stringAtom(arguments[0]) == .env ? .name : []
    }
    guard name == vocabulary.includes, tree.kind(object) == .arrayExpression,
      environmentTest(arguments[0], depth + 1).contains(.name)
    else { return [] }
    let names = tree.list(object, 0)
    var development = 0
    var production = 0
    for index in 0..<names.count where tree.kind(names[index]) == .stringLiteral {
      if isDevelopmentName(names[index]) { development += 1 }
      if isProductionName(names[index]) { production += 1 }
    }
    if production > 0 { return .falseInDevelopment }
    return development == names.count && development > 0 ? .trueInDevelopment : []
  }

  private mutating func isProductionName(_ node: NodeID) -> Bool {
    let name = stringAtom(node)
    return name == vocabulary.production || name == vocabulary.prod
  }

  mutating func isDevelopmentName(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .stringLiteral else { return false }
    let name = stringAtom(node)
    return name == vocabulary.development || name == vocabulary.dev || name == vocabulary.test
      || name == vocabulary.testing || name == vocabulary.local
  }

  // MARK: Names that hold the answer

  /// A name is given a value: is it the environment, a test of it, or a `require` of its own?
  mutating func noteTraits(of target: NodeID, _ initial: NodeID, _ value: ValueID) {
    guard !value.isUnknown || mentionsEnvironment, let index = Meaning.binding(meanings[target.raw]) else { return }
    if values[value.raw.index].kind == .call { noteRequire(index, value) }
    // `const heartbeat = false`: a switch that only whoever edits the file turns on.
    if value == .literal(.false), bindings[index].kind == .const {
      mentionsEnvironment = true
      add(.trueInDevelopment, to: index)
      return
    }
    guard mentionsEnvironment else { return }
    add(environmentTest(initial), to: index)
  }

  /// The same of a function that is declared.
  mutating func noteTraits(ofFunction node: NodeID, named index: Int) {
    guard mentionsEnvironment else { return }
    add(environmentTest(node), to: index)
  }

  private mutating func add(_ test: EnvironmentTest, to index: Int) {
    guard !test.isEmpty else { return }
    if test.contains(.name) { states.base[index].traits.insert(.environmentName) }
    if test.contains(.trueInDevelopment) { states.base[index].traits.insert(.trueInDevelopment) }
    if test.contains(.falseInDevelopment) { states.base[index].traits.insert(.falseInDevelopment) }
  }

  /// `const { NODE_ENV } = process.env`, also renamed or with a default.
  mutating func noteEnvironmentName(_ target: NodeID) {
    var target = target
    if tree.kind(target) == .assignmentPattern { target = tree.child(target, 0) }
    guard tree.kind(target) == .identifier, let index = Meaning.binding(meanings[target.raw]) else { return }
    states.base[index].traits.insert(.environmentName)
  }

  /// `import { isDev } from "./environment"`, `const { isDev } = require("./environment")`: the other module asks
  /// `NODE_ENV`, and this one goes by the name it gives the answer.
  mutating func noteEnvironmentFlag(_ target: NodeID, named name: Atom) {
    let test: EnvironmentTest
    if vocabulary.developmentFlags.contains(name) {
      test = .trueInDevelopment
    } else if vocabulary.productionFlags.contains(name) {
      test = .falseInDevelopment
    } else {
      return
    }
    guard tree.kind(target) == .identifier, let index = Meaning.binding(meanings[target.raw]) else { return }
    mentionsEnvironment = true
    add(test, to: index)
  }

  /// `app.get("env")`
  mutating func noteEnvironmentCall(_ callee: ValueID, from mark: Int) {
    guard scratch.count == mark + 1 else { return }
    let callee = values[callee.raw.index]
    let argument = values[scratch[mark].index]
    if callee.kind == .member, callee.b == Atom.get.raw, argument.kind == .string, argument.a == Atom.env.raw {
      mentionsEnvironment = true
    }
  }
}
