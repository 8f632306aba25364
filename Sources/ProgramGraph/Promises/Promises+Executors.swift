import JavaScript
import Semantics
import SourceText

/// Promises that are made by hand: by what their executors may reject them.
extension Promises {
  /// `new Promise(executor)` is rejected by the executor's second parameter, or by what it throws.
  func rejection(ofExecutor executor: ValueID?, _ call: CallReference) -> Rejection {
    guard let executor else { return .unknown }
    let functions = evaluator.evaluate(call.file, executor).filter { $0.kind == .function }
    guard let function = functions.first?.function else { return .unknown }
    let record = file(function.file)[function.function]
    if record.parameters.count > 1, isRead(parameter: 1, of: function), !isOnlyForHarmlessTry(function) {
      return .possible([
        ProgramStep(file: function.file, span: record.parameters[1].span, text: "is rejected through this")
      ])
    }
    return first([(0, failure(of: function)), (1, settling(function))])
  }

  /// `async (resolve, reject) => { try { await client.set(key, value) } catch (error) { reject(error) } }`, where nothing that
  /// is tried may fail: a client with callbacks alone.
  private func isOnlyForHarmlessTry(_ executor: FunctionReference) -> Bool {
    let model = file(executor.file)
    guard model[executor.function].flags.contains(.async), model[executor.function].parameters.count > 1 else {
      return false
    }
    let span = model[executor.function].parameters[1].span
    guard let index = model.bindings.firstIndex(where: { $0.span == span }),
      let use = uses(of: executor.file).use(of: BindingID(index)),
      uses(of: executor.file).uses(of: use).isEmpty
    else { return false }
    let calls = uses(of: executor.file).calls(in: executor.function)
    let rejecting = model.calls.filter { $0.callee == use }
    guard !rejecting.isEmpty, rejecting.allSatisfy({ $0.flags.contains(.inCatch) && $0.function == executor.function }),
      calls.allSatisfy({ !model[$0].flags.contains(.inTry) || model[$0].flags.contains(.awaited) })
    else { return false }
    let tried = uses(of: executor.file).interruptions(in: executor.function).map { model.model.interruptions[$0] }
      .filter { $0.flags.contains(.inTry) }
    return !tried.isEmpty
      && tried.allSatisfy { $0.kind == .await && rejection(of: $0.value, in: executor.file) == .never }
  }

  /// `resolve(promise)`: the promise takes its fate.
  private func settling(_ executor: FunctionReference) -> Rejection {
    let model = file(executor.file)
    guard let span = model[executor.function].parameters.first?.span else { return .never }
    return first(
      model.calls.compactMap { site in
        let callee = model[site.callee]
        guard callee.kind == .binding, model[BindingID(callee.a)].span.start == span.start,
          let given = model.values(site.arguments).first, fact(of: given, in: executor.file) != nil
        else { return nil }
        return (site.span.start, rejection(of: given, in: executor.file))
      })
  }

  /// Whether anything is done with a parameter; a pattern in its place reads it.
  private func isRead(parameter index: Int, of function: FunctionReference) -> Bool {
    let model = file(function.file)
    let names = model.bindings.filter { binding in
      model.values(binding.values).contains { value in
        let record = model[value]
        return record.kind == .parameter && record.a == function.function.raw && Int(record.b) == index
      }
    }
    return names.isEmpty || names.contains(where: \.isRead)
  }
}
