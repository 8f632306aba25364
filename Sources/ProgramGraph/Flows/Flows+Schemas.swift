import JavaScript
import Semantics
import SourceText

/// What schemas say of the fields that are taken from what they let through: numbers, identifiers and words of a list
/// carry no text of the client's.
extension Flows {
  /// Whether the member of a value that comes from a request is bounded by the schema or class that the value has passed.
  func isBounded(_ name: String, of base: ValueID, _ place: Place) -> Bool {
    switch sink {
    case .sql, .nosql, .command, .path, .url, .redirect, .html, .code, .regex, .header: break
    case .amount: return isBoundedBeforeHandler(name, of: base, place.file)
    case .objectKey, .any: return false
    }
    return isBounded(name, of: ValueReference(file: place.file, value: base, context: .any), depth: 0)
      || isBoundedBeforeHandler(name, of: base, place.file)
  }

  private func isBounded(_ name: String, of reference: ValueReference, depth: Int) -> Bool {
    isPassed(reference, depth: depth, field: name) { schema in
      switch schema {
      case .value(let value):
        self.field(name, of: value, depth: 0).map { self.isBounded(schema: $0, depth: 0) } ?? false
      case .type(let type, let file): self.isBounded(name, ofType: type, file)
      }
    }
  }

  /// Whether a schema without a place for others fixes the names of all fields.
  func hasFixedKeys(_ value: ValueID, _ file: FileIndex) -> Bool {
    isPassed(ValueReference(file: file, value: value, context: .any), depth: 0) { schema in
      guard case .value(let value) = schema else { return false }
      return self.fixesKeys(value, depth: 0)
    }
  }

  /// Whether the value is of a class whose fields say by decorators what they hold.
  func isOfSchemaClass(_ value: ValueID, _ index: FileIndex) -> Bool {
    isPassed(ValueReference(file: index, value: value, context: .any), depth: 0) { schema in
      guard case .type(let type, let file) = schema else { return false }
      return self.isSchemaClass(type, file)
    }
  }

  /// What functions at the end of a chain are handed, and the methods of the chain that were given its schema: `input` of
  /// tRPC's procedures, `parsedInput` of next-safe-action.
  private static let inputs: [String: Set<String>] = [
    "input": ["input"], "parsedInput": ["inputSchema", "schema", "input"],
  ]

  /// `parsedInput` of a chain that was given a schema.
  func isParsedInput(_ name: String, of base: ValueID, _ index: FileIndex) -> Bool {
    let owner = file(index).behindNames(base)
    guard name == "parsedInput", owner.kind == .parameter else { return false }
    return inputSchema(of: FunctionID(owner.a), index, Self.inputs[name] ?? []) != nil
  }

  private enum Schema {
    case value(ValueReference)
    /// The declared type of a name.
    case type(ValueID, FileIndex)
  }

  /// Whether what a value has passed on its way, in all of its ways, is a schema of which something holds.
  ///
  /// - Parameter field: the member of the value that is asked for.
  private func isPassed(
    _ reference: ValueReference, depth: Int, field: String? = nil, _ holds: (Schema) -> Bool
  ) -> Bool {
    guard depth < 10 else { return false }
    let model = file(reference.file)
    let value = model[reference.value]
    func isPassedBehind(_ next: ValueID) -> Bool {
      isPassed(ValueReference(file: reference.file, value: next, context: .any), depth: depth + 1, field: field, holds)
    }
    switch value.kind {
    case .awaited: return isPassedBehind(ValueID(value.a))
    case .binding:
      let binding = model[BindingID(value.a)]
      if !binding.type.isUnknown, holds(.type(binding.type, reference.file)) { return true }
      let values = model.values(binding.values).filter { !keeps(field, in: $0, of: value.a, model) }
      return values.count == 1 && isPassedBehind(values[0])
    case .member:
      let member = evaluator.text(Atom(value.b))
      if let methods = Self.inputs[member], model[ValueID(value.a)].kind == .parameter {
        return inputSchema(of: FunctionID(model[ValueID(value.a)].a), reference.file, methods)
          .map { holds(.value($0)) } ?? false
      }
      // `schema.safeParse(body).data`, `schema.validate(body).value`
      return ["data", "value", "output"].contains(member) && isPassedBehind(ValueID(value.a))
    case .call:
      let call = CallReference(file: reference.file, call: CallID(value.a))
      return schema(of: call).map { holds(.value($0)) } ?? false
    case .parameter:
      let function = FunctionReference(file: reference.file, function: FunctionID(value.a))
      let record = model[function.function]
      if Int(value.b) < record.parameters.count, case let type = record.parameters[Int(value.b)].type, !type.isUnknown,
        holds(.type(type, reference.file))
      {
        return true
      }
      let given = evaluator.inflows[.parameter(function, at: Int(value.b))].values
      return !given.isEmpty && given.count < 9
        && given.allSatisfy { isPassed($0, depth: depth + 2, field: field, holds) }
    default: return false
    }
  }

