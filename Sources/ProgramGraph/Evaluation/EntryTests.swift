import JavaScript
import Semantics
import SourceText

/// What the tests of a function come to where one call enters it: `reply(200, data)` does not run what stands behind
/// `if (status !== 200)`. As far as constants, and what is written at the call, decide it.
struct EntryTests {
  /// What is known of a value.
  enum Known {
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

  static let deepest = 12
  /// Of a function that asks more than so many times the first are looked at.
  private static let mostTests = 64

  init(evaluator: Evaluator) { self.evaluator = evaluator }

  /// Whether a function asks for its parameters at all, or for those of the functions around it.
  mutating func ask(_ function: FunctionReference) -> Bool { tests(in: function).contains { !$0.tests.isEmpty } }

  /// Code of the function that an entry does not come to. Cost: the function's tests.
  mutating func closed(_ function: FunctionReference, in context: ContextID) -> [Span] {
    tests(in: function).flatMap { asking -> [Span] in
      guard !asking.tests.isEmpty, let entry = evaluator.contexts.call(of: asking.owner, in: context) else { return [] }
      return asking.tests.filter { outcome(of: $0, entry) == !$0.holds }.map(\.region)
    }
  }

  /// Code of the function that does not run where its first parameters are handed objects.
  mutating func closed(_ function: FunctionReference, givenFirst count: Int) -> [Span] {
    let model = evaluator.files[function.file.index]
    return tests(of: function).filter { record in
      guard record.kind == .present, !record.holds, model[record.subject].kind == .binding else { return false }
      let binding = model[BindingID(model[record.subject].a)]
      return record.region.start <= binding.firstAssignment
        && model.values(binding.values).contains { isParameter($0, below: count, model) }
    }.map(\.region)
  }

  private func isParameter(_ id: ValueID, below count: Int, _ model: ProgramFile) -> Bool {
    let value = model[id]
    switch value.kind {
    case .parameter: return value.b < count
    // With a default.
    case .choice:
      return model.values(ListID(value.a)).contains { model[$0].kind == .parameter && model[$0].b < count }
    default: return false
    }
  }

  /// The tests of its own parameters, and what code within it asks for those of the functions around it.
  private mutating func tests(in function: FunctionReference) -> [(owner: FunctionReference, tests: [Guard])] {
    let model = evaluator.files[function.file.index]
    let span = model[function.function].span
    var found = [(owner: function, tests: tests(of: function))]
    var outer = model[function.function].parent
    while outer != .moduleBody, found.count < Self.deepest {
      let owner = FunctionReference(file: function.file, function: outer)
      found.append((owner, tests(of: owner).filter { span.contains($0.region) }))
      outer = model[outer].parent
    }
    return found
  }

  // MARK: Tests

  private mutating func tests(of function: FunctionReference) -> [Guard] {
    if let known = tests[function.file] { return known[function.function.raw] ?? [] }
    let model = evaluator.files[function.file.index]
    var found: [UInt32: [Guard]] = [:]
    for record in model.model.guards {
      switch record.kind {
      case .call, .equals, .oneOf, .typeOf, .present, .contains, .size: break
      case .answer: continue
      }
      let table = record.kind == .contains ? owner(of: record.other, model) : nil
      guard let owner = owner(of: record.subject, model) ?? table else { continue }
      if found[owner.raw, default: []].count < Self.mostTests { found[owner.raw, default: []].append(record) }
    }
    tests[function.file] = found
    return found[function.function.raw] ?? []
  }

  /// The function whose parameter a value is made of.
  func owner(of id: ValueID, _ model: ProgramFile, depth: Int = 0) -> FunctionID? {
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
      let isTrue = known(record.subject, file, entry, at).flatMap(isTrue)
      return isTrue == false && record.isOneOfSeveral ? nil : isTrue
    case .typeOf:
      guard let subject = known(record.subject, file, entry, at), let type = text(record.other, file, entry, at) else {
        return nil
      }
      return self.type(of: subject, in: file) == type
    case .equals:
      guard let subject = known(record.subject, file, entry, at),
        case .constant(let other)? = known(record.other, file, entry, at)
      else { return nil }
      return isEqual(subject, other, isOneOfSeveral: record.isOneOfSeveral)
    case .oneOf:
      let model = evaluator.files[file.index]
      guard let subject = known(record.subject, file, entry, at), model[record.other].kind == .array else { return nil }
      let answers = model.values(ListID(model[record.other].a)).map { label -> Bool? in
        guard case .constant(let other)? = known(label, file, entry, at) else { return nil }
        return isEqual(subject, other, isOneOfSeveral: false)
      }
      if answers.contains(true) { return true }
      return answers.contains(nil) ? nil : false
    case .contains:
      // `table[name]`, `name in table`: what is written there is there, what is not may have come later.
      if case .constant(.undefined)? = known(record.other, file, entry, at) { return false }
      guard let name = text(record.subject, file, entry, at) else { return nil }
      return entries(of: record.other, file, entry, at, depth: 0).contains { $0.name == name } ? true : nil
    case .size:
      guard case .constant(.number(let subject))? = known(record.subject, file, entry, at),
        case .constant(.number(let limit))? = known(record.other, file, entry, at)
      else { return nil }
      switch Operator(rawValue: record.op) {
      case .less: return subject < limit
      case .lessOrEqual: return subject <= limit
      case .greater: return subject > limit
      case .greaterOrEqual: return subject >= limit
      default: return nil
      }
    case .answer: return nil
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

  /// - Parameter isOneOfSeveral: it may be equal to others as well.
  private func isEqual(_ subject: Known, _ other: ConstantValue, isOneOfSeveral: Bool) -> Bool? {
    let constant: ConstantValue
    switch subject {
    case .constant(let known) where isNothing(known) || isNothing(other):
      // `==` takes null and undefined for the same.
      if known == other { return true }
      return isOneOfSeveral || isNothing(known) && isNothing(other) ? nil : false
    case .number where isNothing(other), .text where isNothing(other): return isOneOfSeveral ? nil : false
    case .constant(let known): constant = known
    case .number, .text: return nil
    case .thing, .named: return isOneOfSeveral ? nil : false
    }
    if constant == other { return true }
    return isOneOfSeveral || !isAlike(constant, other) ? nil : false
  }

  private func isNothing(_ constant: ConstantValue) -> Bool { constant == .null || constant == .undefined }

  /// Whether `==` compares them as they are.
  private func isAlike(_ first: ConstantValue, _ second: ConstantValue) -> Bool {
    switch (first, second) {
    case (.string, .string), (.number, .number), (.boolean, .boolean): true
    default: false
    }
  }

  func isTrue(_ known: Known) -> Bool? {
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
}
