import JavaScript
import Semantics
import SourceText

/// What callers hand over, and which of them come to the place where it is used.
extension Flows {
  func callers(
    of function: FunctionReference, _ index: Int, _ step: ProgramStep, _ place: Place
  ) -> Origin? {
    guard place.levels < Self.maximumLevels, place.frame == nil || place.levels < Self.maximumLevels else { return nil }
    for reference in evaluator.inflows[.parameter(function, at: index)].values.prefix(24) {
      let calls = calls(handing: reference, to: function)
      if !calls.isEmpty, calls.allSatisfy({ isClosed(place, in: function, to: $0) }) { continue }
      let span = calls.first.map { file($0.file)[$0.call].span } ?? file(reference.file)[reference.value].span
      let next = Place(
        file: reference.file, value: reference.value, frame: nil, at: span.start, levels: place.levels + 1)
      guard let found = trace(next) else { continue }
      return found.through(step.saying(RequestFlow.handedTo + promises.quoted(function)))
    }
    return nil
  }

  /// Whether an object that somebody handed over is handed over by none of the calls that come to the place:
  /// `run({ sql })`, and `if (typeof sql === "string") … else …` in `run({ sql })`.
  func isClosed(_ place: Place, to object: Entity, behind base: ValueID) -> Bool {
    let given = file(place.file).behindNames(base)
    guard given.kind == .parameter else { return false }
    let function = FunctionReference(file: place.file, function: FunctionID(given.a))
    guard promises.entryTests.ask(function) else { return false }
    let reference = ValueReference(file: object.file, value: ValueID(object.id), context: .any)
    let calls = calls(handing: reference, to: function)
    return !calls.isEmpty && calls.allSatisfy { isClosed(place, in: function, to: $0) }
  }

  /// Whether an object comes to a parameter by another call than the one by which the way came into the function.
  func isOfAnotherCall(_ object: Entity, behind base: ValueID, _ place: Place) -> Bool {
    let given = file(place.file).behindNames(base)
    guard given.kind == .parameter,
      let frame = frame(of: FunctionReference(file: place.file, function: FunctionID(given.a)), place.frame)
    else { return false }
    let model = file(frame.call.file)
    let arguments = model.values(model[frame.call.call].arguments)
    let position = Int(given.b) + frame.skippedArguments
    guard position < arguments.count, !arguments[...position].contains(where: { model[$0].kind == .spread }) else {
      return false
    }
    let own = evaluator.evaluate(frame.call.file, arguments[position]).filter { $0.kind == .object }
    return !own.isEmpty && !own.contains { $0.file == object.file && $0.id == object.id }
  }

  /// Whether a call of the function does not come to the place: `run(sql)`, and the place is behind `if (values)`.
  func isClosed(_ place: Place, in function: FunctionReference, to call: CallReference) -> Bool {
    guard place.at < UInt32.max, place.file == function.file, promises.entryTests.ask(function) else { return false }
    let callees = evaluator.callees(of: call, in: .any).filter { $0.entity.kind == .function }
    guard callees.count == 1, let callee = callees.first, callee.entity.function == function, !callee.positionsUnknown
    else { return false }
    let context = evaluator.contexts.enter(
      function, by: call, outer: .any, lexical: callee.entity.context, skipped: callee.skippedArguments)
    return promises.entryTests.closed(function, in: context).contains { $0.start <= place.at && place.at < $0.end }
  }

  /// The calls of a function that a value is an argument of.
  private func calls(handing reference: ValueReference, to function: FunctionReference) -> [CallReference] {
    promises.uses(of: reference.file).uses(of: reference.value).compactMap { use in
      guard case .argument(let id, _) = use else { return nil }
      let call = CallReference(file: reference.file, call: id)
      let enters = evaluator.callees(of: call, in: .any).contains { callee in
        switch callee.entity.kind {
        case .function: callee.entity.function == function
        case .class: evaluator.constructor(of: callee.entity) == function
        default: false
        }
      }
      return enters ? call : nil
    }
  }

  // MARK: Handlers

  func functions(around place: Span, in file: FileIndex) -> [FunctionReference] {
    let functions = self.file(file).functions
    return functions.indices.reversed().filter { functions[$0].span.contains(place) && functions[$0].kind != .module }
      .map { FunctionReference(file: file, function: FunctionID($0)) }
  }

  /// Whether what a function is handed with a request may come to where the value is used.
  func mayReach(from function: FunctionReference) -> Bool {
    guard keptThings == 0, let user = users.first, !users.contains(function) else { return true }
    return reach.mayBring(from: function, to: user)
  }
}
