import Checking
import JavaScript
import Semantics
import SourceText

/// What becomes of the values: which reads end as keys, passwords and addresses of databases.
extension EnvironmentReads {
  /// Marks the reads that become keys, passwords and addresses of databases.
  mutating func readSinks() {
    guard !note.reads.isEmpty else { return }
    let sinks = CredentialSinks(environment)
    var places: [(name: String, span: Span, use: EnvironmentNote.Read.Use)] = []
    var connections: [(name: String, span: Span, use: EnvironmentNote.Read.Use)] = []
    for call in nodes[.callExpression] + nodes[.newExpression] {
      for sink in sinks.sinks(of: call) where sink.isCertain && sink.member == nil {
        guard let name = variable(sink.node) else { continue }
        // Who gets it throws without it, while the program starts.
        if sink.isDemanded {
          note.checked.insert(name)
        } else {
          places.append((name, tree.span(sink.node), .secret(sink.what)))
        }
      }
      guard let first = tree.list(call, 2).first, let name = variable(first),
        let path = file.modulePath(of: file.analyzer.value(of: tree.child(call, 0))),
        Self.connectors.contains(path.specifier)
      else { continue }
      connections.append((name, tree.span(first), .connection("\(file.spoken(tree.child(call, 0)))()")))
    }
    for place in places + connections { mark(place.name, place.span, place.use) }
  }

  /// Marks the read that stands in such a place; where a name brings the value there, the reads that may have given it.
  private mutating func mark(_ name: String, _ span: Span, _ use: EnvironmentNote.Read.Use) {
    let reads = note.reads.indices.filter { note.reads[$0].name == name }
    let inside = reads.filter { span.contains(note.reads[$0].span) }
    for index in inside.isEmpty ? reads : inside {
      let known = note.reads[index].use
      if known == .plain || known == .text { note.reads[index].use = use }
    }
  }

  /// `this.secret = process.env.X`
  mutating func noteField(_ name: String, _ node: NodeID) {
    let parent = tree.parent(node)
    switch tree.kind(parent) {
    case .assignmentExpression where tree.child(parent, 1) == node:
      let target = tree.child(parent, 0)
      guard tree.kind(target) == .memberExpression, tree.kind(tree.child(target, 0)) == .thisExpression,
        let field = file.lastName(of: target)
      else { return }
      fields[field] = name
    case .propertyDefinition: if let field = environment.keyName(parent) { fields[field] = name }
    default: return
    }
  }

  private func variable(_ node: NodeID) -> String? {
    guard let path = file.globalPath(of: file.analyzer.value(of: file.withoutAssertions(node))), path.count == 3,
      path[1] == "env"
    else { return nil }
    return path[2]
  }

  // MARK: What other processes are given

  /// `start({ WORKER: "mirror", MIRROR_INDEX: "1" })`, in a file that starts processes.
  func isForChild(_ object: NodeID) -> Bool {
    let areVariables =
      !tree.list(object, 0).isEmpty
      && tree.list(object, 0).allSatisfy { property in
        tree.kind(property) == .property && environment.keyName(property).map(Self.isVariable) ?? false
      }
    return areVariables && nodes[.callExpression].contains { file.lastName(of: tree.child($0, 0)) == "fork" }
  }

  // MARK: Whether there has to be a value

  /// `process.env.X!`, or part of a text: somebody counts on it.
  func isInsisted(_ node: NodeID) -> Bool {
    [.tsNonNullExpression, .templateLiteral, .binaryExpression].contains(tree.kind(tree.parent(node)))
  }

  /// What becomes of a value; nil where something takes its place, or somebody asks for it first.
  func use(of node: NodeID) -> EnvironmentNote.Read.Use? {
    var child = node
    for _ in 0..<64 {
      let parent = tree.parent(child)
      if tree.flags(child).contains(.optional) { return nil }
      switch tree.kind(parent) {
      case .tsAsExpression, .tsNonNullExpression, .tsSatisfiesExpression, .awaitExpression: break
      case .memberExpression:
        if tree.child(parent, 0) != child || tree.flags(parent).contains(.optional) { return nil }
      case .logicalExpression:
        if tree.child(parent, 0) == child { return nil }
      case .conditionalExpression:
        if tree.child(parent, 0) == child { return nil }
      case .unaryExpression:
        return Operator(rawValue: tree.op(parent)) == .plus && !isReplaced(parent) ? .number : nil
      case .binaryExpression:
        return Operator(rawValue: tree.op(parent)) == .plus ? .text : nil
      case .ifStatement, .whileStatement, .switchStatement, .forStatement: return nil
      case .templateLiteral: return .text
      case .callExpression, .newExpression:
        if tree.child(parent, 0) == child { break }
        switch file.lastName(of: tree.child(parent, 0)) {
        case "Number", "parseInt", "parseFloat": return isReplaced(parent) ? nil : .number
        case "Boolean", "isset", "isNaN": return nil
        case "String": return .text
        default: return isAskedFor(argument: child, of: parent) ? nil : .plain
        }
      case .assignmentExpression:
        return Operator(rawValue: tree.op(parent)) == .assign && tree.child(parent, 1) == child ? .plain : nil
      case .expressionStatement: return nil
      case .variableDeclarator: return isAskedFor(tree.child(parent, 0)) ? nil : .plain
      default: return .plain
      }
      child = parent
    }
    return .plain
  }

