import JavaScript
import Semantics
import SourceText

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
    guard case .possible(let steps) = known else { return known }
    let lacksNothing =
      steps.first?.text == "throws here"
      && uses(of: function.file).interruptions(in: function.function).contains {
        self.lacksNothing(model.model.interruptions[$0], given)
      }
    let handsOn = !lacksNothing && handsOn(known, of: function)
    // What it calls may be what it was handed: of the functions that all callers hand over, this one's.
    let differs = handsOn || asksSeveral(function)
    guard lacksNothing || differs || entryTests.ask(function) else { return known }
    let entered = standpoint(of: callee, called: call)
    if !lacksNothing {
      if entered.closed.isEmpty, !differs { return known }
      if let answer = entryAnswers.answer(entered, isThrown: true, known: known, differs: differs) { return answer }
    }
    guard failuresInProgress.insert(function).inserted else { return known }
    defer { failuresInProgress.remove(function) }
    let outer = standpoint
    standpoint = entered
    defer { standpoint = outer }
    let found = first(interruptions(in: function, given: given) + failingCalls(in: function))
    if !lacksNothing {
      let isWhole = failuresInProgress.count == 1 && rejectionsInProgress.count <= 1
      entryAnswers.keep(found, for: entered, isThrown: true, isWhole: isWhole)
    }
    return found
  }

  /// Whether a function fails in one that asks for what it is handed, and that gets something the first was handed:
  /// `handle(kind)` calls `refuse(kind)`, where `switch (kind)` decides.
  func handsOn(_ failure: Rejection, of function: FunctionReference) -> Bool {
    guard case .possible(let steps) = failure, steps.count > 1 else { return false }
    var current = function
    for step in steps where step.file == current.file {
      let model = file(current.file)
      let calls = uses(of: current.file).calls(in: current.function)
      guard let id = calls.first(where: { model[$0].calleeSpan == step.span }) else { continue }
      let callees = evaluator.callees(of: CallReference(file: current.file, call: id), in: .any)
      guard let next = callees.first(where: { $0.entity.kind == .function })?.entity.function else { return false }
      let isHanded = model.values(model[id].arguments).contains {
        entryTests.owner(of: $0, model) == current.function
      }
      let isWithin = next.file == current.file && model[next.function].parent == current.function
      guard isHanded || isWithin else { return false }
      if entryTests.ask(next) { return true }
      current = next
    }
    return false
  }

  /// Whether a throw is for want of parameters alone, all of which the call fills with what is always true.
  func lacksNothing(_ record: Interruption, _ given: Given) -> Bool {
    let function = given.callee.entity.function
    let model = file(function.file)
    let subjects = model.values(record.missing)
    let arguments = file(given.call.file).values(file(given.call.file)[given.call.call].arguments)
    return record.kind == .throw && !subjects.isEmpty
      && subjects.allSatisfy { subject in
        if model[subject].kind == .member { return isFound(Atom(model[subject].b), of: subject, model, given) }
        guard model[subject].kind == .binding else { return false }
        let binding = model[BindingID(model[subject].a)]
        let values = model.values(binding.values)
        guard binding.kind == .parameter, let only = values.first, values.count == 1, model[only].kind == .parameter,
          model[only].a == function.function.raw
        else { return false }
        let position = Int(model[only].b) + given.callee.skippedArguments
        return position < arguments.count
          && isAlwaysTrue(arguments[position], given.call.file, context(around: given.call), depth: 0)
      }
  }

  /// `if (!this.db) return` in front of `this.load()`, which throws for want of `this.db`.
  private func isFound(_ name: Atom, of subject: ValueID, _ model: ProgramFile, _ given: Given) -> Bool {
    let caller = file(given.call.file)
    let site = caller[given.call.call]
    let callee = caller[site.callee]
    guard model[ValueID(model[subject].a)].kind == .this, callee.kind == .member,
      caller[ValueID(callee.a)].kind == .this
    else { return false }
    return caller.model.guards.contains { test in
      test.kind == .present && test.holds && test.region.contains(site.span) && caller[test.subject].kind == .member
        && Atom(caller[test.subject].b) == name && caller[ValueID(caller[test.subject].a)].kind == .this
    }
  }

  /// Whether a failure is a throw for want of something, which calls may hand over.
  func isForWant(_ failure: Rejection) -> Bool {
    guard case .possible(let steps) = failure, let last = steps.last, last.text == "throws here" else { return false }
    let model = file(last.file)
    return model.model.interruptions.contains { record in
      record.kind == .throw && record.span == last.span && !model.values(record.missing).isEmpty
    }
  }

  /// `if (error) throw error` behind another one of the same error: nothing is thrown any more.
  func isKnownMissing(_ record: Interruption, _ file: FileIndex) -> Bool {
    let model = self.file(file)
    let thrown = model[record.value]
    guard thrown.kind == .binding, model[BindingID(thrown.a)].kind == .parameter else { return false }
    return model.model.guards.contains { test in
      test.kind == .present && !test.holds && test.region.start <= record.span.start
        && record.span.end <= test.region.end && model[test.subject].kind == .binding
        && model[test.subject].a == thrown.a
    }
  }

  /// `if (items.length === 0) return; const item = items.shift(); if (!item) throw …`: something was there.
  func isTakenFromFilled(_ record: Interruption, _ file: FileIndex) -> Bool {
    let model = self.file(file)
    let subjects = model.values(record.missing)
    return record.kind == .throw && !subjects.isEmpty
      && subjects.allSatisfy { subject in
        guard model[subject].kind == .binding, case let binding = model[BindingID(model[subject].a)],
          binding.kind == .const, let taken = model.values(binding.values).first, model[taken].kind == .call,
          case let site = model[CallID(model[taken].a)], case let callee = model[site.callee], callee.kind == .member,
          ["shift", "pop"].contains(evaluator.text(Atom(callee.b)))
        else { return false }
        return model.model.guards.contains { test in
          guard test.kind == .equals, !test.holds, test.region.contains(site.span),
            case let length = model[test.subject], length.kind == .member, evaluator.text(Atom(length.b)) == "length",
            case .number(0)? = model.model.constant(test.other, atoms: evaluator.atoms)
          else { return false }
          return isSame(ValueID(length.a), ValueID(callee.a), model, depth: 0)
        }
      }
  }

  /// Texts that are not empty, objects, lists and functions.
  private func isAlwaysTrue(_ value: ValueID, _ file: FileIndex, _ context: ContextID, depth: Int) -> Bool {
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
      if binding.kind != .parameter, throwsWithout(value, binding, model) { return true }
      guard let only = values.first, values.count == 1,
        binding.kind == .const || binding.kind == .parameter || isSetOrThrows(only, binding, model)
      else { return false }
      return isAlwaysTrue(only, file, context, depth: depth + 1)
    case .parameter:
      // What the one call hands over that is looked at.
      let function = FunctionReference(file: file, function: FunctionID(record.a))
      guard let entry = evaluator.contexts.call(of: function, in: context) else { return false }
      let arguments = self.file(entry.call.file).values(self.file(entry.call.file)[entry.call.call].arguments)
      let position = Int(record.b) + entry.skippedArguments
      return position < arguments.count
        && isAlwaysTrue(arguments[position], entry.call.file, entry.outer, depth: depth + 1)
    case .call:
      let call = CallReference(file: file, call: CallID(record.a))
      return givesList(call)
        || alwaysGives(call, context, depth: depth, besides: [.async, .generator])
    default: return false
    }
  }

  /// `list.filter((item) => …)`
  private func givesList(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    guard callee.kind == .member, ["filter", "map"].contains(evaluator.text(Atom(callee.b))),
      let first = model.values(model[call.call].arguments).first
    else { return false }
    return model[first].kind == .function
  }

  /// `const user = users.find(…); if (user) return user; throw new Error("nobody")`: it is given where it is there.
  private func throwsWithout(_ value: ValueID, _ binding: Binding, _ model: ProgramFile) -> Bool {
    model.model.interruptions.contains { record in
      record.kind == .throw && record.function == binding.function && !record.flags.contains(.inTry)
        && Array(model.values(record.missing)) == [value]
    }
  }

  /// `let claims; try { claims = verify(token) } catch { throw new Error() }`: behind it the name holds what the call gave.
  private func isSetOrThrows(_ value: ValueID, _ binding: Binding, _ model: ProgramFile) -> Bool {
    guard model[value].kind == .call, case let site = model[CallID(model[value].a)], site.flags.contains(.inTry),
      site.function == binding.function
    else { return false }
    return model.model.interruptions.contains { record in
      record.kind == .throw && record.function == site.function && record.flags.contains(.inCatch)
        && record.span.start > site.span.end
    }
  }

  /// Whether what a call gives, once it is awaited, is always true: where there is nothing to give, it throws.
  package func alwaysGives(_ call: CallReference) -> Bool {
    alwaysGives(call, .any, depth: 0, besides: .generator)
  }

  private func alwaysGives(
    _ call: CallReference, _ context: ContextID, depth: Int, besides excluded: FunctionRecord.Flags
  ) -> Bool {
    let callees = evaluator.callees(of: call, in: context)
    return !callees.isEmpty
      && callees.allSatisfy { callee in
        switch callee.entity.kind {
        case .function:
          let function = callee.entity.function
          let model = file(function.file)
          let own = model[function.function]
          let returns = model.values(own.returns)
          return own.flags.isDisjoint(with: excluded.union(.fallsThrough)) && !returns.isEmpty
            && returns.allSatisfy { value in
              let isAsync = own.flags.contains(.async)
              let given = isAsync && model[value].kind == .awaited ? ValueID(model[value].a) : value
              guard isAsync, model[given].kind == .call, depth < 6 else {
                return isAlwaysTrue(given, function.file, .any, depth: depth + 1)
              }
              let inner = CallReference(file: function.file, call: CallID(model[given].a))
              return alwaysGives(inner, .any, depth: depth + 1, besides: .generator)
            }
        case .external:
          // It throws, or gives the claims.
          return evaluator.externals.text(ExternalID(callee.entity.id)) == "jsonwebtoken#verify"
            && !endsWithFunction(call, context)
        default: return false
        }
      }
  }
}
