import JavaScript
import Semantics

/// What validators that stand before a handler in its route say of the fields it reads:
/// `router.get("/", query("sort").isIn(["a", "b"]), list)`.
extension Flows {
  /// Whether a field of `req.query`, `req.params` or `req.body` is bounded by the route of every handler it is read in.
  func isBoundedBeforeHandler(_ name: String, of base: ValueID, _ index: FileIndex) -> Bool {
    guard let (function, part) = requestPart(base, index, depth: 0) else { return false }
    let routes = handlers(of: function)
    return !routes.isEmpty && routes.count < 9
      && routes.allSatisfy { handler in
        var search = RouteValidators(flows: self, name: name, part: part)
        let field = Field(name: name, part: part)
        return search.bounds(handler)
          || sink != .amount && handler.middleware.prefix(20).contains { letsThroughHarmless($0, field) }
      }
  }

  /// The function whose request a value is a part of: `req.query`, through a name.
  private func requestPart(_ value: ValueID, _ index: FileIndex, depth: Int) -> (FunctionReference, String)? {
    let model = file(index)
    let record = model[value]
    guard depth < 4 else { return nil }
    switch record.kind {
    case .binding:
      let values = model.values(model[BindingID(record.a)].values)
      return values.count == 1 ? requestPart(values[0], index, depth: depth + 1) : nil
    case .choice:
      // `request.query || {}`
      let items = model.values(ListID(record.a)).filter { item in
        model[item].kind != .literal && !(model[item].kind == .object && model.properties(of: model[item]).isEmpty)
      }
      return items.count == 1 ? requestPart(items[0], index, depth: depth + 1) : nil
    case .member:
      let owner = model[ValueID(record.a)]
      let parameter: Value
      if owner.kind == .binding, case let values = model.values(model[BindingID(owner.a)].values), values.count == 1 {
        parameter = model[values[0]]
      } else {
        parameter = owner
      }
      let part = evaluator.text(Atom(record.b))
      guard parameter.kind == .parameter, ["query", "params", "body", "payload", "headers", "cookies"].contains(part)
      else {
        return nil
      }
      return (FunctionReference(file: index, function: FunctionID(parameter.a)), part)
    default: return nil
    }
  }
}

/// Goes through the arguments of a route for a validator of one field.
private struct RouteValidators {
  let flows: Flows
  let name: String
  let part: String
  private var queue: [ValueReference] = []
  private var seen: Set<ValueReference> = []
  private static let longest = 200

  init(flows: Flows, name: String, part: String) {
    self.flows = flows
    self.name = name
    self.part = part
  }

  mutating func bounds(_ handler: RequestHandler) -> Bool {
    guard let call = handler.call else { return false }
    let model = flows.file(call.file)
    for argument in model.values(model[call.call].arguments) {
      let options = ValueReference(file: call.file, value: argument, context: .any)
      if !isOfAmount, flows.isBounded(field, byOptions: options) { return true }
      add(argument, call.file)
    }
    var head = 0
    while head < queue.count {
      if visit(queue[head]) { return true }
      head += 1
    }
    return false
  }

  /// What schemas say of numbers bounds no amount.
  private var isOfAmount: Bool { flows.sink == .amount }
  private var field: Flows.Field { Flows.Field(name: name, part: part) }

  private mutating func add(_ value: ValueID, _ file: FileIndex) {
    add(ValueReference(file: file, value: value, context: .any))
  }

  private mutating func add(_ reference: ValueReference) {
    guard !reference.value.isUnknown, seen.count < Self.longest, seen.insert(reference).inserted else { return }
    queue.append(reference)
  }

  private mutating func visit(_ reference: ValueReference) -> Bool {
    let model = flows.file(reference.file)
    let value = model[reference.value]
    switch value.kind {
    case .binding:
      for held in model.values(model[BindingID(value.a)].values) { add(held, reference.file) }
    case .imported:
      for found in flows.evaluator.definitions(ofImported: Atom(value.b), through: ImportID(value.a), reference.file) {
        add(found)
      }
    case .member:
      for entity in flows.evaluator.evaluate(reference.file, ValueID(value.a)) where entity.kind != .external {
        for found in flows.evaluator.definitions(of: Atom(value.b), in: entity) { add(found) }
      }
    case .array, .choice: for item in model.values(ListID(value.a)) { add(item, reference.file) }
    case .spread, .awaited: add(ValueID(value.a), reference.file)
    case .call: return visit(CallReference(file: reference.file, call: CallID(value.a)))
    case .function:
      let function = FunctionReference(file: reference.file, function: FunctionID(value.a))
      return !isOfAmount && flows.holdsAgainstSchema(function, madeBy: nil, field)
    default: break
    }
    return false
  }