  /// `order = { ...order, sum }`, asked for another field than the sum: it is what it was.
  private func keeps(_ field: String?, in value: ValueID, of binding: UInt32, _ model: ProgramFile) -> Bool {
    guard let field, model[value].kind == .object else { return false }
    return model.properties(of: model[value]).allSatisfy { property in
      switch property.kind {
      case .spread: model[property.value].kind == .binding && model[property.value].a == binding
      case .value, .method: evaluator.text(property.name) != field
      case .getter, .setter, .computed: false
      }
    }
  }

  /// `z.number().parse(body.n)`: the whole of what a schema lets through is bounded.
  func isBoundedResult(of call: CallReference) -> Bool {
    schema(of: call).map { isBounded(schema: $0, depth: 0) } ?? false
  }

  /// `procedure.input(z.number())`: the whole input is.
  func isBoundedInput(_ base: ValueID, _ index: FileIndex) -> Bool {
    let model = file(index)
    var value = model[base]
    if value.kind == .binding, case let values = model.values(model[BindingID(value.a)].values), values.count == 1 {
      value = model[values[0]]
    }
    guard isCleaning, value.kind == .parameter else { return false }
    return inputSchema(of: FunctionID(value.a), index, ["input"]).map { isBounded(schema: $0, depth: 0) } ?? false
  }

  /// A schema of an object, and nothing in its chain lets other names through.
  private func fixesKeys(_ schema: ValueReference, depth: Int) -> Bool {
    guard depth < 12 else { return false }
    let schema = written(schema)
    let model = file(schema.file)
    guard model[schema.value].kind == .call else { return false }
    let callee = model[CallID(model[schema.value].a)].callee
    let name = exportedName(ofCallee: callee, in: schema.file)
    if ["passthrough", "loose", "catchall", "looseObject", "record", "unknown", "any", "pattern"].contains(name) {
      return false
    }
    if name == "object" || name == "strictObject" { return true }
    guard model[callee].kind == .member else { return false }
    let base = ValueReference(file: schema.file, value: ValueID(model[callee].a), context: .any)
    return fixesKeys(base, depth: depth + 1)
  }

  // MARK: Which schema

  /// The schema that a call holds something against: `schema.parse(body)`, `c.req.valid("json")`.
  private func schema(of call: CallReference) -> ValueReference? {
    let model = file(call.file)
    let site = model[call.call]
    let callee = model[site.callee]
    guard callee.kind == .member else { return nil }
    let name = evaluator.text(Atom(callee.b))
    if name == "valid" { return validatorSchema(of: site, call.file) }
    guard Propagation.validatingMembers.contains(name) else { return nil }
    return ValueReference(file: call.file, value: ValueID(callee.a), context: .any)
  }

  /// `app.post(path, zValidator("json", schema), c => c.req.valid("json"))`
  private func validatorSchema(of site: CallSite, _ index: FileIndex) -> ValueReference? {
    let model = file(index)
    guard let part = model.values(site.arguments).first.flatMap({ evaluator.constantText(index, $0) }),
      let (route, _) = promises.uses(of: index).call(takingCallback: site.function)
    else { return nil }
    for argument in model.values(model[route].arguments) where model[argument].kind == .call {
      let arguments = model.values(model[CallID(model[argument].a)].arguments)
      guard arguments.count > 1, evaluator.constantText(index, arguments[0]) == part else { continue }
      return ValueReference(file: index, value: arguments[1], context: .any)
    }
    return nil
  }

