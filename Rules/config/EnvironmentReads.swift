import Checking
import JavaScript
import Semantics
import SourceText

/// A check of what the program does with the environment. All of them read the files once.
protocol EnvironmentCheck: SurveyCheck where Note == EnvironmentNote {}

extension EnvironmentCheck {
  var interests: FileInterests { EnvironmentReads.interests }
  var sharedSurvey: String? { "environment" }

  func survey(_ file: FileContext, nodes: FileNodes) -> [EnvironmentNote] {
    EnvironmentReads.note(on: file, nodes: nodes)
  }
}

/// Reads what a file does with the environment.
struct EnvironmentReads {
  /// Where a file has to be looked at at all.
  static let interests = FileInterests(
    kinds: [
      .memberExpression, .property, .propertyDefinition, .callExpression, .newExpression, .ifStatement,
      .arrayExpression,
    ],
    mentions: [
      "env", "ConfigService", "validationSchema", "joi", "zod", "convict", "env-var", "class-validator", "fork",
    ])

  let environment: Environment
  let nodes: FileNodes
  var file: FileContext { environment.file }
  var tree: SyntaxTree { environment.file.tree }
  var note = EnvironmentNote()
  /// Whether the file imports something that checks what it is given: asked once, calls are many.
  private let importsChecker: Bool
  /// What names of functions say: the same few are called again and again.
  private var meanings: [String: CalleeMeaning] = [:]
  /// Variables by the fields of classes that hold them.
  var fields: [String: String] = [:]

  /// What the name of a function says of its arguments.
  private struct CalleeMeaning {
    /// Asks for a variable, and does not go on without it.
    var isCheck: Bool
    var isAssertion: Bool
  }

  static func note(on file: FileContext, nodes: FileNodes) -> [EnvironmentNote] {
    var reader = EnvironmentReads(Environment.of(file), nodes)
    reader.read()
    return reader.note.isEmpty ? [] : [reader.note]
  }

  private init(_ environment: Environment, _ nodes: FileNodes) {
    self.environment = environment
    self.nodes = nodes
    let atoms = environment.file.tree.atoms
    importsChecker = environment.file.analyzer.model.imports.contains {
      Self.checkers.contains(atoms.text($0.specifier))
    }
  }

  private mutating func read() {
    for member in nodes[.memberExpression] { readMember(member) }
    for property in nodes[.property] {
      readDestructured(property)
      readSchemaEntry(property)
    }
    for member in nodes[.propertyDefinition] { readDecorated(member) }
    for statement in nodes[.ifStatement] { readGuard(statement) }
    for call in nodes[.callExpression] { readCall(call) }
    if note.isDynamic { readLists() }
    readSinks()
  }

  // MARK: Reads

  private mutating func readMember(_ node: NodeID) {
    let value = file.analyzer.value(of: node)
    if let path = file.globalPath(of: value), path.count == 3, ["process", "Bun"].contains(path[0]), path[1] == "env" {
      if Self.isVariable(path[2]) { take(path[2], node) }
    } else if tree.flags(node).contains(.computed),
      environment.isEnvironment(file.analyzer.value(of: tree.child(node, 0)))
    {
      note.isDynamic = true
    }
  }

  private mutating func take(_ name: String, _ node: NodeID) {
    let function = file.analyzer.function(around: node)
    let parent = tree.parent(node)
    if tree.kind(parent) == .assignmentExpression, tree.child(parent, 0) == node {
      note.writes.append(.init(name: name, span: tree.span(parent), function: function))
      return
    }
    noteField(name, node)
    if tree.kind(parent) == .unaryExpression, Operator(rawValue: tree.op(parent)) == .delete {
      note.writes.append(.init(name: name, span: tree.span(parent), function: function))
      return
    }
    let use = Self.mayBeAbsent(name) && !isInsisted(node) ? nil : use(of: node)
    note.reads.append(
      placed(
        .init(
          name: name, span: tree.span(node), function: function, isRequired: use != nil, use: use ?? .plain,
          isDevelopment: use != nil && environment.isDevelopmentOnly(node)),
        EnvironmentDestinations(file).destination(of: node)))
  }