  private mutating func visit(_ call: CallReference) -> Bool {
    let model = flows.file(call.file)
    let site = model[call.call]
    let paths = flows.evaluator.evaluate(call.file, site.callee).filter { $0.kind == .external }
      .map { flows.evaluator.externals.text(ExternalID($0.id)) }
    if paths.contains(where: { $0.hasPrefix("express-validator#") }) { return isBoundedBy(chain: call) }
    if !isOfAmount, paths.contains(where: { path in Self.schemaMiddleware.contains { path.hasPrefix($0) } }) {
      return isBoundedBy(celebrated: call)
    }
    // `validate([query("sort").isIn(list)])`, and what a function of the project gives.
    for argument in model.values(site.arguments) { add(argument, call.file) }
    for callee in flows.evaluator.callees(of: call, in: .any).prefix(4) where callee.entity.kind == .function {
      let function = callee.entity.function
      let source = flows.file(function.file)
      for value in source.values(source[function.function].returns) {
        if source[value].kind == .function {
          let made = FunctionReference(file: function.file, function: FunctionID(source[value].a))
          if !isOfAmount, flows.holdsAgainstSchema(made, madeBy: call, field) { return true }
        }
        add(value, function.file)
      }
    }
    return false
  }

  /// Packages whose middleware takes an object of schemas, one for each part of the request.
  private static let schemaMiddleware = [
    "celebrate#celebrate", "zod-express-middleware#validateRequest", "zod-express-middleware#processRequest",
    "express-validation#validate",
  ]

  private static let sources: [String: Set<String>] = [
    "query": ["query"], "param": ["params"], "body": ["body"], "header": ["headers"], "cookie": ["cookies"],
    "check": ["query", "params", "body"],
  ]
  /// Of express-validator 7: what passes them carries no text of the client's choice.
  private static let bounding: Set<String> = [
    "isIn", "isInt", "isFloat", "isNumeric", "isDecimal", "isUUID", "isMongoId", "isBoolean", "isAlphanumeric",
    "isAlpha", "isHexadecimal", "isISO8601", "isPort", "isULID", "isSlug",
  ]
  private static let converting: Set<String> = ["toInt", "toFloat", "toBoolean", "toDate"]

  /// `query("sort").optional().isIn(["a", "b"])`
  private func isBoundedBy(chain call: CallReference) -> Bool {
    let model = flows.file(call.file)
    var current = call.call
    var isBounded = false
    for _ in 0..<24 {
      let site = model[current]
      let callee = model[site.callee]
      let arguments = model.values(site.arguments)
      guard callee.kind == .member, model[ValueID(callee.a)].kind == .call else {
        let source = flows.exportedName(ofCallee: site.callee, in: call.file)
        guard isBounded, Self.sources[source]?.contains(part) ?? false, let first = arguments.first else {
          return false
        }
        let names = model[first].kind == .array ? Array(model.values(ListID(model[first].a))) : [first]
        return names.contains { flows.evaluator.constantText(call.file, $0) == name }
      }
      let method = flows.evaluator.text(Atom(callee.b))
      if isOfAmount {
        if flows.asksForResults, isLimiting(method, arguments.first, model) { isBounded = true }
      } else if Self.converting.contains(method) || Self.bounding.contains(method) && flows.asksForResults {
        isBounded = true
      }
      if method == "matches", flows.asksForResults, let first = arguments.first,
        let pattern = flows.pattern(of: first, call.file), Sanitizers.isHarmless(pattern: pattern, for: flows.sink)
      {
        isBounded = true
      }
      // What is turned round bounds nothing.
      if method == "not" { return false }
      current = CallID(model[ValueID(callee.a)].a)
    }
    return false
  }

  /// `isInt({ min: 1, max: 5 })`, `isIn([10, 20])`
  private func isLimiting(_ method: String, _ options: ValueID?, _ model: ProgramFile) -> Bool {
    switch method {
    case "isIn", "isBoolean": return true
    case "isInt", "isFloat", "isArray":
      guard let options, model[options].kind == .object else { return false }
      return model.properties(of: model[options]).contains {
        ["max", "lt"].contains(flows.evaluator.text($0.name))
      }
    default: return false
    }
  }

  /// `celebrate({ body: Joi.object({ size: Joi.number() }) })`, the schema of a part also as a plain object.
  private func isBoundedBy(celebrated call: CallReference) -> Bool {
    let model = flows.file(call.file)
    guard let first = model.values(model[call.call].arguments).first, model[first].kind == .object else { return false }
    for property in model.properties(of: model[first]) where flows.evaluator.text(property.name) == part {
      let schema = ValueReference(file: call.file, value: property.value, context: .any)
      if let field = flows.field(name, of: schema, depth: 0) { return flows.isBounded(schema: field, depth: 0) }
      guard model[property.value].kind == .object else { continue }
      for inner in model.properties(of: model[property.value]) where flows.evaluator.text(inner.name) == name {
        return flows.isBounded(
          schema: ValueReference(file: call.file, value: inner.value, context: .any), depth: 0)
      }
    }
    return false
  }
}
