import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports casts by way of `unknown`, `any` or `never`. The promise is on the page beside this file.
struct DoubleCast: SurveyCheck {
  struct Note {
    var span: Span
    /// What is cast.
    var value: ValueID
    var function: FunctionID
    /// "req.body becomes User by way of unknown".
    var text: String
    /// An authorizer of the service's own put it there.
    var isOwn: Bool
  }

  let interests = FileInterests(kinds: [.tsAsExpression, .tsTypeAssertion])

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    guard file.tree.dialect == .typeScript else { return [] }
    return (nodes[.tsAsExpression] + nodes[.tsTypeAssertion]).compactMap { node in
      guard let inner = innerCast(of: node, file) else { return nil }
      let target = type(of: node, file.tree)
      if isErased(target, file.tree) || isConst(target, file.tree) { return nil }
      let value = file.tree.unwrapped(inner.value)
      if isShared(value, file) || isMock(file.tree.text(target)) || isBrand(node, value, file)
        || isParameter(target, file.tree) || isProven(node, value, target, file.tree) || isLookedUp(node, file)
        || Self.claimingNothing.contains(file.tree.text(target))
      {
        return nil
      }
      return Note(
        span: file.firstLine(of: file.tree.span(node)), value: file.analyzer.value(of: value),
        function: file.analyzer.function(around: node),
        text:
          "\(shown(value, "the value", file)) becomes \(shown(target, "another type", file)) by way of \(inner.way)",
        isOwn: file.tree.text(value).holds("requestContext.authorizer")
      )
    }.sorted { $0.span < $1.span }
  }

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    for file in surveyed where program.isServiceCode(file.file) && program.role(of: file.file).role != .library {
      let path = program[file.file].path
      var others: [Note] = []
      for note in file.notes
      where !isAccepted(note.value, program[file.file], program) && !isValidated(note, in: file.file, program) {
        let function = FunctionReference(file: file.file, function: note.function)
        guard !note.isOwn, let way = program.requestPath(to: function), program.validation(before: way.handler) == nil,
          let steps = origin(of: note, file.file, program)
        else {
          others.append(note)
          continue
        }
        reporter.report(
          at: note.span, in: path, "\(note.text), whatever it is, on \(way.handler.route)",
          evidence: way.evidence(in: program) + steps, enclosing: program.qualifiedName(of: function))
      }
      guard let first = others.first else { continue }
      let more = others.count > 1 ? ", as \(others.count - 1) more in this file" : ""
      reporter.report(
        at: first.span, in: path, "\(first.text), whatever it is\(more)", severity: .note,
        evidence: others.dropFirst().prefix(8).map { EvidenceStep(path: path, span: $0.span, message: $0.text) })
    }
  }

  /// `result.data` of `const result = schema.safeParse(body)`: a schema has seen what it is.
  private func isAccepted(_ value: ValueID, _ file: ProgramFile, _ program: Program) -> Bool {
    let member = file.behindNames(value)
    guard member.kind == .member, program.text(Atom(member.b)) == "data" else { return false }
    let result = file.behindNames(ValueID(member.a))
    guard result.kind == .call, case let callee = file[file[CallID(result.a)].callee], callee.kind == .member else {
      return false
    }
    return ["safeParse", "safeParseAsync"].contains(program.text(Atom(callee.b)))
  }

  /// `typia.validate<Order>(req.body)` beside the cast: what the same function hands to a validator is not taken as it is.
  private func isValidated(_ note: Note, in index: FileIndex, _ program: Program) -> Bool {
    let file = program[index]
    guard let spoken = program.spoken(note.value, in: index) else { return false }
    return file.calls.contains { site in
      guard site.function == note.function, case let callee = file[site.callee], callee.kind == .member,
        Self.validating.contains(program.text(Atom(callee.b))), !isJSON(ValueID(callee.a), file, program)
      else { return false }
      return file.values(site.arguments).contains { argument in
        if program.spoken(argument, in: index) == spoken { return true }
        guard file[argument].kind == .binding else { return false }
        let values = file.values(file[BindingID(file[argument].a)].values)
        return values.count == 1 && values.contains { program.spoken($0, in: index) == spoken }
      }
    }
  }

  private func isJSON(_ base: ValueID, _ file: ProgramFile, _ program: Program) -> Bool {
    file[base].kind == .global && program.text(Atom(file[base].a)) == "JSON"
  }

  /// Methods of validators (typia, Zod, Joi, Yup, Superstruct, Ajv) that look at all of what they are given.
  private static let validating: Set<String> = [
    "validate", "validateSync", "validateAsync", "validateEquals", "parse", "parseAsync", "safeParse", "safeParseAsync",
    "assert", "assertEquals", "is", "equals",
  ]

  /// How what is cast came from outside, where no compiler knows it: from a request, a text that is parsed, or another
  /// service. nil where the program made it.
  private func origin(of note: Note, _ file: FileIndex, _ program: Program) -> [EvidenceStep]? {
    if let flow = program.flows.flow(to: note.value, in: file, at: note.span, for: .any) {
      // A class whose fields say by decorators what they hold.
      if flow.part == .body, !flow.mayBeObject { return nil }
      return program.evidence(flow.steps)
    }
    let isRead = program.externalPaths(of: note.value, in: file).contains { path in
      path == "#JSON.parse()" || path == "#fetch().json()" || path.hasPrefix("axios") && path.hasSuffix(".data")
    }
    return isRead ? [] : nil
  }

  /// `Object.values(Status).includes(text as unknown as Status)`: the cast only makes the question fit.
  private func isLookedUp(_ node: NodeID, _ file: FileContext) -> Bool {
    let call = file.tree.parent(node)
    guard file.tree.kind(call) == .callExpression, file.tree.list(call, 2).contains(node),
      file.tree.kind(file.tree.child(call, 0)) == .memberExpression
    else { return false }
    return ["includes", "has", "indexOf", "lastIndexOf"].contains(file.lastName(of: file.tree.child(call, 0)))
  }

  /// Types that claim no more than that it is an object, or what JSON can say.
  private static let claimingNothing: Set<String> = [
    "object", "Record<string, unknown>", "{ [key: string]: unknown }", "JsonValue", "Prisma.JsonValue",
    "InputJsonValue",
    "Prisma.InputJsonValue",
  ]

  /// The cast to a type that says nothing, right inside another one.
  private func innerCast(of node: NodeID, _ file: FileContext) -> (value: NodeID, way: String)? {
    let tree = file.tree
    let inner = expression(of: node, tree)
    guard tree.kind(inner) == .tsAsExpression || tree.kind(inner) == .tsTypeAssertion else { return nil }
    let way = type(of: inner, tree)
    guard isErased(way, tree) || tree.kind(way) == .tsNeverKeyword else { return nil }
    return (expression(of: inner, tree), tree.text(way))
  }

  private func expression(of cast: NodeID, _ tree: SyntaxTree) -> NodeID {
    tree.child(cast, tree.kind(cast) == .tsAsExpression ? 0 : 1)
  }

  private func type(of cast: NodeID, _ tree: SyntaxTree) -> NodeID {
    tree.child(cast, tree.kind(cast) == .tsAsExpression ? 1 : 0)
  }

  private func isErased(_ type: NodeID, _ tree: SyntaxTree) -> Bool {
    tree.kind(type) == .tsAnyKeyword || tree.kind(type) == .tsUnknownKeyword
  }

  private func isConst(_ type: NodeID, _ tree: SyntaxTree) -> Bool { tree.text(type) == "const" }

  /// What everybody shares has no better type: `globalThis as unknown as { db?: Client }`.
  private func isShared(_ value: NodeID, _ file: FileContext) -> Bool {
    switch file.tree.kind(value) {
    case .thisExpression: return true
    case .identifier, .memberExpression:
      guard let root = file.globalPath(of: file.analyzer.value(of: value))?.first else { return false }
      return ["globalThis", "global", "process", "window", "self"].contains(root)
    default: return false
    }
  }

  private func isMock(_ type: String) -> Bool { type.holds("Mock") || type.holds("Spy") || type.holds("Stub") }

  /// A function that does nothing but give its parameter another type: `(text: string) => text as unknown as UserId`.
  private func isBrand(_ node: NodeID, _ value: NodeID, _ file: FileContext) -> Bool {
    guard file.tree.kind(value) == .identifier else { return false }
    var statement = node
    for ancestor in file.tree.ancestors(of: node) {
      switch file.tree.kind(ancestor) {
      case .returnStatement: statement = ancestor
      case .blockStatement:
        guard file.tree.kind(statement) == .returnStatement, file.tree.list(ancestor, 0).count == 1 else {
          return false
        }
      case let kind where kind.isFunction:
        guard case .parameter = file.analyzer.origin(of: value).root else { return false }
        return statement != node || file.tree.flags(ancestor).contains(.expressionBody)
      default: return false
      }
    }
    return false
  }

  /// `if (date instanceof Date) format(date as unknown as Date)`
  private func isProven(_ node: NodeID, _ value: NodeID, _ target: NodeID, _ tree: SyntaxTree) -> Bool {
    guard tree.kind(value) == .identifier else { return false }
    var inner = node
    for ancestor in tree.ancestors(of: node) {
      let kind = tree.kind(ancestor)
      // Another function may run when the name holds something else.
      if kind.isFunction { return false }
      switch kind {
      case .ifStatement, .conditionalExpression:
        if tree.child(ancestor, 1) == inner, holds(tree.child(ancestor, 0), value, target, tree) { return true }
      case .logicalExpression where isAnd(ancestor, tree):
        if tree.child(ancestor, 1) == inner, holds(tree.child(ancestor, 0), value, target, tree) { return true }
      default: break
      }
      inner = ancestor
    }
    return false
  }

  /// Whether a condition says that the value is made by the class that the type names.
  private func holds(_ condition: NodeID, _ value: NodeID, _ target: NodeID, _ tree: SyntaxTree) -> Bool {
    let test = tree.unwrapped(condition)
    if tree.kind(test) == .logicalExpression, isAnd(test, tree) {
      return holds(tree.child(test, 0), value, target, tree) || holds(tree.child(test, 1), value, target, tree)
    }
    return tree.kind(test) == .binaryExpression && Operator(rawValue: tree.op(test)) == .instanceof
      && tree.text(tree.child(test, 0)) == tree.text(value) && tree.text(tree.child(test, 1)) == tree.text(target)
  }

  private func isAnd(_ node: NodeID, _ tree: SyntaxTree) -> Bool { Operator(rawValue: tree.op(node)) == .and }

  /// A type parameter of a function or class around the cast: generic code has no better way.
  private func isParameter(_ type: NodeID, _ tree: SyntaxTree) -> Bool {
    guard tree.kind(type) == .tsTypeReference, !tree.child(type, 1).exists else { return false }
    let name = tree.text(tree.child(type, 0))
    return tree.ancestors(of: type).contains { ancestor in
      let slot: Int
      switch tree.kind(ancestor) {
      case .functionDeclaration, .functionExpression, .arrowFunctionExpression: slot = 1
      case .classDeclaration, .classExpression: slot = 2
      default: return false
      }
      let parameters = tree.child(ancestor, slot)
      return parameters.exists && tree.list(parameters, 0).contains { tree.text(tree.child($0, 0)) == name }
    }
  }

  /// Code of one short line, else a word for it.
  private func shown(_ node: NodeID, _ word: String, _ file: FileContext) -> String {
    let text = file.tree.text(node)
    return text.count > 50 || text.contains(where: \.isNewline) ? word : text
  }
}