  /// - Parameter destination: looked for only where it matters.
  private func placed(
    _ read: EnvironmentNote.Read, _ destination: @autoclosure () -> EnvironmentDestinations.Destination
  ) -> EnvironmentNote.Read {
    var read = read
    if read.isRequired, case .named(let names) = destination() {
      read.isUsed = false
      read.names = names
    }
    return read
  }

  /// `const { X, Y = "y" } = process.env`
  private mutating func readDestructured(_ property: NodeID) {
    let pattern = tree.parent(property)
    guard tree.kind(pattern) == .objectPattern, let key = environment.keyName(property), Self.isVariable(key) else {
      return
    }
    let holder = tree.parent(pattern)
    guard tree.kind(holder) == .variableDeclarator || tree.kind(holder) == .assignmentExpression,
      tree.child(holder, 1).exists,
      environment.isEnvironment(file.analyzer.value(of: file.withoutAssertions(tree.child(holder, 1))))
    else { return }
    let name = tree.child(property, 1)
    let isOptional =
      tree.kind(name) == .assignmentPattern || isAskedFor(name.exists ? name : tree.child(property, 0))
      || Self.mayBeAbsent(key)
    note.reads.append(
      placed(
        .init(
          name: key, span: tree.span(property), function: file.analyzer.function(around: property),
          isRequired: !isOptional, use: .plain),
        EnvironmentDestinations(file).destination(ofName: name.exists ? name : tree.child(property, 0))))
  }

  // MARK: Settings packages and checks

  private mutating func readCall(_ call: NodeID) {
    let callee = tree.child(call, 0)
    let arguments = tree.list(call, 2)
    guard let name = file.lastName(of: callee), let first = arguments.first else { return }
    let meaning = meaning(of: name)
    if ["fork", "spawn", "exec", "execFile"].contains(name) { readChild(name, Array(arguments)) }
    if arguments.count == 1, tree.kind(first) == .objectExpression, isForChild(first) { readChild("fork", [first]) }
    if let key = text(first), Self.isVariable(key) {
      let receiver = tree.kind(callee) == .memberExpression ? file.lastName(of: tree.child(callee, 0)) ?? "" : ""
      if ["get", "getOrThrow"].contains(name), receiver.lowercased().holds("config") {
        note.reads.append(
          .init(
            name: key, span: tree.span(call), function: file.analyzer.function(around: call),
            isRequired: arguments.count == 1, use: .plain))
        if name == "getOrThrow" { note.checked.insert(key) }
      } else if meaning.isCheck || module(of: callee) == "env-var" {
        note.checked.insert(key)
        note.declared.insert(key)
      }
    }
    if meaning.isAssertion
      || module(of: callee).map({ $0 != "env-var" && Self.checkers.contains($0) }) == true
    {
      for argument in arguments { note.checked.formUnion(variables(in: argument)) }
    }
  }

  private mutating func meaning(of name: String) -> CalleeMeaning {
    if let known = meanings[name] { return known }
    let lower = Array(name.lowercased().utf8)
    let meaning = lower.withUnsafeBufferPointer { lower in
      CalleeMeaning(
        isCheck: Self.checks.contains { lower.holds($0) },
        isAssertion: Self.assertions.contains { lower.holds($0) })
    }
    meanings[name] = meaning
    return meaning
  }

  /// `cluster.fork({ KEY: key })`, `fork(path, [], { env: { KEY: key } })`
  private mutating func readChild(_ name: String, _ arguments: [NodeID]) {
    for argument in arguments where tree.kind(argument) == .objectExpression {
      for property in tree.list(argument, 0) where tree.kind(property) == .property {
        guard let key = environment.keyName(property) else { continue }
        if name == "fork", arguments.count == 1, Self.isVariable(key) { note.given.insert(key) }
        let value = tree.child(property, 1)
        guard key == "env", tree.kind(value) == .objectExpression else { continue }
        for entry in tree.list(value, 0) where tree.kind(entry) == .property {
          if let name = environment.keyName(entry), Self.isVariable(name) { note.given.insert(name) }
        }
      }
    }
  }

