import JavaScript
import Semantics
import SourceText

/// Functions of the project that are called for what they are meant to do: `sanitize(name)`, `canRead(user, id)`. Their
/// names are believed where it cannot be seen that they do nothing of the kind.
extension Flows {
  /// `sanitize(name)`, `escapeSql(text)`, `verifyToken(token)`
  func claimsToClean(_ call: CallReference) -> Bool {
    let name = name(ofCallee: file(call.file)[call.call].callee, in: call.file)
    guard Sanitizers.claimsCleaning(name) || Sanitizers.claimsProof(name) else { return false }
    let callees = evaluator.callees(of: call, in: .any)
    return callees.isEmpty
      || !callees.allSatisfy { $0.entity.kind == .function && leavesHarm(in: $0.entity.function) }
  }

  /// `canRead(user, id)`, `isValidName(name)` of the value of a place.
  func claimsToTest(_ call: CallReference, _ place: Place) -> Bool {
    let site = file(call.file)[call.call]
    return Sanitizers.claimsTest(name(ofCallee: site.callee, in: call.file)) && !ignores(call, place)
  }

  /// `isUnsafe(name)`, `isUnsafe([folder, name])`
  func claimsToRefuse(_ call: CallReference, _ place: Place) -> Bool {
    let model = file(call.file)
    let site = model[call.call]
    guard Sanitizers.claimsRefusal(name(ofCallee: site.callee, in: call.file)) else { return false }
    let isAsked = model.values(site.arguments).contains { argument in
      if isSame(argument, place.value, place.file) { return true }
      return model[argument].kind == .array
        && model.values(ListID(model[argument].a)).contains { isSame($0, place.value, place.file) }
    }
    return isAsked && !ignores(call, place)
  }

  /// `assertSafePath(x)`
  func claimsToCheck(_ call: CallReference, _ place: Place) -> Bool {
    let site = file(call.file)[call.call]
    return Sanitizers.claimsCheck(name(ofCallee: site.callee, in: call.file)) && !ignores(call, place)
  }

  /// The body never looks at the parameter that gets the value.
  private func ignores(_ call: CallReference, _ place: Place) -> Bool {
    let arguments = file(call.file).values(file(call.file)[call.call].arguments)
    let callees = evaluator.callees(of: call, in: .any)
    guard !callees.isEmpty, let index = arguments.firstIndex(where: { isSame($0, place.value, place.file) }) else {
      return false
    }
    return callees.allSatisfy { callee in
      let position = index - callee.skippedArguments
      return callee.entity.kind == .function && !callee.positionsUnknown && position >= 0
        && !reads(parameter: position, callee.entity.function)
    }
  }

  /// Whether some name of the function holds the parameter and is looked at.
  private func reads(parameter position: Int, _ function: FunctionReference) -> Bool {
    let model = file(function.file)
    // `arguments`, and what is taken apart, is not followed.
    guard position < model[function.function].parameters.count else { return true }
    let names = model.bindings.filter { binding in
      model.values(binding.values).contains { isMade($0, of: position, function, model, depth: 0) }
    }
    return names.isEmpty || names.contains(where: \.isRead)
  }

  private func isMade(
    _ held: ValueID, of position: Int, _ function: FunctionReference, _ model: ProgramFile, depth: Int
  ) -> Bool {
    let value = model[held]
    guard depth < 5 else { return false }
    switch value.kind {
    case .parameter: return value.a == function.function.raw && Int(value.b) == position
    case .member, .elementOf:
      return isMade(ValueID(value.a), of: position, function, model, depth: depth + 1)
    case .choice:
      return model.values(ListID(value.a)).contains { isMade($0, of: position, function, model, depth: depth + 1) }
    default: return false
    }
  }

  // MARK: Bodies

  /// Methods that leave the harmful in a text where it is.
  private static let harmlessChanges: Set<String> = [
    "trim", "trimStart", "trimEnd", "toLowerCase", "toUpperCase", "toString", "normalize",
  ]

  /// A function that is one chain of methods on its first parameter, none of which takes out what does harm:
  /// `text => text.trim()`, `file => file.replace("../", "")`.
  private func leavesHarm(in function: FunctionReference) -> Bool {
    let model = file(function.file)
    let record = model[function.function]
    let returned = model.values(record.returns)
    guard returned.count == 1, record.flags.isDisjoint(with: [.generator]),
      !model.model.guards.contains(where: { record.span.contains($0.region) })
    else { return false }
    var value = model[returned[0]]
    for _ in 0..<12 {
      switch value.kind {
      case .parameter: return value.a == function.function.raw && value.b == 0
      case .binding:
        let binding = model[BindingID(value.a)]
        let values = model.values(binding.values)
        guard values.count == 1, !binding.isReassigned else { return false }
        value = model[values[0]]
      case .call:
        let site = model[CallID(value.a)]
        let callee = model[site.callee]
        guard callee.kind == .member else { return false }
        let name = evaluator.text(Atom(callee.b))
        guard
          Self.harmlessChanges.contains(name)
            || leavesHarm(name, model.values(site.arguments), function.file)
        else { return false }
        value = model[ValueID(callee.a)]
      default: return false
      }
    }
    return false
  }

  /// `replace("../", "")`, `replace(/\.\.\//g, "/")`: of `....//` it leaves `../`.
  private func leavesHarm(_ name: String, _ arguments: ValueList, _ index: FileIndex) -> Bool {
    guard sink == .path, name == "replace" || name == "replaceAll", arguments.count == 2,
      let kept = evaluator.constantText(index, arguments[1])
    else { return false }
    if let part = evaluator.constantText(index, arguments[0]) {
      return part.hasPrefix("..") && (name == "replace" || part.count > 2)
    }
    return strippingText(arguments[0], index).map { Sanitizers.leavesWayUp(stripping: $0, leaving: kept) } ?? false
  }
}
