import JavaScript
import Semantics

/// Which values are queries that wait to be run, and which are what queries gave.
///
/// An external path says where something comes from and keeps quiet about `await`: `list.sort()` has the same path for
/// the query and for the array that was awaited. So the receiver of each method of a query is followed back to where
/// it was made, and where any way there leads through an `await`, a `then`, an element or a property, it is data.
extension Promises {
  private enum Standing {
    case query
    case data
    /// Seen before on the same way, or nothing at all.
    case open
  }

  /// Whether a call that seems to go on with a query is one of what the query gave.
  func isOfSettled(_ call: CallReference, _ context: ContextID) -> Bool {
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    guard callee.kind == .member else { return false }
    var seen: Set<ValueReference> = []
    return standing(ValueReference(file: call.file, value: ValueID(callee.a), context: context), &seen) == .data
  }

  private func standing(_ reference: ValueReference, _ seen: inout Set<ValueReference>) -> Standing {
    guard seen.count < 200 else { return .data }
    guard seen.insert(reference).inserted else { return .open }
    let model = file(reference.file)
    let value = model[reference.value]
    switch value.kind {
    case .call:
      return standing(ofCall: CallReference(file: reference.file, call: CallID(value.a)), reference.context, &seen)
    case .binding:
      return common(model.values(model[BindingID(value.a)].values).map { beside(reference, $0) }, &seen)
    case .choice:
      return common(model.values(ListID(value.a)).map { beside(reference, $0) }, &seen)
    case .imported:
      return common(
        evaluator.definitions(ofImported: Atom(value.b), through: ImportID(value.a), reference.file), &seen)
    case .member:
      // `query.rows` is no query; `this.query` may be one.
      let holders = evaluator.evaluate(beside(reference, ValueID(value.a))).filter { $0.kind != .external }
      let written = holders.flatMap { evaluator.definitions(of: Atom(value.b), in: $0) }
      return written.isEmpty ? .data : common(written, &seen)
    case .parameter:
      return standing(ofParameter: FunctionID(value.a), Int(value.b), reference, &seen)
    case .literal, .unknown:
      return .open
    case .string, .concatenation, .global, .module, .function, .class, .object, .array, .spread, .element, .awaited,
      .this, .superclass, .restParameter, .arguments, .elementOf, .caught, .importMeta, .opaque:
      return .data
    }
  }

  private func beside(_ reference: ValueReference, _ value: ValueID) -> ValueReference {
    ValueReference(file: reference.file, value: value, context: reference.context)
  }

  private func common(_ references: [ValueReference], _ seen: inout Set<ValueReference>) -> Standing {
    var found = Standing.open
    for reference in references {
      switch standing(reference, &seen) {
      case .data: return .data
      case .query: found = .query
      case .open: continue
      }
    }
    return found
  }

  private func standing(
    ofParameter id: FunctionID, _ index: Int, _ reference: ValueReference, _ seen: inout Set<ValueReference>
  ) -> Standing {
    let function = FunctionReference(file: reference.file, function: id)
    if let entry = evaluator.contexts.call(of: function, in: reference.context) {
      let caller = file(entry.call.file)
      let arguments = caller.values(caller[entry.call.call].arguments)
      let position = index + entry.skippedArguments
      guard position < arguments.count else { return .open }
      return standing(
        ValueReference(file: entry.call.file, value: arguments[position], context: entry.outer), &seen)
    }
    // What is given by `then` or by methods of arrays is no query.
    let values = evaluator.inflows[.parameter(function, at: index)].values
    return values.isEmpty ? .data : common(values, &seen)
  }

  private func standing(
    ofCall call: CallReference, _ context: ContextID, _ seen: inout Set<ValueReference>
  ) -> Standing {
    if chainLink(call) != nil { return .data }
    var found = Standing.open
    for callee in evaluator.callees(of: call, in: context).prefix(8) {
      let next: Standing
      switch callee.entity.kind {
      case .function:
        let function = callee.entity.function
        let record = file(function.file)[function.function]
        if !record.flags.isDisjoint(with: [.async, .generator]) { return .data }
        let inner = evaluator.bodyContext(
          of: callee.entity, called: call, in: context, skipped: callee.skippedArguments)
        next = common(
          file(function.file).values(record.returns).map {
            ValueReference(file: function.file, value: $0, context: inner)
          }, &seen)
      case .external:
        next = standing(ofExternal: evaluator.externals.text(ExternalID(callee.entity.id)), call, context, &seen)
      default:
        next = .data
      }
      if next == .data { return .data }
      if next == .query { found = .query }
    }
    return found
  }

  private func standing(
    ofExternal path: String, _ call: CallReference, _ context: ContextID, _ seen: inout Set<ValueReference>
  ) -> Standing {
    guard let (outcome, _) = libraries.outcome(ofCalling: path), outcome.gives == .lazy else { return .data }
    guard libraries.goesOnWithQuery(path) else { return .query }
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    guard callee.kind == .member else { return .query }
    return standing(ValueReference(file: call.file, value: ValueID(callee.a), context: context), &seen)
  }
}
