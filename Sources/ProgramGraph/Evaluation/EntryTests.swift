import JavaScript
import Semantics
import SourceText

/// What the tests of a function come to where one call enters it: `reply(200, data)` does not run what stands behind
/// `if (status !== 200)`. As far as constants, and what is written at the call, decide it.
struct EntryTests {
  /// What is known of a value.
  private enum Known {
    case constant(ConstantValue)
    /// One that is not looked at further.
    case number, text
    /// An object, array, function or class, as written.
    case thing(ValueReference, ContextTable.Entry?)
    /// The same behind a name: it may have got other members since.
    case named(ValueKind)
  }

  let evaluator: Evaluator
  /// By file and function: the tests that ask for its parameters.
  private var tests: [FileIndex: [UInt32: [Guard]]] = [:]

  private static let deepest = 12

  init(evaluator: Evaluator) { self.evaluator = evaluator }

  /// Whether a function asks for its parameters at all.
  mutating func ask(_ function: FunctionReference) -> Bool { !tests(of: function).isEmpty }

  /// Code of the function that an entry does not come to. Cost: the function's tests.
  mutating func closed(_ function: FunctionReference, in context: ContextID) -> [Span] {
    let tests = tests(of: function)
    guard !tests.isEmpty, let entry = evaluator.contexts.call(of: function, in: context) else { return [] }
    return tests.filter { outcome(of: $0, entry) == !$0.holds }.map(\.region)
  }

  // MARK: Tests

  private mutating func tests(of function: FunctionReference) -> [Guard] {
    if let known = tests[function.file] { return known[function.function.raw] ?? [] }
    let model = evaluator.files[function.file.index]
    var found: [UInt32: [Guard]] = [:]
    for record in model.model.guards {
      switch record.kind {
      case .call, .equals, .typeOf, .present, .contains: break
      case .size, .answer: continue
      }
      guard let owner = owner(of: record.subject, model, depth: 0) else { continue }
      found[owner.raw, default: []].append(record)
    }
    tests[function.file] = found
    return found[function.function.raw] ?? []
  }

  /// The function whose parameter a value is made of.
  private func owner(of id: ValueID, _ model: ProgramFile, depth: Int) -> FunctionID? {
    guard depth < Self.deepest else { return nil }
    let value = model[id]
    switch value.kind {
    case .binding:
      let binding = model[BindingID(value.a)]
      return binding.kind == .parameter ? binding.function : nil
    case .member: return owner(of: ValueID(value.a), model, depth: depth + 1)
    case .call:
      let site = model[CallID(value.a)]
      if model[site.callee].kind == .member, let found = owner(of: site.callee, model, depth: depth + 1) {
        return found
      }
      return model.values(site.arguments).first.flatMap { owner(of: $0, model, depth: depth + 1) }
    default: return nil
    }
  }

  /// Nil where nobody can tell.
  private func outcome(of record: Guard, _ entry: ContextTable.Entry) -> Bool? {
    let file = entry.callee.file
    let at = record.region.start
    switch record.kind {
    case .call, .present:
      return known(record.subject, file, entry, at).flatMap(isTrue)
    case .typeOf:
      guard let subject = known(record.subject, file, entry, at), let type = text(record.other, file, entry, at) else {
        return nil
      }
      return self.type(of: subject, in: file) == type
    case .equals:
      guard let subject = known(record.subject, file, entry, at),
        case .constant(let other)? = known(record.other, file, entry, at)
      else { return nil }
      let constant: ConstantValue
      switch subject {
      case .constant(let known): constant = known
      case .number, .text: return nil
      case .thing, .named: return record.isOneOfSeveral ? nil : false
      }
      if constant == other { return true }
      return record.isOneOfSeveral || !isAlike(constant, other) ? nil : false
    case .contains:
      // `table[name]`, `name in table`: what is written there is there, what is not may have come later.
      guard let name = text(record.subject, file, entry, at) else { return nil }
      return entries(of: record.other, file, entry, at, depth: 0).contains { $0.name == name } ? true : nil
    case .size, .answer: return nil
    }
  }