  /// The package that a callee is of, in files that import a checker; nil elsewhere.
  private func module(of callee: NodeID) -> String? {
    importsChecker ? file.modulePath(of: file.analyzer.value(of: callee))?.specifier : nil
  }

  private static let checkers: Set<String> = [
    "assert", "node:assert", "assert/strict", "node:assert/strict", "tiny-invariant", "invariant", "ts-invariant",
    "env-var",
  ]

  private static let checks = ["env", "required", "ensure", "mustget", "getvar", "variable"].map { Array($0.utf8) }
  private static let assertions = ["assert", "invariant", "ok", "ensure", "required", "must", "check"].map {
    Array($0.utf8)
  }

  /// `if (!process.env.X) throw …`
  private mutating func readGuard(_ statement: NodeID) {
    guard environment.leaves(tree.child(statement, 1)) else { return }
    let test = tree.child(statement, 0)
    note.checked.formUnion(variables(in: test))
    guard !fields.isEmpty else { return }
    // `if (!this.secret) throw …`
    for inner in tree.preorder(from: test) where tree.kind(inner) == .memberExpression {
      guard tree.kind(tree.child(inner, 0)) == .thisExpression, let field = file.lastName(of: inner) else { continue }
      if let name = fields[field] { note.checked.insert(name) }
    }
  }

  private func variables(in node: NodeID) -> Set<String> {
    var names: Set<String> = []
    for inner in tree.preorder(from: node) where [.memberExpression, .identifier].contains(tree.kind(inner)) {
      if let path = file.globalPath(of: file.analyzer.value(of: inner)), path.count == 3, path[1] == "env" {
        names.insert(path[2])
      }
    }
    return names
  }

  /// `for (const name of ["A", "B"]) if (!process.env[name]) throw …`
  private mutating func readLists() {
    for array in nodes[.arrayExpression] {
      for element in tree.list(array, 0) where element.exists {
        if let key = text(element), Self.isVariable(key) { note.checked.insert(key) }
      }
    }
  }

  /// `JWT_SECRET: z.string()`, `env: "JWT_SECRET"`
  private mutating func readSchemaEntry(_ property: NodeID) {
    guard tree.kind(tree.parent(property)) == .objectExpression, let key = environment.keyName(property) else { return }
    let value = tree.child(property, 1)
    if key == "env", let name = text(value), Self.isVariable(name) { note.declared.insert(name) }
    guard Self.isVariable(key) else { return }
    var node = file.withoutAssertions(value)
    for _ in 0..<16 {
      switch tree.kind(node) {
      case .callExpression, .memberExpression, .newExpression: node = file.withoutAssertions(tree.child(node, 0))
      default:
        guard tree.kind(node) == .identifier,
          let module = file.specifier(of: file.analyzer.value(of: node)), Self.schemaModules.contains(module)
        else { return }
        note.declared.insert(key)
        note.checked.insert(key)
        return
      }
    }
  }

  /// `@IsString() DATABASE_URL: string` of class-validator.
  private mutating func readDecorated(_ member: NodeID) {
    guard let key = environment.keyName(member), Self.isVariable(key),
      tree.preorder(from: member).contains(where: { tree.kind($0) == .decorator })
    else { return }
    note.declared.insert(key)
    note.checked.insert(key)
  }

  private static let schemaModules: Set<String> = [
    "zod", "zod/v4", "zod/mini", "joi", "@hapi/joi", "yup", "envalid", "convict", "valibot", "arktype", "superstruct",
    "@sinclair/typebox", "io-ts", "runtypes", "env-schema", "@t3-oss/env-core", "@t3-oss/env-nextjs", "znv", "ow",
  ]

  private func text(_ node: NodeID) -> String? {
    tree.kind(node) == .stringLiteral ? tree.stringValue(node) : nil
  }

  /// Written as variables are: `MONGO_URI`.
  static func isVariable(_ name: String) -> Bool {
    name.utf8.count > 2 && name.utf8.first.map { (0x41...0x5A).contains($0) } == true
      && name.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
  }
}