  /// `procedure.input(schema).mutation(({ input }) => …)`
  private func inputSchema(of function: FunctionID, _ index: FileIndex, _ methods: Set<String>) -> ValueReference? {
    let model = file(index)
    guard var (call, _) = promises.uses(of: index).call(takingCallback: function) else { return nil }
    for _ in 0..<8 {
      let callee = model[model[call].callee]
      guard callee.kind == .member, model[ValueID(callee.a)].kind == .call else { return nil }
      call = CallID(model[ValueID(callee.a)].a)
      let inner = model[model[call].callee]
      guard inner.kind == .member, methods.contains(evaluator.text(Atom(inner.b))) else { continue }
      return model.values(model[call].arguments).first.map {
        ValueReference(file: index, value: $0, context: .any)
      }
    }
    return nil
  }

  // MARK: What a schema says

  /// The value behind names and imports.
  func written(_ reference: ValueReference) -> ValueReference {
    var current = reference
    for _ in 0..<6 {
      let model = file(current.file)
      let value = model[current.value]
      switch value.kind {
      case .binding:
        let values = model.values(model[BindingID(value.a)].values)
        guard values.count == 1 else { return current }
        current.value = values[0]
      case .imported:
        let found = evaluator.definitions(ofImported: Atom(value.b), through: ImportID(value.a), current.file)
        guard found.count == 1 else { return current }
        current = found[0]
      case .member:
        let found = evaluator.evaluate(current.file, ValueID(value.a)).filter { $0.kind != .external }
          .flatMap { evaluator.definitions(of: Atom(value.b), in: $0) }
        guard found.count == 1 else { return current }
        current = found[0]
      default: return current
      }
    }
    return current
  }

  /// What the schema of an object says of a field: `z.object({ … }).extend({ … }).strict()`.
  func field(_ name: String, of schema: ValueReference, depth: Int) -> ValueReference? {
    guard depth < 12 else { return nil }
    let schema = written(schema)
    let model = file(schema.file)
    let value = model[schema.value]
    guard value.kind == .call else { return nil }
    let site = model[CallID(value.a)]
    for argument in model.values(site.arguments).prefix(2) {
      let given = written(ValueReference(file: schema.file, value: argument, context: .any))
      let other = file(given.file)
      if other[given.value].kind == .object {
        for property in other.properties(of: other[given.value])
        where property.kind == .value && evaluator.text(property.name) == name {
          return ValueReference(file: given.file, value: property.value, context: .any)
        }
      } else if other[given.value].kind == .call, let found = field(name, of: given, depth: depth + 1) {
        return found
      }
    }
    guard model[site.callee].kind == .member else { return nil }
    return field(
      name, of: ValueReference(file: schema.file, value: ValueID(model[site.callee].a), context: .any), depth: depth + 1
    )
  }

  /// Of Zod 4, Joi 17, Yup 1 and Valibot 1: what they let through carries no text of the client's choice.
  private static let bounds: Set<String> = [
    "enum", "nativeEnum", "literal", "number", "boolean", "bool", "bigint", "date", "uuid", "uuidv4", "guid", "cuid",
    "cuid2", "ulid", "nanoid", "int", "integer", "valid", "oneOf", "picklist", "alphanum", "hex", "stringbool", "enums",
    "null", "undefined", "float32", "float64", "int32", "uint32", "datetime",
  ]

  func isBounded(schema: ValueReference, depth: Int) -> Bool {
    guard depth < 12 else { return false }
    let schema = written(schema)
    let model = file(schema.file)
    guard model[schema.value].kind == .call else { return false }
    let site = model[CallID(model[schema.value].a)]
    let name = exportedName(ofCallee: site.callee, in: schema.file)
    // TypeBox spells its own with a capital: `Type.Integer()`.
    if Self.bounds.contains(name) || Self.bounds.contains(name.lowercased()) { return true }
    let arguments = model.values(site.arguments)
    func isBoundedBy(_ value: ValueID) -> Bool {
      isBounded(schema: ValueReference(file: schema.file, value: value, context: .any), depth: depth + 1)
    }
    switch name {
    case "regex", "pattern", "matches":
      if let first = arguments.first, let pattern = pattern(of: first, schema.file),
        Sanitizers.isHarmless(pattern: pattern, for: sink)
      {
        return true
      }
    case "union":
      if let first = arguments.first, model[first].kind == .array {
        let items = model.values(ListID(model[first].a))
        return !items.isEmpty && items.allSatisfy(isBoundedBy)
      }
    case "array", "optional", "nullable", "nullish", "pipe":
      if arguments.contains(where: isBoundedBy) { return true }
    default: break
    }
    return model[site.callee].kind == .member && isBoundedBy(ValueID(model[site.callee].a))
  }

