import JavaScript
package import Semantics
import SourceText

/// What promises are rejected with.
extension Promises {
  /// Whether all that the promise is ever rejected with are texts that the program itself says, `reject("not found")`, or
  /// plain errors of its own, of which JSON shows nothing: `throw new Error("not found")`. False where nobody can tell.
  package func rejectsWithTextAlone(_ value: ValueID, in file: FileIndex) -> Bool {
    saysText(ValueReference(file: file, value: value, context: .any), depth: 0)
  }

  private func saysText(_ reference: ValueReference, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    let model = file(reference.file)
    let value = model[reference.value]
    switch value.kind {
    case .call:
      return saysText(CallReference(file: reference.file, call: CallID(value.a)), depth: depth + 1)
    case .binding:
      let values = model.values(model[BindingID(value.a)].values)
      guard values.count == 1, let only = values.first else { return false }
      return saysText(ValueReference(file: reference.file, value: only, context: .any), depth: depth + 1)
    default: return false
    }
  }

  private func saysText(_ call: CallReference, depth: Int) -> Bool {
    let model = file(call.file)
    if let link = chainLink(call) {
      guard link.name == "then", link.arguments.count == 1, let body = link.arguments.first,
        !outcome(ofCallback: body, call.file).isPossible || saysText(callback: body, call.file, depth: depth + 1)
      else { return false }
      return saysText(ValueReference(file: call.file, value: link.receiver, context: .any), depth: depth)
    }
    let callees = evaluator.callees(of: call, in: .any)
    return !callees.isEmpty
      && callees.allSatisfy { callee in
        switch callee.entity.kind {
        case .function:
          let function = callee.entity.function
          let record = file(function.file)[function.function]
          let returns = file(function.file).values(record.returns)
          if record.flags.contains(.async) { return throwsOwn(function, depth: depth + 1) }
          guard record.flags.isDisjoint(with: [.async, .generator]), !returns.isEmpty else { return false }
          return returns.allSatisfy {
            saysText(ValueReference(file: function.file, value: $0, context: .any), depth: depth)
          }
        case .external:
          guard evaluator.externals.text(ExternalID(callee.entity.id)) == "#Promise",
            let executor = model.values(model[call.call].arguments).first, model[executor].kind == .function
          else { return false }
          return saysText(executor: FunctionReference(file: call.file, function: FunctionID(model[executor].a)))
        default: return false
        }
      }
  }

  /// `async find() { try { return await … } catch (error) { throw new Error("not found") } }`
  private func throwsOwn(_ function: FunctionReference, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    let model = file(function.file)
    let own = model.model.interruptions.filter { $0.function == function.function }
    if own.isEmpty { return false }
    func says(_ value: ValueID) -> Bool {
      saysText(ValueReference(file: function.file, value: value, context: .any), depth: depth)
    }
    return own.allSatisfy { record in
      switch record.kind {
      case .throw: return isPlainError(record.value, function.file)
      case .await: return record.flags.contains(.inTry) || says(record.value)
      }
    }
      && model.values(model[function.function].returns).allSatisfy { value in
        let given = model.behindNames(value)
        return given.kind != .call || model[value].kind == .awaited
          || !rejection(of: value, in: function.file).isPossible || says(value)
      }
      && model.calls.allSatisfy { site in
        site.function != function.function || !site.flags.isDisjoint(with: [.inTry, .inCatch, .awaited])
          || isPlainError(site.result, function.file) || isOfArray(site, model)
      }
  }

  /// `rows.map(shown)`: what fails there is a mistake of the program, which has nothing to tell.
  private func isOfArray(_ site: CallSite, _ model: ProgramFile) -> Bool {
    let callee = model[site.callee]
    return callee.kind == .member && ArrayMethod.elementParameters[evaluator.text(Atom(callee.b))] != nil
  }

  /// `new Error("not found")`
  private func isPlainError(_ value: ValueID, _ index: FileIndex) -> Bool {
    let model = file(index)
    guard model[value].kind == .call else { return false }
    return evaluator.evaluate(index, model[CallID(model[value].a)].callee).contains { entity in
      entity.kind == .external
        && ["#Error", "#TypeError", "#RangeError"].contains(evaluator.externals.text(ExternalID(entity.id)))
    }
  }

  /// `.then(check)`, where `check` throws nothing and gives back promises that are rejected with text alone.
  private func saysText(callback: ValueID, _ file: FileIndex, depth: Int) -> Bool {
    let functions = evaluator.evaluate(file, callback)
    return !functions.isEmpty
      && functions.allSatisfy { entity in
        guard entity.kind == .function, case let function = entity.function, case let model = self.file(function.file),
          !model[function.function].flags.contains(.async), !failure(of: function).isPossible
        else { return false }
        return model.values(model[function.function].returns).allSatisfy { value in
          isPlain(model[value]) || !rejection(of: value, in: function.file).isPossible
            || saysText(ValueReference(file: function.file, value: value, context: .any), depth: depth)
        }
      }
  }

