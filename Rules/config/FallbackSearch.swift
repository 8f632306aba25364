import Checking
import JavaScript
import Semantics
import SourceText

/// Finds the settings of a file that have a fallback, in all the ways people write them.
struct FallbackSearch {
  private let environment: Environment
  private var file: FileContext { environment.file }
  private var tree: SyntaxTree { environment.file.tree }
  /// Names that are handed to a signing function as its key.
  private let keyBindings: Set<BindingID>

  init(_ environment: Environment, calls: [NodeID]) {
    self.environment = environment
    var keys: Set<BindingID> = []
    for call in calls {
      for argument in Self.keyArguments(of: call, environment.file) {
        let node = environment.file.withoutAssertions(argument)
        if environment.file.tree.kind(node) == .identifier, let binding = environment.file.analyzer.binding(of: node) {
          keys.insert(binding)
        }
      }
    }
    keyBindings = keys
  }

  func fallbacks(_ nodes: FileNodes) -> [Fallback] {
    nodes[.logicalExpression].compactMap(ofLogical) + nodes[.conditionalExpression].compactMap(ofConditional)
      + nodes[.assignmentPattern].compactMap(ofPattern) + nodes[.assignmentExpression].compactMap(ofAssignment)
      + nodes[.callExpression].compactMap(ofCall) + nodes[.property].compactMap(ofSchemaEntry)
  }

  // MARK: Expressions

  /// `process.env.A || process.env.B || "value"`
  private func ofLogical(_ node: NodeID) -> Fallback? {
    guard isFallback(node) else { return nil }
    // Of a chain, the outermost: its last operand is the fallback of all.
    let parent = tree.parent(node)
    if tree.kind(parent) == .logicalExpression, isFallback(parent), tree.child(parent, 0) == node { return nil }
    let value = tree.child(node, 1)
    var left = file.withoutAssertions(tree.child(node, 0))
    var name: String?
    for _ in 0..<16 {
      let isChain = tree.kind(left) == .logicalExpression && isFallback(left)
      let operand = isChain ? tree.child(left, 1) : left
      if name == nil { name = environment.variable(operand) ?? variable(ofNamed: operand) }
      guard isChain else { break }
      left = file.withoutAssertions(tree.child(left, 0))
    }
    guard let name else { return nil }
    return fallback(name, node, value)
  }

  private func isFallback(_ node: NodeID) -> Bool {
    let op = Operator(rawValue: tree.op(node))
    return op == .or || op == .coalesce
  }

  /// A name that was given the variable: `const key = process.env.KEY; key || "value"`.
  private func variable(ofNamed expression: NodeID) -> String? {
    environment.initializer(of: file.withoutAssertions(expression)).flatMap { environment.variable($0) }
  }

  /// `process.env.X ? process.env.X : "value"`
  private func ofConditional(_ node: NodeID) -> Fallback? {
    for (read, value) in [(1, 2), (2, 1)] {
      guard let name = environment.variable(tree.child(node, read)), asksFor(name, tree.child(node, 0)) else {
        continue
      }
      return fallback(name, node, tree.child(node, value))
    }
    return nil
  }

  private func asksFor(_ name: String, _ test: NodeID) -> Bool {
    tree.preorder(from: test).contains { tree.kind($0) == .memberExpression && environment.variable($0) == name }
  }

  /// `const { X = "value" } = process.env`
  private func ofPattern(_ node: NodeID) -> Fallback? {
    let property = tree.parent(node)
    guard tree.kind(property) == .property, let key = environment.keyName(property) else { return nil }
    let pattern = tree.parent(property)
    guard tree.kind(pattern) == .objectPattern else { return nil }
    let holder = tree.parent(pattern)
    let source: NodeID
    switch tree.kind(holder) {
    case .variableDeclarator, .assignmentExpression: source = tree.child(holder, 1)
    default: return nil
    }
    guard source.exists, environment.isEnvironment(file.analyzer.value(of: file.withoutAssertions(source))) else {
      return nil
    }
    var result = fallback(key, node, tree.child(node, 1))
    let local = tree.child(node, 0)
    if tree.kind(local) == .identifier, let binding = file.analyzer.binding(of: local) {
      result.isKey = keyBindings.contains(binding)
      result.destination = file.name(tree.atom(local, 0))
    }
    return result
  }

