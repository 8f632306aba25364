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

  private func verdict(of record: Guard, on place: Place) -> Verdict {
    switch record.kind {
    case .equals:
      guard isSame(record.subject, place.value, place.file) else { return .open }
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
    case .call:
      let value = file(place.file)[record.subject]
      guard value.kind == .call else { return .open }
      let call = CallReference(file: place.file, call: CallID(value.a))
      return verdict(ofTest: call, holds: record.holds, on: place, depth: 0)
    }
  }

  /// `n`, or the length of it.
  private func speaksOfSize(_ subject: ValueID, _ place: Place) -> Bool {
    if isSame(subject, place.value, place.file) { return true }
    let record = file(place.file)[subject]
    guard record.kind == .member, Propagation.harmlessMembers.contains(evaluator.text(Atom(record.b))) else {
      return false
    }
    return isSame(ValueID(record.a), place.value, place.file)
  }

  // MARK: Tests that are calls

  private func verdict(ofTest call: CallReference, holds: Bool, on place: Place, depth: Int) -> Verdict {
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
    if holds, Sanitizers.claimsTest(name(ofCallee: site.callee, in: call.file)), sink != .amount,
      arguments.contains(where: { isSame($0, place.value, place.file) })
    {
      return .harmless
    }
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
    case .choice, .concatenation:
      return model.values(ListID(model[argument].a)).contains { isSame($0, place.value, place.file) }
    default: return false
    }
  }

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
      return !holds && constant?.hasPrefix("..") ?? false && isRelative(receiver, to: place) ? .harmless : .open
    case .url, .redirect:
      guard holds, speaksOfReceiver, let constant else { return .open }
      let parts = constant.split(separator: "/", omittingEmptySubsequences: false)
      return parts.count > 3 && parts[1].isEmpty ? .harmless : .open
    default:
      return .open
    }
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

  private func paths(of call: Value, _ file: FileIndex) -> [String] {
    guard call.kind == .call else { return [] }
    let model = self.file(file)
    return evaluator.evaluate(file, model[CallID(call.a)].callee).filter { $0.kind == .external }
      .map { evaluator.externals.text(ExternalID($0.id)) }
  }

  private func isResolved(_ value: ValueID, _ file: FileIndex) -> Bool {
    let resolving: Set<String> = [
      "node:path#resolve", "node:path#join", "node:path#normalize", "node:fs#realpathSync", "node:fs/promises#realpath",
      "node:path#posix.resolve", "node:path#posix.join", "node:fs#promises.realpath",
    ]
    let model = self.file(file)
    var inner = only(value, file)
    if inner.kind == .awaited { inner = only(ValueID(inner.a), file) }
    // `path = join(base, x); path = normalize(path)`
    if inner.kind == .binding {
      return model.values(model[BindingID(inner.a)].values).contains { held in
        paths(of: model[held], file).contains { resolving.contains($0) }
      }
    }
    return paths(of: inner, file).contains { resolving.contains($0) }
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
  private func parameter(of function: FunctionID, _ index: FileIndex) -> ValueID? {
    let model = file(index)
    for (number, binding) in model.bindings.enumerated() where binding.kind == .parameter {
      let isFirst = model.values(binding.values).contains { value in
        model[value].kind == .parameter && model[value].a == function.raw && model[value].b == 0
      }
      if isFirst { return promises.uses(of: index).use(of: BindingID(number)) }
    }
    return nil
  }

  /// The text of a regular expression that names all but what it leaves, with its flags: `[^a-z]/g`.
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

  private func comesFromRequest(_ value: ValueID, _ place: Place) -> Bool {
    // A question within the question: what it is held against must be the server's own.
    switch only(value, place.file).kind {
    case .array, .object, .string, .global, .module, .imported, .function: return false
    default: break
    }
    var other = place.with(value)
    other.levels = Self.maximumLevels
    return trace(other) != nil
  }

  // MARK: Helpers of the project

  /// `isSafe(x)`: a function that gives a true value only for what is harmless.
  private func verdict(
    ofHelper callee: Evaluator.Callee, _ call: CallReference, _ holds: Bool, _ place: Place, _ depth: Int
  ) -> Verdict {
    guard holds, let parameter = parameter(of: callee, takingFrom: call, place) else { return .open }
    let function = callee.entity.function
    let model = file(function.file)
    let record = model[function.function]
    var verdict = Verdict.open
    for value in model.values(record.returns) {
      let item = model[value]
      switch item.kind {
      case .literal where item.a == LiteralKind.true.rawValue:
        // After tests that sent everything else away.
        guard case .harmless = endVerdict(of: function, parameter) else { return .open }
        verdict = .harmless
      case .literal:
        continue
      case .call:
        let inner = Place(
          file: function.file, value: parameter, frame: nil, at: item.span.start, levels: Self.maximumLevels)
        let test = CallReference(file: function.file, call: CallID(item.a))
        let found = self.verdict(ofTest: test, holds: true, on: inner, depth: depth + 1)
        if case .open = found { return .open }
        verdict = found
      default:
        return .open
      }
    }
    return verdict
  }

  /// The value that stands for the parameter which a call gives the value of the place to.
  private func parameter(
    of callee: Evaluator.Callee, takingFrom call: CallReference, _ place: Place
  ) -> ValueID? {
    let arguments = file(call.file).values(file(call.file)[call.call].arguments)
    guard let index = arguments.firstIndex(where: { isSame($0, place.value, place.file) }) else { return nil }
    let position = index - callee.skippedArguments
    let function = callee.entity.function
    let model = file(function.file)
    guard position >= 0, !callee.positionsUnknown else { return nil }
    for (number, binding) in model.bindings.enumerated() where binding.kind == .parameter {
      for value in model.values(binding.values) {
        var record = model[value]
        if record.kind == .choice, let first = model.values(ListID(record.a)).first { record = model[first] }
        if record.kind == .parameter, record.a == function.function.raw, Int(record.b) == position {
          return promises.uses(of: function.file).use(of: BindingID(number))
        }
      }
    }
    return nil
  }

  /// What is known of a parameter at the end of a function, after everything else has left it.
  private func endVerdict(of function: FunctionReference, _ parameter: ValueID) -> Verdict {
    let model = file(function.file)
    let end = model[function.function].span.end
    let place = Place(file: function.file, value: parameter, frame: nil, at: end, levels: Self.maximumLevels)
    for record in model.model.guards
    where record.region.end <= end && record.region.start > model[function.function].span.start {
      // A region that ends where the body does: all that follows depends on the test.
      guard reachesEnd(record.region, of: function) else { continue }
      let found = verdict(of: record, on: place)
      if case .open = found { continue }
      return found
    }
    return .open
  }

  /// A place at the end of a function that depends on the tests before it; nil where there are none.
  func lastTested(in function: FunctionReference) -> UInt32? {
    let model = file(function.file)
    let span = model[function.function].span
    return model.model.guards.filter { span.contains($0.region) && reachesEnd($0.region, of: function) }
      .map(\.region.end).max().map { $0 - 1 }
  }

  /// Nothing of the function but blanks and braces follows the region: no call and no other test's code.
  private func reachesEnd(_ region: Span, of function: FunctionReference) -> Bool {
    let model = file(function.file)
    let span = model[function.function].span
    return !model.calls.contains { $0.span.start >= region.end && $0.span.end <= span.end }
      && !model.model.guards.contains { $0.region.start >= region.end && $0.region.end <= span.end }
  }

  /// `assertSafe(x)` before the place: a function that ends normally only for what is harmless.
  private func isChecked(_ place: Place) -> Bool {
    let model = file(place.file)
    guard place.at < UInt32.max else { return false }
    for id in calls(taking: place.value, place.file) {
      let site = model[id]
      guard site.span.end <= place.at, site.flags.isDisjoint(with: [.inCatch]),
        site.flags.contains(.unused) || site.flags.contains(.awaited),
        model[site.function].span.contains(Span(start: place.at, end: place.at))
      else { continue }
      if sink != .amount, isCertain(CallReference(file: place.file, call: id), for: place) { return true }
      // `assertSafePath(x)`: what it is called says what it does, where nobody can look.
      if sink != .amount, Sanitizers.claimsCheck(name(ofCallee: site.callee, in: place.file)) { return true }
      for callee in evaluator.callees(of: CallReference(file: place.file, call: id), in: .any).prefix(4)
      where callee.entity.kind == .function {
        let call = CallReference(file: place.file, call: id)
        guard throwsSomething(callee.entity.function), let parameter = parameter(of: callee, takingFrom: call, place)
        else { continue }
        if case .harmless = endVerdict(of: callee.entity.function, parameter) { return true }
      }
    }
    return false
  }

  private func throwsSomething(_ function: FunctionReference) -> Bool {
    !promises.uses(of: function.file).interruptions(in: function.function).isEmpty
  }
}