  // MARK: Classes

  /// Decorators of class-validator 0.14 that let no text of the client's choice through.
  private static let boundingDecorators: Set<String> = [
    "IsBoolean", "IsIn", "IsEnum", "IsUUID", "IsInt", "IsNumber", "IsMongoId", "IsDate", "IsDateString", "IsISO8601",
    "IsAlphanumeric", "IsAlpha", "IsHexadecimal", "IsPositive", "IsPort", "IsNumberString", "IsDecimal",
    "IsBooleanString", "IsULID", "IsHexColor", "IsMilitaryTime",
  ]

  private func isBounded(_ name: String, ofType type: ValueID, _ index: FileIndex) -> Bool {
    guard !type.isUnknown else { return false }
    return evaluator.evaluate(index, type).contains { entity in
      entity.kind == .class && isBounded(name, ofClass: ClassID(entity.id), entity.file, depth: 0)
    }
  }

  private func isBounded(_ name: String, ofClass id: ClassID, _ index: FileIndex, depth: Int) -> Bool {
    let model = file(index)
    let record = model[id]
    for member in record.members where member.kind == .field && evaluator.text(member.name) == name {
      return model.values(member.decorators).contains { isBounding($0, index) }
    }
    guard depth < 6, !record.superclass.isUnknown else { return false }
    // `extends PartialType(CreateUser)`
    let value = model[record.superclass]
    let parents = value.kind == .call ? Array(model.values(model[CallID(value.a)].arguments)) : [record.superclass]
    return parents.contains { parent in
      evaluator.evaluate(index, parent).contains { entity in
        entity.kind == .class && isBounded(name, ofClass: ClassID(entity.id), entity.file, depth: depth + 1)
      }
    }
  }

  private func isBounding(_ decorator: ValueID, _ index: FileIndex) -> Bool {
    let model = file(index)
    guard model[decorator].kind == .call else { return false }
    let site = model[CallID(model[decorator].a)]
    let name = exportedName(ofCallee: site.callee, in: index)
    if Self.boundingDecorators.contains(name) { return true }
    guard name == "Matches", let first = model.values(site.arguments).first, let pattern = pattern(of: first, index)
    else { return false }
    return Sanitizers.isHarmless(pattern: pattern, for: sink)
  }

  /// What a function is called where it comes from, whatever the file calls it.
  func exportedName(ofCallee callee: ValueID, in index: FileIndex) -> String {
    for entity in evaluator.evaluate(index, callee) where entity.kind == .external {
      let path = evaluator.externals.text(ExternalID(entity.id))
      if let last = path.split(whereSeparator: { $0 == "." || $0 == "#" }).last { return String(last) }
    }
    return name(ofCallee: callee, in: index)
  }

  // MARK: Texts

  /// A text has no fields: `body.branch`, where `body = Buffer.concat(parts).toString()` was written in the same function.
  func isOfText(_ base: ValueID, _ place: Place) -> Bool {
    let model = file(place.file)
    guard model[base].kind == .binding else { return isText(base, place.file) }
    let values = Array(model.values(model[BindingID(model[base].a)].values))
    let function = innermost(around: model[place.value].span.start, place.file)
    let near = values.filter { innermost(around: model[$0].span.start, place.file) == function }
    return !near.isEmpty && near.allSatisfy { isText($0, place.file) }
  }

  private func isText(_ value: ValueID, _ index: FileIndex) -> Bool {
    let model = file(index)
    switch model[value].kind {
    case .concatenation: return true
    case .call:
      let callee = model[model[CallID(model[value].a)].callee]
      guard callee.kind == .member else { return false }
      return ["toString", "trim", "toLowerCase", "toUpperCase", "substring", "join"]
        .contains(evaluator.text(Atom(callee.b)))
    default: return false
    }
  }

  func innermost(around offset: UInt32, _ index: FileIndex) -> Int? {
    let functions = file(index).functions
    return functions.indices.filter { number in
      let span = functions[number].span
      return functions[number].kind != .module && span.start <= offset && offset < span.end
    }.min { functions[$0].span.count < functions[$1].span.count }
  }
}
