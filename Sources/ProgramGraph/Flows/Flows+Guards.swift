import JavaScript
import Semantics
import SourceText

/// Tests that make a value harmless where the code that uses it depends on them.
extension Flows {
  enum Verdict {
    case harmless
    /// It is a text: no operators hide in it.
    case text
    case open
  }

  /// What the tests around the place say of the value.
  func verdict(on place: Place) -> Verdict {
    let model = file(place.file)
    var verdict = Verdict.open
    for record in model.model.guards
    where record.region.start <= place.at && place.at < record.region.end
      || record.region.start <= place.written && place.written < record.region.end
    {
      switch self.verdict(of: record, on: place) {
      case .harmless: return .harmless
      case .text: verdict = .text
      case .open: continue
      }
    }
    if case .open = verdict, isChecked(place) { return .harmless }
    return verdict
  }

  /// Whether a test within an expression makes one of its alternatives harmless.
  func isGuarded(_ place: Place, within span: Span) -> Bool {
    file(place.file).model.guards.contains { record in
      guard record.region.start >= span.start, record.region.end <= span.end else { return false }
      if case .harmless = verdict(of: record, on: place) { return true }
      return false
    }
  }

  func verdict(of record: Guard, on place: Place) -> Verdict {
    switch record.kind {
    case .equals:
      if sink == .amount, isAsLong(record, place) { return .harmless }
      guard isSame(record.subject, place.value, place.file) else { return .open }
      // What it is equal to is the server's own.
      if record.holds, case let other = file(place.file)[record.other], [.member, .binding, .call].contains(other.kind)
      {
        return sink == .amount || comesFromRequest(record.other, place) ? .open : .harmless
      }
      if record.holds { return .harmless }
      let constant = evaluator.constantText(place.file, record.other)
      return sink == .objectKey && constant == "__proto__" ? .harmless : .open
    case .typeOf:
      guard record.holds, isSame(record.subject, place.value, place.file) else { return .open }
      switch evaluator.constantText(place.file, record.other) {
      case "string": return .text
      case "number", "boolean", "bigint": return .harmless
      default: return .open
      }
    case .contains:
      guard record.holds, isSame(record.subject, place.value, place.file) else { return .open }
      // A plain object has `constructor` in it.
      return sink == .objectKey ? .open : .harmless
    case .size:
      // Whichever way it came out: somebody thought of the size.
      guard sink == .amount else { return .open }
      return speaksOfSize(record.subject, place) || speaksOfSize(record.other, place) ? .harmless : .open
    case .present:
      return record.holds && isFound(record.subject, by: place) ? .harmless : .open
    // What a switch on it says stands in the guard of all its cases.
    case .oneOf: return .open
    case .answer:
      // What validators let through is for their schemas to say.
      let value = file(place.file)[record.subject]
      guard record.holds, value.kind == .call else { return .open }
      return isSearch(CallReference(file: place.file, call: CallID(value.a)), for: place) ? .harmless : .open
    case .call:
      let value = file(place.file)[record.subject]
      guard value.kind == .call else { return .open }
      let call = CallReference(file: place.file, call: CallID(value.a))
      return verdict(ofTest: call, holds: record.holds, on: place, depth: 0)
    }
  }

  // MARK: Tests that are calls

