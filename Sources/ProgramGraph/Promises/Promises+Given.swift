import JavaScript
import Semantics

/// `if (!text) throw …` in a function that one call hands a text.
extension Promises {
  /// The function that a call enters, and what it is handed there.
  struct Given {
    var callee: Evaluator.Callee
    var call: CallReference
  }

  /// Whether one call of a function that is not async may throw.
  func failure(of callee: Evaluator.Callee, called call: CallReference) -> Rejection {
    let function = callee.entity.function
    let known = failure(of: function)
    let model = file(function.file)
    let given = Given(callee: callee, call: call)
    guard case .possible(let steps) = known, steps.first?.text == "throws here",
      uses(of: function.file).interruptions(in: function.function).contains(where: {
        lacksNothing(model.model.interruptions[$0], given)
      }), failuresInProgress.insert(function).inserted
    else { return known }
    defer { failuresInProgress.remove(function) }
    return first(interruptions(in: function, given: given) + failingCalls(in: function))
  }

  /// Whether a throw is for want of parameters alone, all of which the call fills with what is always true.
  func lacksNothing(_ record: Interruption, _ given: Given) -> Bool {
    let function = given.callee.entity.function
    let model = file(function.file)
    let subjects = model.values(record.missing)
    let arguments = file(given.call.file).values(file(given.call.file)[given.call.call].arguments)
    return record.kind == .throw && !subjects.isEmpty
      && subjects.allSatisfy { subject in
        guard model[subject].kind == .binding else { return false }
        let binding = model[BindingID(model[subject].a)]
        let values = model.values(binding.values)
        guard binding.kind == .parameter, let only = values.first, values.count == 1, model[only].kind == .parameter,
          model[only].a == function.function.raw
        else { return false }
        let position = Int(model[only].b) + given.callee.skippedArguments
        return position < arguments.count && isAlwaysTrue(arguments[position], given.call.file, depth: 0)
      }
  }

  /// Texts that are not empty, objects, lists and functions.
  private func isAlwaysTrue(_ value: ValueID, _ file: FileIndex, depth: Int) -> Bool {
    guard depth < 6 else { return false }
    let model = self.file(file)
    let record = model[value]
    switch record.kind {
    case .string: return !evaluator.text(Atom(record.a)).isEmpty
    case .concatenation:
      return model.values(ListID(record.a)).contains { part in
        model[part].kind == .string && !evaluator.text(Atom(model[part].a)).isEmpty
      }
    case .object, .array, .function, .class: return true
    case .binding:
      let binding = model[BindingID(record.a)]
      let values = model.values(binding.values)
      guard binding.kind == .const, let only = values.first, values.count == 1 else { return false }
      return isAlwaysTrue(only, file, depth: depth + 1)
    case .call:
      let callees = evaluator.callees(of: CallReference(file: file, call: CallID(record.a)), in: .any)
      return !callees.isEmpty
        && callees.allSatisfy { callee in
          guard callee.entity.kind == .function else { return false }
          let function = callee.entity.function
          let inner = self.file(function.file)
          let own = inner[function.function]
          let returns = inner.values(own.returns)
          return own.flags.isDisjoint(with: [.async, .generator, .fallsThrough]) && !returns.isEmpty
            && returns.allSatisfy { isAlwaysTrue($0, function.file, depth: depth + 1) }
        }
    default: return false
    }
  }
}