  /// The entries of a table that is written down as a constant, or of a table among its entries: `handlers[kind]`.
  private func entries(
    of table: ValueID, _ file: FileIndex, _ entry: ContextTable.Entry, _ offset: UInt32, depth: Int
  ) -> [(name: String, value: ValueID)] {
    guard depth < Self.deepest else { return [] }
    let model = evaluator.files[file.index]
    let value = model[table]
    switch value.kind {
    case .object:
      return model.properties(of: value).filter { $0.kind == .value || $0.kind == .method }
        .map { (evaluator.text($0.name), $0.value) }
    case .binding:
      let binding = model[BindingID(value.a)]
      let values = model.values(binding.values)
      guard binding.kind == .const, let only = values.first, values.count == 1 else { return [] }
      return entries(of: only, file, entry, offset, depth: depth + 1)
    case .element:
      guard let name = text(ValueID(value.b), file, entry, offset) else { return [] }
      let inner = entries(of: ValueID(value.a), file, entry, offset, depth: depth + 1).last { $0.name == name }
      return inner.map { entries(of: $0.value, file, entry, offset, depth: depth + 1) } ?? []
    default: return []
    }
  }

  /// Whether `==` compares them as they are.
  private func isAlike(_ first: ConstantValue, _ second: ConstantValue) -> Bool {
    switch (first, second) {
    case (.string, .string), (.number, .number), (.boolean, .boolean), (.null, _), (.undefined, _): true
    default: false
    }
  }

  private func isTrue(_ known: Known) -> Bool? {
    switch known {
    case .constant(.string(let text)): !text.isEmpty
    case .constant(.number(let number)): number != 0
    case .constant(.boolean(let flag)): flag
    case .constant(.null), .constant(.undefined): false
    case .number, .text: nil
    case .thing, .named: true
    }
  }

  private func type(of known: Known, in file: FileIndex) -> String {
    let kind: ValueKind
    switch known {
    case .constant(.string), .text: return "string"
    case .constant(.number), .number: return "number"
    case .constant(.boolean): return "boolean"
    case .constant(.undefined): return "undefined"
    case .constant(.null): return "object"
    case .thing(let reference, _): kind = evaluator.files[reference.file.index][reference.value].kind
    case .named(let own): kind = own
    }
    return kind == .function || kind == .class ? "function" : "object"
  }

  // MARK: Values

  /// - Parameters:
  ///   - entry: the call that entered the function around the value, if it is known.
  ///   - offset: where the value is looked at: what is assigned to a parameter behind it is nothing to it.
  private func known(
    _ id: ValueID, _ file: FileIndex, _ entry: ContextTable.Entry?, _ offset: UInt32, depth: Int = 0
  ) -> Known? {
    guard depth < Self.deepest else { return nil }
    let model = evaluator.files[file.index]
    let value = model[id]
    switch value.kind {
    case .string, .literal:
      if let constant = model.model.constant(id, atoms: evaluator.atoms) { return .constant(constant) }
      return LiteralKind(rawValue: value.a) == .number ? .number : nil
    case .object, .array, .function, .class:
      return .thing(ValueReference(file: file, value: id, context: .any), entry)
    case .concatenation:
      var joined = ""
      for part in model.values(ListID(value.a)) {
        guard let part = text(part, file, entry, offset, depth: depth + 1) else { return .text }
        joined += part
      }
      return .constant(.string(joined))
    case .binding: return known(BindingID(value.a), file, entry, offset, depth)
    case .choice: return knownWithDefault(value, file, entry, offset, depth)
    case .parameter:
      guard let entry, entry.callee.file == file, entry.callee.function.raw == value.a else { return nil }
      return argument(Int(value.b), entry, depth)
    case .member: return member(Atom(value.b), of: ValueID(value.a), file, entry, offset, depth)
    case .call: return result(of: CallID(value.a), file, entry, offset, depth)
    default: return nil
    }
  }

  private func known(
    _ binding: BindingID, _ file: FileIndex, _ entry: ContextTable.Entry?, _ offset: UInt32, _ depth: Int
  ) -> Known? {
    let model = evaluator.files[file.index]
    let record = model[binding]
    let values = model.values(record.values)
    guard let first = values.first,
      values.count == 1 && !record.isReassigned || record.kind == .parameter && offset <= record.firstAssignment,
      let found = known(first, file, entry, offset, depth: depth + 1)
    else { return nil }
    guard case .thing(let reference, _) = found, record.kind != .parameter else { return found }
    return .named(evaluator.files[reference.file.index][reference.value].kind)
  }