  func verdict(ofTest call: CallReference, holds: Bool, on place: Place, depth: Int) -> Verdict {
    let model = file(call.file)
    let site = model[call.call]
    let arguments = model.values(site.arguments)
    let callee = model[site.callee]
    if callee.kind == .member {
      let name = evaluator.text(Atom(callee.b))
      let known = verdict(ofMethod: name, ValueID(callee.a), arguments, holds, place)
      if case .open = known {} else { return known }
    }
    if holds, isSearch(call, for: place) { return .harmless }
    if holds, sink != .amount, arguments.contains(where: { isSame($0, place.value, place.file) }),
      claimsToTest(call, place)
    {
      return .harmless
    }
    if !holds, sink != .amount, claimsToRefuse(call, place) { return .harmless }
    for target in evaluator.callees(of: call, in: .any).prefix(4) {
      switch target.entity.kind {
      case .external:
        let path = evaluator.externals.text(ExternalID(target.entity.id))
        guard let first = arguments.first else { continue }
        if path == "#Object.hasOwn", holds, arguments.count > 1, isSame(arguments[1], place.value, place.file) {
          return .harmless
        }
        guard isSame(first, place.value, place.file) else { continue }
        if holds ? Sanitizers.tests.contains(path) : Sanitizers.refusals.contains(path) { return .harmless }
      case .function:
        guard depth < 2 else { continue }
        let found = verdict(ofHelper: target, call, holds, place, depth)
        if case .open = found { continue }
        return found
      default: continue
      }
    }
    return .open
  }

  /// The value itself, `x || ""`, or a text that it is a part of.
  private func speaks(_ argument: ValueID, of place: Place) -> Bool {
    if isSame(argument, place.value, place.file) { return true }
    let model = file(place.file)
    switch model[argument].kind {
    case .call:
      // `names.includes(x.toLowerCase())`: but for the case of its letters.
      let callee = model[model[CallID(model[argument].a)].callee]
      guard callee.kind == .member, Self.spellings.contains(evaluator.text(Atom(callee.b))) else { return false }
      return isSame(ValueID(callee.a), place.value, place.file)
    case .choice, .concatenation:
      return model.values(ListID(model[argument].a)).contains { isSame($0, place.value, place.file) }
    default: return false
    }
  }

  private static let spellings: Set<String> = [
    "toLowerCase", "toUpperCase", "toLocaleLowerCase", "toLocaleUpperCase", "toString",
  ]

  /// The name that is called, the last of a chain.
  private func name(ofCallee callee: Value) -> String {
    switch callee.kind {
    case .member, .imported: evaluator.text(Atom(callee.b))
    case .global: evaluator.text(Atom(callee.a))
    default: ""
    }
  }

  /// The same, through the name that a file gives it.
  func name(ofCallee callee: ValueID, in index: FileIndex) -> String {
    let model = file(index)
    let value = model[callee]
    return value.kind == .binding ? evaluator.text(model[BindingID(value.a)].name) : name(ofCallee: value)
  }

  private func verdict(
    ofMethod name: String, _ receiver: ValueID, _ arguments: ValueList, _ holds: Bool, _ place: Place
  ) -> Verdict {
    let first = arguments.first
    let speaksOfArgument = first.map { speaks($0, of: place) } ?? false
    let speaksOfReceiver = isSame(receiver, place.value, place.file)
    switch name {
    case "includes", "has", "indexOf", "hasOwnProperty", "some":
      // `allowed.includes(x)`: what it is held against is the server's.
      if holds, speaksOfArgument, !comesFromRequest(receiver, place) { return .harmless }
      // `x.includes("..")`, `x.includes("/")` send it away.
      if !holds, speaksOfReceiver, sink == .path, let first,
        let part = evaluator.constantText(place.file, first), part.hasPrefix("..") || part == "/"
      {
        return .harmless
      }
      // `Object.prototype.hasOwnProperty.call(table, x)` is read elsewhere.
      return .open
    case "call":
      guard holds, arguments.count > 1, isSame(arguments[1], place.value, place.file) else { return .open }
      return comesFromRequest(arguments[0], place) ? .open : .harmless
    case "test" where !holds:
      return sink == .path && refusesWayUp(receiver, first, speaksOfArgument, place) ? .harmless : .open
    case "test":
      guard holds, speaksOfArgument, let pattern = pattern(of: receiver, place.file) else { return .open }
      return Sanitizers.isHarmless(pattern: pattern, for: sink) ? .harmless : .open
    case "match":
      guard holds, speaksOfReceiver, let first, let pattern = pattern(of: first, place.file) else { return .open }
      return Sanitizers.isHarmless(pattern: pattern, for: sink) ? .harmless : .open
    case "startsWith":
      return verdict(ofPrefix: receiver, first, holds, speaksOfReceiver, place)
    default:
      return .open
    }
  }

