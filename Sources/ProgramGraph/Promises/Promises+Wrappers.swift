import JavaScript
import Semantics
import SourceText

/// Wrappers between a framework and a handler, which may look after the promise that the framework does not look at:
/// `router.get("/", asyncHandler(list))`. Those of the project are judged by their bodies; those from outside, and those
/// that nothing is known of, are taken to catch.
extension Promises {
  /// A call on the way from the registration to the function, and where it is given the function.
  private struct Wrapping {
    var call: CallReference
    var argument: Int
  }

  private static let longestWay = 12

  /// A search for a way: each value is looked at once, and so many of them.
  private struct Search {
    var fuel = 2000
    var seen: Set<ValueReference> = []
    var isCut = false
  }

  /// Whether something around a handler may catch what it rejects.
  package func isWrapped(_ handler: RequestHandler) -> Bool {
    handler.closures.contains { mayCatch($0, handler.function) }
      || wrappings(of: handler)?.contains { mayCatch($0) } ?? true
  }

  /// Whether a closure that calls a handler may look after what that rejects. What it does in functions of its own is not
  /// seen through.
  private func mayCatch(_ closure: Entity, _ handler: FunctionReference) -> Bool {
    let model = file(closure.file)
    return evaluator.sortedCalls.calls(within: model[FunctionID(closure.id)].span, closure.file, model).contains { id in
      let call = CallReference(file: closure.file, call: id)
      let isCalled = evaluator.callees(of: call, in: closure.context).contains {
        $0.entity.kind == .function && $0.entity.function == handler
      }
      return isCalled && (model[id].function != FunctionID(closure.id) || looksAfter(handling(of: call)))
    }
  }

  private func looksAfter(_ handling: PromiseHandling) -> Bool {
    switch handling {
    case .caught, .awaited(inTry: true), .passed, .kept: true
    case .awaited(inTry: false), .returned, .voided, .dropped, .ignored: false
    }
  }

  /// nil where the way is too long to be known.
  private func wrappings(of handler: RequestHandler) -> [Wrapping]? {
    if let call = handler.call {
      var search = Search()
      let model = file(call.file)
      for argument in model.values(model[call.call].arguments) {
        let start = ValueReference(file: call.file, value: argument, context: .any)
        if let found = way(from: start, to: handler.function, &search, 0) { return found }
      }
      if search.isCut { return nil }
    }
    // The way to it is not seen; what it is written in tells.
    guard let (id, index) = uses(of: handler.function.file).call(takingCallback: handler.function.function) else {
      return []
    }
    let call = CallReference(file: handler.function.file, call: id)
    return call == handler.call ? [] : [Wrapping(call: call, argument: index)]
  }

  /// The calls that a function goes through as an argument on the way to a value, the innermost first; nil where the
  /// value is not seen to be the function.
  private func way(
    from reference: ValueReference, to target: FunctionReference, _ search: inout Search, _ depth: Int
  ) -> [Wrapping]? {
    search.fuel -= 1
    guard search.fuel > 0, depth < Self.longestWay else {
      search.isCut = true
      return nil
    }
    guard search.seen.insert(reference).inserted else { return nil }
    let model = file(reference.file)
    let value = model[reference.value]
    var next: [ValueReference]
    func here(_ value: ValueID) -> ValueReference {
      ValueReference(file: reference.file, value: value, context: .any)
    }
    switch value.kind {
    case .function:
      return FunctionReference(file: reference.file, function: FunctionID(value.a)) == target ? [] : nil
    case .binding: next = model.values(model[BindingID(value.a)].values).map(here)
    case .choice, .array: next = model.values(ListID(value.a)).map(here)
    case .object: next = model.properties(of: value).map { here($0.value) }
    case .spread, .awaited: next = [here(ValueID(value.a))]
    case .imported:
      next = evaluator.definitions(ofImported: Atom(value.b), through: ImportID(value.a), reference.file)
    case .member:
      next = []
      for entity in evaluator.evaluate(reference.file, ValueID(value.a)) where entity.kind != .external {
        next += evaluator.definitions(of: Atom(value.b), in: entity)
      }
    case .call:
      return way(through: CallReference(file: reference.file, call: CallID(value.a)), to: target, &search, depth)
    default: return isFunction(target, reference) ? [] : nil
    }
    // Where a member was written is not always seen, but it may be the function all the same.
    if next.isEmpty { return isFunction(target, reference) ? [] : nil }
    for reference in next {
      if let found = way(from: reference, to: target, &search, depth + 1) { return found }
    }
    return nil
  }

