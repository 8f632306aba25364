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
    if record.parameters.count > 1, isRead(parameter: 1, of: function) {
      return .possible([
        ProgramStep(file: function.file, span: record.parameters[1].span, text: "is rejected through this")
      ])
    }
    return first([(0, failure(of: function)), (1, settling(function))])
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