  /// `limit = 10` of a parameter: nothing, or undefined, is handed over.
  private func knownWithDefault(
    _ value: Value, _ file: FileIndex, _ entry: ContextTable.Entry?, _ offset: UInt32, _ depth: Int
  ) -> Known? {
    let model = evaluator.files[file.index]
    let items = model.values(ListID(value.a))
    guard items.count == 2, model[items[0]].kind == .parameter,
      let given = known(items[0], file, entry, offset, depth: depth + 1)
    else { return nil }
    guard case .constant(.undefined) = given else { return given }
    return known(items[1], file, entry, offset, depth: depth + 1)
  }

  /// What a call hands over; undefined where it hands over less.
  private func argument(_ index: Int, _ entry: ContextTable.Entry, _ depth: Int) -> Known? {
    let caller = evaluator.files[entry.call.file.index]
    let site = caller[entry.call.call]
    let arguments = caller.values(site.arguments)
    let position = index + entry.skippedArguments
    if site.flags.contains(.spreadArguments) { return nil }
    guard position < arguments.count else { return .constant(.undefined) }
    let around = FunctionReference(file: entry.call.file, function: site.function)
    return known(
      arguments[position], entry.call.file, evaluator.contexts.call(of: around, in: entry.outer), site.span.start,
      depth: depth + 1)
  }

  /// `{ strict: false }.strict`; undefined where the object that is written there has no such member.
  private func member(
    _ name: Atom, of base: ValueID, _ file: FileIndex, _ entry: ContextTable.Entry?, _ offset: UInt32, _ depth: Int
  ) -> Known? {
    let owner = known(base, file, entry, offset, depth: depth + 1)
    // `options?.strict`
    if case .constant(.undefined)? = owner { return owner }
    guard case .thing(let object, let inner)? = owner else { return nil }
    let model = evaluator.files[object.file.index]
    let value = model[object.value]
    guard value.kind == .object else { return nil }
    let properties = model.properties(of: value)
    guard properties.allSatisfy({ $0.kind == .value || $0.kind == .method }) else { return nil }
    guard let property = properties.last(where: { $0.name == name }) else { return .constant(.undefined) }
    return known(property.value, object.file, inner, value.span.start, depth: depth + 1)
  }

  private func isArray(_ known: Known) -> Bool {
    switch known {
    case .thing(let reference, _): evaluator.files[reference.file.index][reference.value].kind == .array
    case .named(let kind): kind == .array
    case .constant, .number, .text: false
    }
  }

  // MARK: Calls that say something of a text, or of a list

  private func text(
    _ id: ValueID, _ file: FileIndex, _ entry: ContextTable.Entry?, _ offset: UInt32, depth: Int = 0
  ) -> String? {
    guard case .constant(let constant)? = known(id, file, entry, offset, depth: depth) else { return nil }
    return constant.text
  }

  private func result(
    of call: CallID, _ file: FileIndex, _ entry: ContextTable.Entry?, _ offset: UInt32, _ depth: Int
  ) -> Known? {
    let model = evaluator.files[file.index]
    let site = model[call]
    let callee = model[site.callee]
    let arguments = model.values(site.arguments)
    if site.flags.contains(.new) { return nil }
    if callee.kind == .global, arguments.count == 1 {
      let given = known(arguments[0], file, entry, offset, depth: depth + 1)
      switch (evaluator.text(Atom(callee.a)), given) {
      case ("String", .constant(let constant)): return .constant(.string(constant.text))
      case ("Boolean", .some(let given)): return isTrue(given).map { .constant(.boolean($0)) }
      default: return nil
      }
    }
    guard callee.kind == .member else { return nil }
    let name = evaluator.text(Atom(callee.b))
    if name == "isArray", arguments.count == 1 {
      return known(arguments[0], file, entry, offset, depth: depth + 1).map { .constant(.boolean(isArray($0))) }
    }
    let receiver = known(ValueID(callee.a), file, entry, offset, depth: depth + 1)
    guard case .constant(.string(let text))? = receiver else { return nil }
    switch (name, arguments.count) {
    case ("toString", 0): return .constant(.string(text))
    case ("toLowerCase", 0): return .constant(.string(text.lowercased()))
    case ("toUpperCase", 0): return .constant(.string(text.uppercased()))
    case (_, 1):
      guard case .constant(.string(let part))? = known(arguments[0], file, entry, offset, depth: depth + 1) else {
        return nil
      }
      switch name {
      case "startsWith": return .constant(.boolean(text.hasPrefix(part)))
      case "endsWith": return .constant(.boolean(text.hasSuffix(part)))
      case "includes": return .constant(.boolean(part.isEmpty || text.holds(part)))
      default: return nil
      }
    default: return nil
    }
  }
}
