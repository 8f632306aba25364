import JavaScript
import Semantics
import SourceText

/// What middleware of the project's own, and the options of a route, say of the fields of a request: a schema that the
/// request is held against before the handler runs, a test that `next()` depends on.
extension Flows {
  /// A field of one part of the request.
  struct Field {
    var name: String
    /// `query`, `params`, `body`, `payload`, `headers`, `cookies`
    var part: String
  }

  /// Whether a function holds the field against a schema that bounds it: `schema.parse(req.query)`, where the schema may
  /// be what the function was made with: `validate(schema)`.
  func holdsAgainstSchema(_ function: FunctionReference, madeBy call: CallReference?, _ field: Field) -> Bool {
    let model = file(function.file)
    let span = model[function.function].span
    guard model[function.function].kind != .module else { return false }
    return model.calls.indices.contains { number in
      let site = model.calls[number]
      guard span.contains(site.span), model[site.callee].kind == .member,
        let first = model.values(site.arguments).first, fails(site, model)
      else { return false }
      let base = ValueReference(file: function.file, value: ValueID(model[site.callee].a), context: .any)
      guard let schema = given(base, by: call, depth: 0) else { return false }
      let argument = ValueReference(file: function.file, value: first, context: .any)
      return found(field, in: schema, of: argument, madeBy: call).map { isBounded(schema: $0, depth: 0) } ?? false
    }
  }

  /// Throws where the schema is not met, or somebody looks at what it says.
  func fails(_ site: CallSite, _ model: ProgramFile) -> Bool {
    switch evaluator.text(Atom(model[site.callee].b)) {
    case "parse", "parseAsync", "validateSync", "assert", "attempt": true
    case "validateAsync", "safeParse", "safeParseAsync", "spa", "validate": !site.flags.contains(.unused)
    default: false
    }
  }

  /// What the schema says of the field, where it is held against the argument.
  private func found(
    _ field: Field, in schema: ValueReference, of argument: ValueReference, madeBy call: CallReference?
  ) -> ValueReference? {
    let model = file(argument.file)
    let value = model[argument.value]
    switch value.kind {
    case .binding:
      let values = model.values(model[BindingID(value.a)].values)
      guard values.count == 1 else { return nil }
      return found(
        field, in: schema, of: ValueReference(file: argument.file, value: values[0], context: .any), madeBy: call)
    case .member:
      return evaluator.text(Atom(value.b)) == field.part ? self.field(field.name, of: schema, depth: 0) : nil
    case .element:
      // `req[property]`
      let key = ValueReference(file: argument.file, value: ValueID(value.b), context: .any)
      guard let key = given(key, by: call, depth: 0), evaluator.constantText(key.file, key.value) == field.part else {
        return nil
      }
      return self.field(field.name, of: schema, depth: 0)
    case .object, .parameter:
      // `schema.parse({ query: req.query })`, `schema.parse(req)`
      return self.field(field.part, of: schema, depth: 0).flatMap { self.field(field.name, of: $0, depth: 0) }
    default: return nil
    }
  }

  /// What a value is where a parameter of the function around it was given by the call, and members of that.
  private func given(_ reference: ValueReference, by call: CallReference?, depth: Int) -> ValueReference? {
    guard depth < 6 else { return nil }
    let model = file(reference.file)
    let value = model[reference.value]
    switch value.kind {
    case .binding:
      let values = model.values(model[BindingID(value.a)].values)
      guard values.count == 1 else { return reference }
      return given(ValueReference(file: reference.file, value: values[0], context: .any), by: call, depth: depth + 1)
    case .choice:
      // A default stands for want of an argument.
      guard let first = model.values(ListID(value.a)).first, model[first].kind == .parameter else { return reference }
      return given(ValueReference(file: reference.file, value: first, context: .any), by: call, depth: depth + 1)
        ?? model.values(ListID(value.a)).dropFirst().first.map {
          ValueReference(file: reference.file, value: $0, context: .any)
        }
    case .parameter:
      guard let call else { return reference }
      for callee in evaluator.callees(of: call, in: .any).prefix(4)
      where callee.entity.kind == .function && callee.entity.function.file == reference.file
        && callee.entity.function.function.raw == value.a && !callee.positionsUnknown
      {
        let arguments = file(call.file).values(file(call.file)[call.call].arguments)
        let position = Int(value.b) + callee.skippedArguments
        return position < arguments.count
          ? ValueReference(file: call.file, value: arguments[position], context: .any) : nil
      }
      return reference
    case .member:
      // `schemas.query` of `validate({ query: schema })`
      let base = ValueReference(file: reference.file, value: ValueID(value.a), context: .any)
      guard let base = given(base, by: call, depth: depth + 1).map(written),
        case let literal = file(base.file)[base.value], literal.kind == .object
      else { return reference }
      return file(base.file).properties(of: literal)
        .first { $0.kind == .value && evaluator.text($0.name) == evaluator.text(Atom(value.b)) }
        .map { ValueReference(file: base.file, value: $0.value, context: .any) }
    default: return reference
    }
  }

  // MARK: Tests

