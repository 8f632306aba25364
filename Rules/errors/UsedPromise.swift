import Checking
import Findings
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// A promise that is used as if it were the value: `const rows = load(); rows.filter(…)`, `for (const row of load())`,
/// `res.json(load())`.
///
/// Only of what async functions of the program give, which is a plain promise. Promises of packages may have members of
/// their own.
struct UsedPromise: Sendable {
  var call: CallID
  /// The name that holds it; nil where the call stands there.
  var name: Span?
  /// The member that is asked for; nil for a loop over it.
  var member: String?
  var span: Span
  /// The parameter that is given it as an answer.
  var receiver: Receiver?

  /// A response of Express or a context of Koa, if the function is a handler.
  struct Receiver: Sendable {
    var function: FunctionID
    var place: Int
    var framework: String
  }

  static let interests = FileInterests(
    kinds: [.memberExpression, .variableDeclarator, .forOfStatement, .callExpression, .assignmentExpression])

  /// What promises have.
  private static let own: Set<String> = [
    "then", "catch", "finally", "constructor", "toString", "valueOf", "hasOwnProperty", "toLocaleString",
    "isPrototypeOf", "propertyIsEnumerable", "__proto__",
  ]

  static func all(in file: FileContext, _ nodes: FileNodes) -> [UsedPromise] {
    if file.isBystander { return [] }
    var seen: Set<BindingID> = []
    var found: [UsedPromise] = []
    func note(_ object: NodeID, _ member: String?, at node: NodeID, to receiver: Receiver? = nil) {
      guard let (call, binding) = plainCall(object, file) else { return }
      if let binding, !seen.insert(binding).inserted || asks(binding, file) { return }
      found.append(
        UsedPromise(
          call: call, name: binding.map { file.analyzer.model[$0].span }, member: member,
          span: file.firstLine(of: file.tree.span(node)), receiver: receiver))
    }
    let tree = file.tree
    for node in nodes[.memberExpression] {
      guard !tree.flags(node).contains(.computed), let name = file.lastName(of: node), !own.contains(name),
        !isTarget(node, tree)
      else { continue }
      note(tree.child(node, 0), name, at: node)
    }
    for node in nodes[.variableDeclarator] where tree.kind(tree.child(node, 0)) == .objectPattern {
      guard let first = tree.list(tree.child(node, 0), 0).first, tree.kind(first) == .property,
        let name = file.lastName(of: tree.child(first, 0)), !own.contains(name)
      else { continue }
      note(tree.child(node, 1), name, at: node)
    }
    for node in nodes[.forOfStatement] where !tree.flags(node).contains(.async) {
      note(tree.child(node, 1), nil, at: tree.child(node, 1))
    }
    for node in nodes[.callExpression] {
      guard let receiver = receiver(ofAnswer: node, file) else { continue }
      for value in parts(of: tree.list(node, 2)[0], file) { note(value, nil, at: value, to: receiver) }
    }
    for node in nodes[.assignmentExpression] {
      guard let receiver = receiver(ofBody: tree.child(node, 0), file) else { continue }
      for value in parts(of: tree.child(node, 1), file) { note(value, nil, at: value, to: receiver) }
    }
    return found
  }

  // MARK: Answers

  /// What JSON is made of: the value itself, or those in an object.
  private static func parts(of value: NodeID, _ file: FileContext) -> [NodeID] {
    let node = file.withoutAssertions(value)
    guard file.tree.kind(node) == .objectExpression else { return [node] }
    return file.tree.list(node, 0).filter { file.tree.kind($0) == .property }.map {
      file.withoutAssertions(file.tree.child($0, 1))
    }
  }

  /// `res.json(…)`, `res.status(200).send(…)`
  private static func receiver(ofAnswer call: NodeID, _ file: FileContext) -> Receiver? {
    let tree = file.tree
    let callee = tree.child(call, 0)
    guard tree.kind(callee) == .memberExpression, tree.list(call, 2).count == 1,
      let name = file.lastName(of: callee), name == "json" || name == "send"
    else { return nil }
    var base = tree.child(callee, 0)
    for _ in 0..<4 where tree.kind(base) == .callExpression {
      base = tree.child(tree.child(base, 0), 0)
    }
    return parameter(base, of: "Express", file)
  }

  /// `ctx.body`, `ctx.response.body`
  private static func receiver(ofBody target: NodeID, _ file: FileContext) -> Receiver? {
    let tree = file.tree
    guard tree.kind(target) == .memberExpression, file.lastName(of: target) == "body" else { return nil }
    var base = tree.child(target, 0)
    if tree.kind(base) == .memberExpression, file.lastName(of: base) == "response" { base = tree.child(base, 0) }
    return parameter(base, of: "Koa", file)
  }

  private static func parameter(
    _ node: NodeID, of framework: String, _ file: FileContext
  ) -> Receiver? {
    guard file.tree.kind(node) == .identifier, case let origin = file.analyzer.origin(of: node), origin.path.isEmpty,
      case .parameter(let function, let place) = origin.root
    else { return nil }
    return Receiver(function: function, place: place, framework: framework)
  }