  /// `Number(process.env.X) || 20`, `!+process.env.X`
  private func isReplaced(_ node: NodeID) -> Bool {
    let parent = tree.parent(node)
    switch tree.kind(parent) {
    case .logicalExpression, .conditionalExpression, .ifStatement: return tree.child(parent, 0) == node
    case .unaryExpression: return true
    case .variableDeclarator: return isAskedFor(tree.child(parent, 0))
    case .callExpression:
      return file.lastName(of: tree.child(parent, 0)).map { $0 == "isNaN" || $0 == "isFinite" } ?? false
    default: return false
    }
  }

  /// Whether a name is tested somewhere: `const raw = process.env.X; if (!raw) return 20`.
  func isAskedFor(_ name: NodeID) -> Bool {
    guard tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name) else { return false }
    return isAskedFor(binding)
  }

  /// `positive(process.env.LIMIT, 20)`, where the file's own function looks whether it is given anything.
  private func isAskedFor(argument: NodeID, of call: NodeID) -> Bool {
    let model = file.analyzer.model
    let origin = model.origin(of: file.analyzer.value(of: tree.child(call, 0)))
    guard case .function(let id) = origin.root, origin.path.isEmpty,
      let place = tree.list(call, 2).firstIndex(of: argument), place < model[id].parameters.count
    else { return false }
    let parameter = model[id].parameters[place]
    if parameter.initial != .unknown { return true }
    let binding = model.bindings.firstIndex { $0.kind == .parameter && parameter.span.contains($0.span) }
    return binding.map { isAskedFor(BindingID(UInt32($0))) } ?? false
  }

  private func isAskedFor(_ binding: BindingID) -> Bool {
    file.analyzer.scopeReferences(to: binding).contains { use in
      let parent = tree.parent(use)
      switch tree.kind(parent) {
      // `const isReady = production && url`
      case .logicalExpression:
        return tree.child(parent, 0) == use || Operator(rawValue: tree.op(parent)) == .and || isTest(parent)
      case .conditionalExpression, .ifStatement: return tree.child(parent, 0) == use
      case .unaryExpression: return true
      // `raw?.trim()`
      case .memberExpression: return tree.child(parent, 0) == use && tree.flags(parent).contains(.optional)
      case .binaryExpression:
        return [.strictEqual, .equal, .strictNotEqual, .notEqual].contains(Operator(rawValue: tree.op(parent)))
      case .callExpression:
        return file.lastName(of: tree.child(parent, 0)).map {
          ["isNaN", "isFinite", "isInteger", "Boolean"].contains($0)
        } ?? false
      default: return false
      }
    }
  }

  /// Whether an expression decides what happens next: `key && cert` of `if (key && cert)`.
  private func isTest(_ expression: NodeID) -> Bool {
    var child = expression
    while tree.kind(tree.parent(child)) == .logicalExpression { child = tree.parent(child) }
    let parent = tree.parent(child)
    switch tree.kind(parent) {
    case .ifStatement, .conditionalExpression: return tree.child(parent, 0) == child
    case .unaryExpression: return true
    case .callExpression: return file.lastName(of: tree.child(parent, 0)) == "Boolean"
    default: return false
    }
  }

  /// `REDIS_PASSWORD`: a Redis that asks for no password is handed `undefined`.
  static func mayBeAbsent(_ name: String) -> Bool {
    let words = name.split(separator: "_")
    return words.contains("REDIS") && ["PASSWORD", "PASS", "USERNAME", "USER", "DB", "TLS"].contains(words.last ?? "")
  }

  private static let connectors: Set<String> = [
    "mongoose", "mongodb", "pg", "redis", "ioredis", "sequelize", "knex", "mysql", "mysql2", "amqplib", "pg-promise",
  ]
}