  private func isFunction(_ target: FunctionReference, _ reference: ValueReference) -> Bool {
    evaluator.evaluate(reference).contains { $0.kind == .function && $0.function == target }
  }

  private func way(
    through call: CallReference, to target: FunctionReference, _ search: inout Search, _ depth: Int
  ) -> [Wrapping]? {
    let model = file(call.file)
    let site = model[call.call]
    let callee = model[site.callee]
    if callee.kind == .member, Atom(callee.b) == .bind {
      let base = ValueReference(file: call.file, value: ValueID(callee.a), context: .any)
      return way(from: base, to: target, &search, depth + 1)
    }
    // What makes the function itself wraps nothing.
    for callee in evaluator.callees(of: call, in: .any) where callee.entity.kind == .function {
      let made = file(callee.entity.file)
      for value in made.values(made[FunctionID(callee.entity.id)].returns) {
        let reference = ValueReference(file: callee.entity.file, value: value, context: .any)
        if let found = way(from: reference, to: target, &search, depth + 1) { return found }
      }
    }
    for (index, argument) in model.values(site.arguments).enumerated() {
      let reference = ValueReference(file: call.file, value: argument, context: .any)
      if let found = way(from: reference, to: target, &search, depth + 1) {
        return found + [Wrapping(call: call, argument: index)]
      }
    }
    return nil
  }

  // MARK: What a wrapper does

  private func mayCatch(_ wrapping: Wrapping) -> Bool {
    let site = file(wrapping.call.file)[wrapping.call.call]
    // `new Strategy(options, verify)` keeps what it is given.
    if site.flags.contains(.new) { return false }
    let functions = evaluator.callees(of: wrapping.call, in: .any).filter { $0.entity.kind == .function }
    guard !functions.isEmpty else { return true }
    return functions.contains { callee in
      mayCatch(callee.entity.function, parameter: wrapping.argument - callee.skippedArguments)
    }
  }

  /// Whether a function that is given another one may look after what it rejects: it calls it and catches, or does
  /// something with it that is not seen through.
  private func mayCatch(_ wrapper: FunctionReference, parameter: Int) -> Bool {
    let model = file(wrapper.file)
    let names = model.bindings.indices.filter { index in
      model.values(model.bindings[index].values).contains { value in
        let record = model[value]
        return record.kind == .parameter && record.a == wrapper.function.raw && Int(record.b) == parameter
      }
    }
    let values = Set(names.compactMap { uses(of: wrapper.file).use(of: BindingID($0)) })
    guard !values.isEmpty else { return true }
    var isCalled = false
    for index in model.calls.indices {
      let site = model.calls[index]
      guard model[wrapper.function].span.contains(site.span), calls(site, one: values, model) else { continue }
      isCalled = true
      if looksAfter(handling(of: CallReference(file: wrapper.file, call: CallID(index)))) { return true }
    }
    return !isCalled
  }

  /// `fn(…)`, `fn.call(…)` or `fn.apply(…)`
  private func calls(_ site: CallSite, one values: Set<ValueID>, _ model: ProgramFile) -> Bool {
    if values.contains(site.callee) { return true }
    let callee = model[site.callee]
    guard callee.kind == .member, Atom(callee.b) == .call || Atom(callee.b) == .apply else { return false }
    return values.contains(ValueID(callee.a))
  }
}