  private static func isTarget(_ member: NodeID, _ tree: SyntaxTree) -> Bool {
    let parent = tree.parent(member)
    switch tree.kind(parent) {
    case .assignmentExpression: return tree.child(parent, 0) == member
    case .unaryExpression: return Operator(rawValue: tree.op(parent)) != .not
    default: return false
    }
  }

  /// A call that may be of a function of the program, or a name that holds the result of one and nothing else.
  private static func plainCall(_ object: NodeID, _ file: FileContext) -> (call: CallID, binding: BindingID?)? {
    let model = file.analyzer.model
    switch file.tree.kind(object) {
    case .callExpression:
      guard let call = file.analyzer.call(at: object), mayBeOwn(call, file) else { return nil }
      return (call, nil)
    case .identifier:
      guard let id = file.analyzer.binding(of: object), case let binding = model[id], !binding.isReassigned,
        [.const, .let, .var].contains(binding.kind), case let values = model.values(binding.values), values.count == 1,
        let value = values.first, model[value].kind == .call, case let call = CallID(model[value].a),
        mayBeOwn(call, file)
      else { return nil }
      return (call, id)
    default: return nil
    }
  }

  private static func mayBeOwn(_ call: CallID, _ file: FileContext) -> Bool {
    let site = file.analyzer.model[call]
    guard site.flags.isDisjoint(with: [.new, .awaited, .optional, .taggedTemplate]) else { return false }
    var callee = site.callee
    for _ in 0..<6 where file.analyzer.model[callee].kind == .member { callee = ValueID(file.analyzer.model[callee].a) }
    switch file.analyzer.model[callee].kind {
    case .binding, .imported, .module:
      return file.specifier(of: callee).map { $0.hasPrefix(".") || $0.hasPrefix("@/") || $0.hasPrefix("~/") } ?? true
    case .this, .call: return true
    default: return false
    }
  }

  /// Whether the code asks what a name holds, or puts something on it.
  private static func asks(_ binding: BindingID, _ file: FileContext) -> Bool {
    let tree = file.tree
    return file.analyzer.scopeReferences(to: binding).contains { use in
      let parent = tree.parent(use)
      switch tree.kind(parent) {
      case .binaryExpression, .unaryExpression:
        return [.instanceof, .in, .typeof].contains(Operator(rawValue: tree.op(parent)))
      case .memberExpression:
        guard tree.child(parent, 0) == use else { return false }
        let outer = tree.parent(parent)
        if tree.kind(outer) == .assignmentExpression { return tree.child(outer, 0) == parent }
        return file.lastName(of: parent) == "then"
          && !(tree.kind(outer) == .callExpression && tree.child(outer, 0) == parent)
      default: return false
      }
    }
  }

  // MARK: When the program is known

  func report(in file: FileIndex, _ program: Program, _ reporter: inout Reporter) {
    let reference = CallReference(file: file, call: call)
    let targets = program.targets(of: reference)
    guard !targets.isEmpty,
      targets.allSatisfy({ target in
        let flags = program[target.file][target.function].flags
        return flags.contains(.async) && !flags.contains(.generator)
      }), let fact = program.promises.fact(of: reference), !fact.isLazy
    else { return }
    if let receiver, !receiver.isGiven(in: file, program) { return }
    let said = program.spoken(reference)
    let binding = name.flatMap { span in program[file].bindings.first { $0.span == span } }
    if receiver != nil {
      let subject = binding.map { "\(program.text($0.name)) is a promise" } ?? "\(said) gives a promise"
      reporter.report(
        at: span, in: program[file].path, "\(subject), which goes to the client as {}: nothing awaits it",
        severity: .error, evidence: program.evidence(fact.steps),
        enclosing: program.qualifiedName(of: FunctionReference(file: file, function: program[file][call].function)))
      return
    }
    let what = member.map { binding == nil ? "which has no \($0)" : "and has no \($0)" }
    let opening =
      binding.map { "\(program.text($0.name)) is a promise \(what ?? "and no list to go through")" }
      ?? "\(said) gives a promise, \(what ?? "which is no list to go through")"
    let end: String
    switch program.promises.handling(of: reference) {
    case .kept, .dropped: end = "nothing awaits \(binding == nil ? "it here" : said)"
    case .awaited, .caught, .returned, .passed, .voided, .ignored: end = "this does not wait"
    }
    reporter.report(
      at: span, in: program[file].path, "\(opening): \(end)", severity: .error, evidence: program.evidence(fact.steps),
      enclosing: program.qualifiedName(of: FunctionReference(file: file, function: program[file][call].function)))
  }
}

extension UsedPromise.Receiver {
  /// Whether a framework that sends JSON calls the function with what it takes that parameter for.
  func isGiven(in file: FileIndex, _ program: Program) -> Bool {
    let reference = FunctionReference(file: file, function: function)
    let count = program[file][function].parameters.count
    return program.handlers.contains { handler in
      guard handler.function == reference, handler.framework == framework else { return false }
      let roles = handler.parameterRoles(count: count)
      // Koa's context is both.
      return place < roles.count && roles[place] == (framework == "Koa" ? .request : .response)
    }
  }
}