  /// `resolved.startsWith(base)`, `!path.relative(base, resolved).startsWith("..")`, `url.startsWith("https://host/")`.
  private func verdict(
    ofPrefix receiver: ValueID, _ prefix: ValueID?, _ holds: Bool, _ speaksOfReceiver: Bool, _ place: Place
  ) -> Verdict {
    guard let prefix else { return .open }
    let constant = evaluator.constantText(place.file, prefix)
    switch sink {
    case .path:
      if holds, speaksOfReceiver {
        // Only of a resolved path does the beginning say where it leads.
        return isResolved(place.value, place.file) && !comesFromRequest(prefix, place) ? .harmless : .open
      }
      // `const normal = path.normalize(x)`, and `normal` is tested in the place of `x`.
      if holds, isResolved(receiver, place.file), isMade(receiver, of: place), !comesFromRequest(prefix, place) {
        return .harmless
      }
      return !holds && constant?.hasPrefix("..") ?? false && isRelative(receiver, to: place) ? .harmless : .open
    case .url, .redirect:
      guard holds, speaksOfReceiver, let constant else { return .open }
      let parts = constant.split(separator: "/", omittingEmptySubsequences: false)
      return parts.count > 3 && parts[1].isEmpty ? .harmless : .open
    default:
      return .open
    }
  }

  /// `!/^\.\./.test(path.relative(base, resolved))`, `!/\.\./.test(name)`
  private func refusesWayUp(
    _ receiver: ValueID, _ first: ValueID?, _ speaksOfArgument: Bool, _ place: Place
  ) -> Bool {
    guard let first, let text = strippingText(receiver, place.file) else { return false }
    let plain = text.filter { !"\\[]()".contains($0) }
    if plain.hasPrefix("^..") { return isRelative(first, to: place) }
    return speaksOfArgument && (plain.hasPrefix("../") || plain == "..")
  }

  /// The value of a name that has only one.
  private func only(_ value: ValueID, _ file: FileIndex) -> Value {
    let model = self.file(file)
    var current = model[value]
    for _ in 0..<4 where current.kind == .binding {
      let values = model.values(model[BindingID(current.a)].values)
      guard values.count == 1 else { return current }
      current = model[values[0]]
    }
    return current
  }

  func paths(of call: Value, _ file: FileIndex) -> [String] {
    call.kind == .call ? paths(ofCallee: self.file(file)[CallID(call.a)].callee, file) : []
  }

  func paths(ofCallee callee: ValueID, _ file: FileIndex) -> [String] {
    evaluator.evaluate(file, callee).filter { $0.kind == .external }
      .map { evaluator.externals.text(ExternalID($0.id)) }
  }

  private func isResolved(_ value: ValueID, _ file: FileIndex) -> Bool {
    let resolving = Self.resolving
    let model = self.file(file)
    var inner = only(value, file)
    if inner.kind == .awaited { inner = only(ValueID(inner.a), file) }
    // `path = join(base, x); path = normalize(path)`
    if inner.kind == .binding {
      return model.values(model[BindingID(inner.a)].values).contains { held in
        paths(of: model[held], file).contains { resolving.contains($0) }
      }
    }
    return paths(of: inner, file).contains { resolving.contains($0) } || isFoldedOfResolved(inner, file)
  }

  private static let resolving: Set<String> = [
    "node:path#resolve", "node:path#join", "node:path#normalize", "node:fs#realpathSync", "node:fs/promises#realpath",
    "node:path#posix.resolve", "node:path#posix.join", "node:fs#promises.realpath",
  ]

  /// `parts.reduce((whole, part) => path.join(whole, part), root)`
  private func isFoldedOfResolved(_ call: Value, _ index: FileIndex) -> Bool {
    let model = file(index)
    guard call.kind == .call, case let site = model[CallID(call.a)], model[site.callee].kind == .member,
      evaluator.text(Atom(model[site.callee].b)) == "reduce", let function = model.values(site.arguments).first,
      model[function].kind == .function
    else { return false }
    let returned = model.values(model[FunctionID(model[function].a)].returns)
    return !returned.isEmpty
      && returned.allSatisfy { paths(of: model[$0], index).contains { Self.resolving.contains($0) } }
  }