  /// `process.env.X ||= "value"`, `secret ??= "value"`
  private func ofAssignment(_ node: NodeID) -> Fallback? {
    let op = Operator(rawValue: tree.op(node))
    let target = tree.child(node, 0)
    if op == .assign { return ofGuardedAssignment(node, target) }
    guard op == .orAssign || op == .coalesceAssign else { return nil }
    guard let name = environment.variable(target) ?? assigned(target) else { return nil }
    return fallback(name, node, tree.child(node, 1))
  }

  /// `if (!process.env.X) process.env.X = "value"`
  private func ofGuardedAssignment(_ node: NodeID, _ target: NodeID) -> Fallback? {
    guard let name = environment.variable(target), environment.literal(tree.child(node, 1)) != nil else { return nil }
    let statement = tree.parent(node)
    var holder = tree.parent(statement)
    if tree.kind(holder) == .blockStatement { holder = tree.parent(holder) }
    guard tree.kind(statement) == .expressionStatement, tree.kind(holder) == .ifStatement else { return nil }
    let test = file.withoutAssertions(tree.child(holder, 0))
    guard tree.kind(test) == .unaryExpression, Operator(rawValue: tree.op(test)) == .not,
      environment.variable(tree.child(test, 0)) == name
    else { return nil }
    return fallback(name, node, tree.child(node, 1))
  }

  /// The variable that a name was first given.
  private func assigned(_ target: NodeID) -> String? {
    guard tree.kind(target) == .identifier, let binding = file.analyzer.binding(of: target) else { return nil }
    let declared = file.analyzer.model[binding].span.start
    for declarator in tree.nodes(of: .variableDeclarator) where tree.span(tree.child(declarator, 0)).start == declared {
      let initial = tree.child(declarator, 1)
      return initial.exists ? environment.variable(initial) : nil
    }
    return nil
  }

  // MARK: Schemas and services

  private func ofCall(_ node: NodeID) -> Fallback? {
    let callee = tree.child(node, 0)
    let arguments = tree.list(node, 2)
    guard tree.kind(callee) == .memberExpression, let method = file.lastName(of: callee) else { return nil }
    switch method {
    case "get" where arguments.count == 2:
      // `config.get("JWT_SECRET", "value")`
      guard let key = literalKey(arguments[0]), isConfiguration(tree.child(callee, 0)) else { return nil }
      return declared(key, node, arguments[1])
    case "default", "prefault":
      guard arguments.count == 1, let key = schemaKey(of: node, callee) else { return nil }
      return declared(key, node, arguments[0])
    default: return nil
    }
  }

  private func literalKey(_ node: NodeID) -> String? {
    tree.kind(node) == .stringLiteral ? tree.stringValue(node) : nil
  }

  private func isConfiguration(_ receiver: NodeID) -> Bool {
    guard let name = file.lastName(of: receiver).map(Words.init) else { return false }
    return name.contains(anyOf: [
      "config", "configuration", "configs", "cfg", "env", "environment", "nconf", "settings",
    ])
  }

  /// The key a schema stands under: `JWT_SECRET: z.string().default(…)`, or `get("JWT_SECRET")` at its beginning.
  private func schemaKey(of call: NodeID, _ callee: NodeID) -> String? {
    var node = file.withoutAssertions(tree.child(callee, 0))
    while true {
      switch tree.kind(node) {
      case .memberExpression: node = file.withoutAssertions(tree.child(node, 0))
      case .callExpression:
        let inner = tree.child(node, 0)
        let arguments = tree.list(node, 2)
        if file.lastName(of: inner) == "get", let first = arguments.first, let key = literalKey(first) {
          return key == key.uppercased() ? key : nil
        }
        node = file.withoutAssertions(inner)
      case .identifier:
        // A schema is made by something that was imported.
        guard file.specifier(of: file.analyzer.value(of: node)) != nil else { return nil }
        return variableKey(above: call)
      default: return nil
      }
    }
  }

  /// The key of the entry that an expression is part of, where it is written like a variable.
  private func variableKey(above expression: NodeID) -> String? {
    var node = expression
    while true {
      let parent = tree.parent(node)
      switch tree.kind(parent) {
      case .memberExpression, .callExpression: node = parent
      case .property:
        guard tree.child(parent, 1) == node, let key = environment.keyName(parent), key.count > 2,
          key == key.uppercased()
        else { return nil }
        return key
      default: return nil
      }
    }
  }

