import Semantics
import SourceText

/// `promise.then(done, failed); return promise`: what is given back has somebody who hears of its failure.
extension Promises {
  /// Whether a promise that a call gives is looked after where it was made, whatever the caller does with it.
  package func isHeardWhereMade(_ call: CallReference) -> Bool {
    isHeardWhereMade(call, givesCallback: endsWithFunction(call, .any), depth: 0)
  }

  private func isHeardWhereMade(_ call: CallReference, givesCallback: Bool, depth: Int) -> Bool {
    let callees = evaluator.callees(of: call, in: .any)
    guard depth < 4, !callees.isEmpty, callees.count <= 8 else { return false }
    return callees.allSatisfy { callee in
      guard callee.entity.kind == .function else { return false }
      let function = callee.entity.function
      let model = file(function.file)
      let returns = model.values(model[function.function].returns)
      guard model[function.function].flags.isDisjoint(with: [.async, .generator]), !returns.isEmpty else {
        return false
      }
      return returns.allSatisfy { value in
        switch model[value].kind {
        case .binding: return isHeard(BindingID(model[value].a), in: function, givesCallback)
        case .call:
          let inner = CallReference(file: function.file, call: CallID(model[value].a))
          let last = model.values(model[inner.call].arguments).last
          let isWritten = last.map { model[$0].kind == .function } ?? false
          return chainLink(inner) == nil
            && isHeardWhereMade(
              inner, givesCallback: isWritten || givesCallback && endsWithFunction(inner, .any), depth: depth + 1)
        default: return false
        }
      }
    }
  }

  /// Whether a link on a name catches. Under a test it is for callers that hand over a callback.
  private func isHeard(_ binding: BindingID, in function: FunctionReference, _ givesCallback: Bool) -> Bool {
    let model = file(function.file)
    guard model.values(model[binding].values).count == 1, model[binding].kind != .parameter,
      let use = uses(of: function.file).use(of: binding)
    else { return false }
    return uses(of: function.file).uses(of: use).contains { use in
      guard case .base(_, let next?) = use, model[next].function == function.function,
        let link = chainLink(CallReference(file: function.file, call: next)),
        catches(link, CallReference(file: function.file, call: next)) == .caught
      else { return false }
      let span = model[next].span
      let isTested = model.model.guards.contains { $0.region.contains(span) }
      return !isTested || givesCallback
    }
  }
}
