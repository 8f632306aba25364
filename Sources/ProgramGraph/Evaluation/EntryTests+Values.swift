import JavaScript
import Semantics
import SourceText

/// What is known of values where one call enters a function.
extension EntryTests {
  /// - Parameters:
  ///   - entry: the call that entered the function around the value, if it is known.
  ///   - offset: where the value is looked at: what is assigned to a parameter behind it is nothing to it.
  func known(
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
    case .member:
      return member(Atom(value.b), of: ValueID(value.a), file, entry, offset, depth)
        ?? memberOfTable(Atom(value.b), of: ValueID(value.a), file)
    case .element:
      // `files?.[0]`
      let whole = known(ValueID(value.a), file, entry, offset, depth: depth + 1)
      guard case .constant(.undefined)? = whole else { return nil }
      return whole
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
    // `handle.apply(this, parameters)`: which argument is which is not known.
    let callee = caller[site.callee]
    if callee.kind == .member, Atom(callee.b) == .apply { return nil }
    let arguments = caller.values(site.arguments)
    let position = index + entry.skippedArguments
    let known = arguments.firstIndex { caller[$0].kind == .spread } ?? arguments.count
    guard position < known else { return site.flags.contains(.spreadArguments) ? nil : .constant(.undefined) }
    let around = FunctionReference(file: entry.call.file, function: site.function)
    return self.known(
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

  /// `Kind.message` of an enumeration, or of a table that nobody writes to: the one constant that stands there.
  private func memberOfTable(_ name: Atom, of base: ValueID, _ file: FileIndex) -> Known? {
    let model = evaluator.files[file.index]
    guard [.binding, .imported].contains(model[base].kind) else { return nil }
    if model[base].kind == .binding, model[BindingID(model[base].a)].kind == .parameter { return nil }
    let holders = evaluator.evaluate(file, base)
    guard holders.count == 1, let table = holders.first, table.kind == .object,
      evaluator.writes(of: name, to: table).isEmpty, case let found = evaluator.definitions(of: name, in: table),
      found.count == 1, let only = found.first
    else { return nil }
    return evaluator.files[only.file.index].model.constant(only.value, atoms: evaluator.atoms).map { .constant($0) }
  }

  private func isArray(_ known: Known) -> Bool {
    switch known {
    case .thing(let reference, _): evaluator.files[reference.file.index][reference.value].kind == .array
    case .named(let kind): kind == .array
    case .constant, .number, .text: false
    }
  }

  // MARK: Calls that say something of a text, or of a list

  func text(
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
