import JavaScript
import Semantics
import SourceText

/// Guards that are functions of the project: predicates, assertions, middleware.
extension Flows {
  /// `isSafe(x)`: a function that gives a true value only for what is harmless.
  func verdict(
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
  func parameter(
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
  func isChecked(_ place: Place) -> Bool {
    let model = file(place.file)
    guard place.at < UInt32.max else { return false }
    for id in calls(taking: place.value, place.file) {
      let site = model[id]
      guard site.span.end <= place.at, site.flags.isDisjoint(with: [.inCatch]),
        model[site.function].span.contains(Span(start: place.at, end: place.at))
      else { continue }
      if sink == .amount, isHeldAgainstSchema(site, model) { return true }
      guard site.flags.contains(.unused) || site.flags.contains(.awaited) else { continue }
      if sink != .amount, isCertain(CallReference(file: place.file, call: id), for: place) { return true }
      // `assertSafePath(x)`: what it is called says what it does, where nobody can look.
      if sink != .amount, claimsToCheck(CallReference(file: place.file, call: id), place) { return true }
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

  /// `const { error } = schema.validate(body)`: a schema counts as a test of size, whatever it says.
  private func isHeldAgainstSchema(_ site: CallSite, _ model: ProgramFile) -> Bool {
    guard model[site.callee].kind == .member, fails(site, model) else { return false }
    return Self.methodsOfSchemas.contains(evaluator.text(Atom(model[site.callee].b)))
  }

  /// Methods that nothing but schemas have.
  private static let methodsOfSchemas: Set<String> = [
    "validate", "validateAsync", "validateSync", "safeParse", "safeParseAsync", "parseAsync",
  ]

  private func throwsSomething(_ function: FunctionReference) -> Bool {
    !promises.uses(of: function.file).interruptions(in: function.function).isEmpty
  }
}