  /// `(resolve, reject) => …`, where `reject` is only ever called, and with text.
  private func saysText(executor: FunctionReference) -> Bool {
    let model = file(executor.file)
    let record = model[executor.function]
    guard !record.flags.contains(.async), record.parameters.count == 2, !failure(of: executor).isPossible,
      let index = model.bindings.indices.first(where: { model.bindings[$0].span == record.parameters[1].span })
    else { return false }
    let reject = BindingID(index)
    if let use = uses(of: executor.file).use(of: reject), !uses(of: executor.file).uses(of: use).isEmpty {
      return false
    }
    return model.calls.allSatisfy { site in
      guard model[site.callee].kind == .binding, BindingID(model[site.callee].a) == reject else { return true }
      return model.values(site.arguments).allSatisfy {
        isText(ValueReference(file: executor.file, value: $0, context: .any), depth: 0)
      }
    }
  }

  /// A text as it is written, or one of a table of them: `texts.session.fail`.
  private func isText(_ reference: ValueReference, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    let model = file(reference.file)
    let value = model[reference.value]
    func isText(_ inner: ValueID) -> Bool {
      self.isText(ValueReference(file: reference.file, value: inner, context: .any), depth: depth + 1)
    }
    switch value.kind {
    case .string, .literal: return true
    case .object: return model.properties(of: value).allSatisfy { isText($0.value) }
    case .binding:
      let binding = model[BindingID(value.a)]
      let values = model.values(binding.values)
      return binding.kind == .const && values.count == 1 && values.allSatisfy { isText($0) }
    case .member where isOfData(reference.value, model): return true
    case .member:
      let holders = evaluator.evaluate(reference.file, ValueID(value.a))
      let found = holders.flatMap { evaluator.definitions(of: Atom(value.b), in: $0) }
      return !found.isEmpty && holders.allSatisfy { $0.kind == .object || $0.kind == .module }
        && found.allSatisfy { self.isText($0, depth: depth + 1) }
    default: return false
    }
  }

  /// `texts.session.fail` of `const texts = require("./texts.json")`
  private func isOfData(_ value: ValueID, _ model: ProgramFile) -> Bool {
    let source: ImportID
    switch model.model.origin(of: value).root {
    case .module(let id): source = id
    case .imported(let id, _): source = id
    default: return false
    }
    return evaluator.text(model.imports[source.index].specifier).hasSuffix(".json")
  }
}

extension Promises {
  private static let telling: Set<String> = [
    "error", "warn", "log", "fatal", "critical", "captureException", "info",
  ]

  /// `catch (error) { logger.error(error); throw error }`, `catch (error) { this.lastError = error; throw error }`: by the
  /// time the promise is rejected somebody knows why.
  package func rejectsTold(_ value: ValueID, in file: FileIndex) -> Bool {
    guard case .possible(let steps) = rejection(of: value, in: file), let last = steps.last else { return false }
    let model = self.file(last.file)
    guard
      let record = model.model.interruptions.first(where: { $0.kind == .throw && $0.span == last.span }),
      record.flags.contains(.inCatch)
    else { return false }
    let tells = model.calls.contains { site in
      guard site.function == record.function, site.flags.contains(.inCatch), site.span.end <= record.span.start,
        case let callee = model[site.callee], callee.kind == .member
      else { return false }
      return Self.telling.contains(evaluator.text(Atom(callee.b)))
        && model.values(site.arguments).contains { isOfCaught($0, model, depth: 0) }
    }
    let around = model[record.function].span
    return tells
      || model.writes.contains { write in
        let span = model[write.value].span
        return around.contains(span) && span.end <= record.span.start && isOfCaught(write.value, model, depth: 0)
      }
  }

  /// `error`, `error.message`, `"failed: " + error`
  private func isOfCaught(_ id: ValueID, _ model: ProgramFile, depth: Int) -> Bool {
    let value = model[id]
    guard depth < 5 else { return false }
    switch value.kind {
    case .caught: return true
    case .binding:
      return model.values(model[BindingID(value.a)].values).contains { isOfCaught($0, model, depth: depth + 1) }
    case .member: return isOfCaught(ValueID(value.a), model, depth: depth + 1)
    case .concatenation:
      return model.values(ListID(value.a)).contains { isOfCaught($0, model, depth: depth + 1) }
    case .object:
      return model.properties(of: value).contains { isOfCaught($0.value, model, depth: depth + 1) }
    default: return false
    }
  }
}