  /// A name that holds a call with the value of the place as its only argument.
  private func isMade(_ value: ValueID, of place: Place) -> Bool {
    var call = only(value, place.file)
    if call.kind == .awaited { call = only(ValueID(call.a), place.file) }
    guard call.kind == .call else { return false }
    let model = file(place.file)
    let arguments = model.values(model[CallID(call.a)].arguments)
    return arguments.count == 1 && isSame(arguments[0], place.value, place.file)
  }

  private func isRelative(_ value: ValueID, to place: Place) -> Bool {
    let call = only(value, place.file)
    guard paths(of: call, place.file).contains("node:path#relative") else { return false }
    let model = file(place.file)
    let arguments = model.values(model[CallID(call.a)].arguments)
    return arguments.count > 1 && isSame(arguments[1], place.value, place.file)
  }

  /// `names.filter(name => allowed.includes(name))`: what is left has passed the test.
  func keepsHarmless(_ function: ValueID, _ call: CallReference, _ place: Place) -> Bool {
    let model = file(call.file)
    guard model[function].kind == .function, let parameter = parameter(of: FunctionID(model[function].a), call.file)
    else { return false }
    let returned = model.values(model[FunctionID(model[function].a)].returns)
    return !returned.isEmpty
      && returned.allSatisfy { value in
        guard model[value].kind == .call else { return false }
        let element = Place(
          file: call.file, value: parameter, frame: place.frame, at: model[value].span.start,
          levels: Self.maximumLevels)
        let test = CallReference(file: call.file, call: CallID(model[value].a))
        if case .harmless = verdict(ofTest: test, holds: true, on: element, depth: 0) { return true }
        return false
      }
  }

  /// The value that stands for the first parameter of a function.
  func parameter(of function: FunctionID, _ index: FileIndex) -> ValueID? {
    let model = file(index)
    for (number, binding) in model.bindings.enumerated() where binding.kind == .parameter {
      let isFirst = model.values(binding.values).contains { value in
        model[value].kind == .parameter && model[value].a == function.raw && model[value].b == 0
      }
      if isFirst { return promises.uses(of: index).use(of: BindingID(number)) }
    }
    return nil
  }

  /// The text of a regular expression that names all but what it leaves, or dots, with its flags: `[^a-z]/g`.
  func strippingText(_ value: ValueID, _ index: FileIndex) -> String? {
    let record = only(value, index)
    guard record.kind == .literal, record.a == LiteralKind.regularExpression.rawValue, record.b != 0 else { return nil }
    return evaluator.text(Atom(record.b))
  }

  /// The text of a regular expression that speaks of a whole text.
  func pattern(of value: ValueID, _ file: FileIndex) -> String? {
    var reference = ValueReference(file: file, value: value, context: .any)
    for _ in 0..<4 {
      let record = only(reference.value, reference.file)
      switch record.kind {
      case .literal:
        guard record.a == LiteralKind.regularExpression.rawValue, record.b != 0 else { return nil }
        let text = evaluator.text(Atom(record.b))
        return text.hasSuffix("$") ? text : nil
      case .imported:
        let found = evaluator.definitions(ofImported: Atom(record.b), through: ImportID(record.a), reference.file)
        guard let next = found.first else { return nil }
        reference = next
      default:
        return nil
      }
    }
    return nil
  }

  func comesFromRequest(_ value: ValueID, _ place: Place) -> Bool {
    // A question within the question: what it is held against must be the server's own.
    switch only(value, place.file).kind {
    case .array, .object, .string, .global, .module, .imported, .function: return false
    default: break
    }
    var other = place.with(value)
    other.levels = Self.maximumLevels
    return trace(other) != nil
  }
}