  /// `JWT_SECRET: str({ default: "value" })` of envalid, `{ env: "JWT_SECRET", default: "value" }` of convict.
  private func ofSchemaEntry(_ property: NodeID) -> Fallback? {
    guard tree.kind(tree.parent(property)) == .objectExpression, environment.keyName(property) == "default" else {
      return nil
    }
    let object = tree.parent(property)
    let value = tree.child(property, 1)
    for other in tree.list(object, 0) where tree.kind(other) == .property && environment.keyName(other) == "env" {
      if let key = literalKey(tree.child(other, 1)) { return declared(key, property, value) }
    }
    let call = tree.parent(object)
    guard tree.kind(call) == .callExpression, tree.list(call, 2).count == 1,
      file.specifier(of: file.analyzer.value(of: tree.child(call, 0))) != nil, let key = variableKey(above: call)
    else { return nil }
    return declared(key, property, value)
  }

  private func declared(_ name: String, _ node: NodeID, _ value: NodeID) -> Fallback {
    Fallback(source: .declared, name: name, node: node, value: value)
  }

  // MARK: Where it goes

  private func fallback(_ name: String, _ node: NodeID, _ value: NodeID) -> Fallback {
    var result = Fallback(source: .variable, name: name, node: node, value: value)
    var child = node
    while true {
      let parent = tree.parent(child)
      switch tree.kind(parent) {
      case .tsAsExpression, .tsNonNullExpression, .tsSatisfiesExpression, .awaitExpression, .logicalExpression,
        .conditionalExpression, .arrayExpression:
        child = parent
        continue
      case .variableDeclarator:
        let target = tree.child(parent, 0)
        guard tree.kind(target) == .identifier else { break }
        result.destination = file.name(tree.atom(target, 0))
        if let binding = file.analyzer.binding(of: target) { result.isKey = keyBindings.contains(binding) }
      case .assignmentExpression: result.destination = file.lastName(of: tree.child(parent, 0))
      case .property: result.destination = tree.child(parent, 1) == child ? environment.keyName(parent) : nil
      case .propertyDefinition: result.destination = environment.keyName(parent)
      case .callExpression, .newExpression:
        result.isKey = Self.keyArguments(of: parent, file).contains { file.contains($0, node) }
      default: break
      }
      if tree.kind(parent) == .property, !result.isKey { result.isKey = isKeyOfOptions(parent, child) }
      return result
    }
  }

  /// `session({ secret: … })`, `cookieSession({ keys: […] })`
  private func isKeyOfOptions(_ property: NodeID, _ value: NodeID) -> Bool {
    let call = tree.parent(tree.parent(property))
    guard tree.kind(call) == .callExpression || tree.kind(call) == .newExpression,
      let key = environment.keyName(property), ["secret", "keys", "key", "secretOrKey"].contains(key)
    else { return false }
    let module = file.specifier(of: file.analyzer.value(of: tree.child(call, 0))) ?? ""
    return Self.sessionModules.contains(module)
      && !(key == "key" && CredentialSinks.namesCookieByKey.contains(module))
  }

  private static let sessionModules: Set<String> = [
    "express-session", "cookie-session", "express-jwt", "koa-session", "koa-jwt", "@fastify/jwt", "@fastify/session",
    "@fastify/secure-session", "@fastify/cookie", "passport-jwt", "iron-session", "client-sessions", "@hapi/cookie",
  ]

  /// The arguments of a call that are keys.
  private static func keyArguments(of call: NodeID, _ file: FileContext) -> [NodeID] {
    let callee = file.tree.child(call, 0)
    let value = file.analyzer.value(of: callee)
    guard let module = file.specifier(of: value) else { return [] }
    let arguments = file.tree.list(call, 2)
    let position: Int
    switch module {
    case "jsonwebtoken":
      guard ["sign", "verify"].contains(file.lastName(of: callee) ?? "") else { return [] }
      position = 1
    case "crypto":
      let keyed: Set<String> = ["createHmac", "createCipheriv", "createDecipheriv", "createSecretKey"]
      guard let name = file.lastName(of: callee), keyed.contains(name) else { return [] }
      position = name == "createSecretKey" ? 0 : 1
    case "cookie-parser": position = 0
    default: return []
    }
    return position < arguments.count ? [arguments[position]] : []
  }
}
