import JavaScript
import Semantics

/// What schemas say of a request before its handler runs, and in the handler: the names they speak of, wherever these
/// stand in them.
package struct RequestValidation: Sendable {
  /// Keys of objects, and texts, in the arguments of validators: `limit` of `z.object({ limit: z.number() })` and of
  /// `query("limit").isInt({ max: 50 })`.
  package var names: Set<String> = []
  /// Methods that schemas are made with: `max`, `unknown`.
  package var methods: Set<String> = []

  /// Keys that no schema names come through.
  package var letsOthersThrough: Bool {
    !methods.isDisjoint(with: ["unknown", "passthrough", "loose", "catchall", "looseObject", "pattern", "record"])
      || names.contains("allowUnknown")
  }
}

extension Program {
  /// Nil where no package of schemas has part in what runs before a handler or in it, as far as that can be seen.
  package func validation(before handler: RequestHandler) -> RequestValidation? {
    var search = ValidationSearch(evaluator: evaluator, promises: promises)
    if let call = handler.call {
      let file = self[call.file]
      for argument in file.values(file[call.call].arguments) {
        search.add(ValueReference(file: call.file, value: argument, context: .any))
      }
    }
    for function in handler.middleware + [handler.function] { search.add(function) }
    return search.found()
  }
}

/// Goes through what middleware is made of, up to a number of values.
private struct ValidationSearch {
  let evaluator: Evaluator
  let promises: Promises
  private var queue: [ValueReference] = []
  private var seen: Set<ValueReference> = []
  private var functions: Set<FunctionReference> = []
  private var isValidated = false
  private var result = RequestValidation()
  private static let longest = 400

  init(evaluator: Evaluator, promises: Promises) {
    self.evaluator = evaluator
    self.promises = promises
  }

  mutating func add(_ reference: ValueReference) {
    guard !reference.value.isUnknown, seen.count < Self.longest, seen.insert(reference).inserted else { return }
    queue.append(reference)
  }

  mutating func found() -> RequestValidation? {
    var head = 0
    while head < queue.count {
      visit(queue[head])
      head += 1
    }
    return isValidated ? result : nil
  }

  private mutating func add(_ value: ValueID, beside reference: ValueReference) {
    add(ValueReference(file: reference.file, value: value, context: .any))
  }

  private mutating func visit(_ reference: ValueReference) {
    let model = evaluator.files[reference.file.index]
    let value = model[reference.value]
    switch value.kind {
    case .binding:
      for held in model.values(model[BindingID(value.a)].values) { add(held, beside: reference) }
    case .imported:
      for found in evaluator.definitions(ofImported: Atom(value.b), through: ImportID(value.a), reference.file) {
        add(found)
      }
    case .member:
      if model[ValueID(value.a)].kind == .call { add(ValueID(value.a), beside: reference) }
      for entity in evaluator.evaluate(reference.file, ValueID(value.a)) where entity.kind != .external {
        for found in evaluator.definitions(of: Atom(value.b), in: entity) { add(found) }
      }
    case .call: visit(CallID(value.a), reference)
    case .object:
      for property in model.properties(of: value) {
        result.names.insert(evaluator.text(property.name))
        add(property.value, beside: reference)
      }
    case .string: result.names.insert(evaluator.text(Atom(value.a)))
    case .array, .choice: for item in model.values(ListID(value.a)) { add(item, beside: reference) }
    case .spread, .awaited: add(ValueID(value.a), beside: reference)
    case .function: add(FunctionReference(file: reference.file, function: FunctionID(value.a)))
    default: break
    }
  }

  private mutating func visit(_ id: CallID, _ reference: ValueReference) {
    let model = evaluator.files[reference.file.index]
    let site = model[id]
    let paths = externalPaths(of: site.callee, reference.file)
    if paths.contains(where: Self.isOfValidator) {
      isValidated = true
      if model[site.callee].kind == .member { result.methods.insert(evaluator.text(Atom(model[site.callee].b))) }
    }
    // What a function of the project makes: only what it is given says something.
    if model[site.callee].kind == .member { add(ValueID(model[site.callee].a), beside: reference) }
    for argument in model.values(site.arguments) { add(argument, beside: reference) }
  }

  /// Middleware that calls a validator itself: `schema.validate(req.body)`.
  mutating func add(_ function: FunctionReference) {
    guard functions.insert(function).inserted, functions.count < 60 else { return }
    let model = evaluator.files[function.file.index]
    for id in promises.uses(of: function.file).calls(in: function.function) {
      let callee = model[model[id].callee]
      // `const check = ajv.compile(schema)`, then `check(req.body)`
      let paths = callee.kind == .member ? [] : externalPaths(of: model[id].callee, function.file)
      if paths.contains(where: { $0.hasSuffix(".compile()") && Self.isOfValidator($0) }) { isValidated = true }
      guard callee.kind == .member, Propagation.validatingMembers.contains(evaluator.text(Atom(callee.b))),
        externalPaths(of: model[id].callee, function.file).contains(where: Self.isOfValidator)
      else { continue }
      isValidated = true
      add(ValueReference(file: function.file, value: ValueID(callee.a), context: .any))
      for argument in model.values(model[id].arguments) {
        add(ValueReference(file: function.file, value: argument, context: .any))
      }
    }
  }

  private func externalPaths(of callee: ValueID, _ file: FileIndex) -> [String] {
    evaluator.evaluate(file, callee).filter { $0.kind == .external }
      .map { evaluator.externals.text(ExternalID($0.id)) }
  }

  /// `zod#z.object`, `joi#object().keys`, `express-validator#query().isInt`
  private static func isOfValidator(_ path: String) -> Bool {
    Propagation.validators.contains(String(path.prefix { $0 != "#" && $0 != "(" }))
  }
}
