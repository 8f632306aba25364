import JavaScript
import Semantics
import SourceText

/// `new Promise(async (resolve, reject) => { try { resolve(await work()) } catch (error) { reject(error) } })`, where `work`
/// is what the function around was handed: it fails as that does.
extension Promises {
  /// Whether such a promise may be rejected as one call makes it; nil where it is made otherwise, or nobody can tell.
  func rejection(ofHanded callee: Evaluator.Callee, called call: CallReference) -> Rejection? {
    let function = callee.entity.function
    guard !callee.positionsUnknown, let executor = executor(givenBackBy: function),
      let parameters = parametersTried(by: executor, of: function)
    else { return nil }
    let arguments = file(call.file).values(file(call.file)[call.call].arguments)
    for parameter in parameters {
      let position = parameter + callee.skippedArguments
      guard position < arguments.count else { return nil }
      let handed = evaluator.evaluate(call.file, arguments[position], in: context(around: call))
      guard !handed.isEmpty, handed.allSatisfy({ $0.kind == .function }) else { return nil }
      for entity in handed {
        for found in [rejection(of: entity.function), failure(of: entity.function)] where found != .never {
          guard case .possible(let steps) = found else { return nil }
          return .possible([step(call, "hands over what may fail")] + steps.prefix(8))
        }
      }
    }
    return .never
  }

  /// The executor of the one promise that a function makes and gives back.
  private func executor(givenBackBy function: FunctionReference) -> FunctionReference? {
    let model = file(function.file)
    let returns = model.values(model[function.function].returns)
    guard returns.count == 1, var value = returns.first, !model[function.function].flags.contains(.fallsThrough) else {
      return nil
    }
    if model[value].kind == .awaited { value = ValueID(model[value].a) }
    guard model[value].kind == .call, case let site = model[CallID(model[value].a)], site.flags.contains(.new),
      model[site.callee].kind == .global, evaluator.text(Atom(model[site.callee].a)) == "Promise",
      let given = model.values(site.arguments).first, model[given].kind == .function
    else { return nil }
    let others = uses(of: function.file).interruptions(in: function.function).contains {
      let record = model.model.interruptions[$0]
      return !record.flags.contains(.inTry) && record.value != value
    }
    return others ? nil : FunctionReference(file: function.file, function: FunctionID(model[given].a))
  }

  /// Which parameters of the function around an executor calls in its `try`, where nothing else can fail there and only the
  /// catch clause rejects.
  private func parametersTried(by executor: FunctionReference, of function: FunctionReference) -> Set<Int>? {
    let model = file(executor.file)
    let record = model[executor.function]
    guard record.flags.contains(.async), record.parameters.count > 1, rejectsInCatchAlone(executor) else { return nil }
    var found: Set<Int> = []
    for id in uses(of: executor.file).calls(in: executor.function) {
      let site = model[id]
      guard site.flags.contains(.inTry) else {
        if site.flags.contains(.inCatch) { continue }
        return nil
      }
      guard model[site.callee].kind == .binding, case let name = model[BindingID(model[site.callee].a)],
        name.kind == .parameter
      else { return nil }
      if name.span == record.parameters[0].span { continue }
      guard let place = model[function.function].parameters.firstIndex(where: { $0.span == name.span }) else {
        return nil
      }
      found.insert(place)
    }
    let interruptions = uses(of: executor.file).interruptions(in: executor.function).map {
      model.model.interruptions[$0]
    }
    let awaitsCallsAlone = interruptions.allSatisfy { $0.kind == .await && model[$0.value].kind == .call }
    return found.isEmpty || !awaitsCallsAlone ? nil : found
  }

  /// Whether the second parameter of an executor is called in its catch clause, and not used otherwise.
  private func rejectsInCatchAlone(_ executor: FunctionReference) -> Bool {
    let model = file(executor.file)
    let span = model[executor.function].parameters[1].span
    guard let index = model.bindings.firstIndex(where: { $0.span == span }) else { return false }
    if let use = uses(of: executor.file).use(of: BindingID(index)), !uses(of: executor.file).uses(of: use).isEmpty {
      return false
    }
    return model.calls.allSatisfy { site in
      model[site.callee].kind != .binding || Int(model[site.callee].a) != index
        || site.flags.contains(.inCatch) && site.function == executor.function
    }
  }
}