  /// Whether a middleware calls `next()` only where a test says that the field is harmless:
  /// `if (mayRead(req.user, req.params.org)) next()`.
  func letsThroughHarmless(_ function: FunctionReference, _ field: Field) -> Bool {
    let model = file(function.file)
    let span = model[function.function].span
    guard model[function.function].kind != .module, model[function.function].parameters.count == 3 else { return false }
    let uses = promises.uses(of: function.file)
    let passes = model.calls.filter { site in
      guard site.function == function.function, model[site.callee].kind == .binding,
        model.values(site.arguments).isEmpty
      else { return false }
      return model.values(model[BindingID(model[site.callee].a)].values).contains { value in
        model[value].kind == .parameter && model[value].a == function.function.raw && model[value].b == 2
      }
    }
    guard !passes.isEmpty else { return false }
    let members = model.values.indices.filter { number in
      let value = model.values[number]
      guard value.kind == .member, span.contains(value.span), evaluator.text(Atom(value.b)) == field.name else {
        return false
      }
      let base = model[ValueID(value.a)]
      return base.kind == .member && evaluator.text(Atom(base.b)) == field.part
    }
    // The name that it is given, if any: `const { org } = req.params`.
    let values = members.prefix(8).flatMap { number -> [ValueID] in
      let names = uses.uses(of: ValueID(number)).compactMap { use -> ValueID? in
        if case .named(let id) = use { uses.use(of: id) } else { nil }
      }
      return [ValueID(number)] + names
    }
    return passes.allSatisfy { site in
      values.contains { value in
        let place = Place(
          file: function.file, value: value, frame: nil, at: site.span.start, levels: Self.maximumLevels)
        if case .harmless = verdict(on: place) { return true }
        return false
      }
    }
  }

  // MARK: Options of routes

  /// `{ schema: { querystring: { properties: { sort: { enum: […] } } } } }` of Fastify,
  /// `{ options: { validate: { query: Joi.object({ … }) } } }` of Hapi.
  func isBounded(_ field: Field, byOptions options: ValueReference, depth: Int = 0) -> Bool {
    let options = written(options)
    let model = file(options.file)
    guard depth < 4, model[options.value].kind == .object else { return false }
    return model.properties(of: model[options.value]).contains { property in
      guard property.kind == .value else { return false }
      let value = ValueReference(file: options.file, value: property.value, context: .any)
      switch evaluator.text(property.name) {
      case "options", "config": return isBounded(field, byOptions: value, depth: depth + 1)
      case "schema", "validate": return isBounded(field, byParts: value)
      default: return false
      }
    }
  }

  private func isBounded(_ field: Field, byParts parts: ValueReference) -> Bool {
    let parts = written(parts)
    let model = file(parts.file)
    guard model[parts.value].kind == .object else { return false }
    return model.properties(of: model[parts.value]).contains { property in
      let name = evaluator.text(property.name)
      guard property.kind == .value, name == field.part || name == "querystring" && field.part == "query" else {
        return false
      }
      let schema = written(ValueReference(file: parts.file, value: property.value, context: .any))
      guard file(schema.file)[schema.value].kind == .object else {
        return self.field(field.name, of: schema, depth: 0).map { isBounded(schema: $0, depth: 0) } ?? false
      }
      let properties = self.property("properties", of: schema).map(written) ?? schema
      guard let described = self.property(field.name, of: properties).map(written) else { return false }
      return file(described.file)[described.value].kind == .object
        ? isBounded(described: described) : isBounded(schema: described, depth: 0)
    }
  }

  private func property(_ name: String, of reference: ValueReference) -> ValueReference? {
    let model = file(reference.file)
    guard model[reference.value].kind == .object else { return nil }
    return model.properties(of: model[reference.value])
      .first { $0.kind == .value && evaluator.text($0.name) == name }
      .map { ValueReference(file: reference.file, value: $0.value, context: .any) }
  }

  /// Formats of JSON schema that leave no text to choose. Source: JSON Schema 2020-12, Validation, section 7.
  private static let formats: Set<String> = ["uuid", "date", "date-time", "time", "ipv4", "ipv6", "duration"]

  /// A field as JSON schema describes it: `{ type: "integer" }`, `{ enum: ["up", "down"] }`.
  private func isBounded(described field: ValueReference, depth: Int = 0) -> Bool {
    let model = file(field.file)
    return model.properties(of: model[field.value]).contains { property in
      switch evaluator.text(property.name) {
      case "enum", "const": return true
      case "items":
        let items = written(ValueReference(file: field.file, value: property.value, context: .any))
        return depth < 4 && file(items.file)[items.value].kind == .object
          && isBounded(described: items, depth: depth + 1)
      case "type":
        return evaluator.constantText(field.file, property.value)
          .map { ["integer", "number", "boolean", "null"].contains($0) } ?? false
      case "format": return evaluator.constantText(field.file, property.value).map(Self.formats.contains) ?? false
      case "pattern":
        return evaluator.constantText(field.file, property.value)
          .map { Sanitizers.isHarmless(pattern: $0, for: sink) } ?? false
      default: return false
      }
    }
  }
}
