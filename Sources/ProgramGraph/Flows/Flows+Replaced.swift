import JavaScript
import Semantics

/// Names that are given a second value which is the first one made harmless.
extension Flows {
  /// `limit = Number(limit) || 10`: what a name is given after its first value is that value as a number.
  func isOnlyConverted(_ id: BindingID, _ binding: Binding, _ index: FileIndex) -> Bool {
    let values = file(index).values(binding.values)
    return values.count < 5 && values.dropFirst().allSatisfy { converts($0, id, index, depth: 0) }
  }

  private func converts(_ held: ValueID, _ id: BindingID, _ index: FileIndex, depth: Int) -> Bool {
    let model = file(index)
    let value = model[held]
    guard depth < 4 else { return false }
    switch value.kind {
    case .binding: return value.a == id.raw
    case .opaque: return value.b == 1 && converts(ValueID(value.a), id, index, depth: depth + 1)
    case .choice:
      // `|| 10` stands for want of a number.
      let items = model.values(ListID(value.a))
      return items.first.map { converts($0, id, index, depth: depth + 1) } ?? false
        && items.dropFirst().allSatisfy { model[$0].kind == .literal }
    case .call:
      let site = model[CallID(value.a)]
      guard let first = model.values(site.arguments).first, converts(first, id, index, depth: depth + 1) else {
        return false
      }
      return evaluator.evaluate(index, site.callee).contains { entity in
        entity.kind == .external && Sanitizers.converts(evaluator.externals.text(ExternalID(entity.id)))
      }
    default: return false
    }
  }

  /// `name = sanitize(name)`: what the name held before is gone by the time somebody uses it.
  func isCleaned(_ binding: Binding, _ index: FileIndex) -> Bool {
    let model = file(index)
    return model.values(binding.values).contains { held in
      if sink != .any, isCheckedBySchemaGiven(held, binding, model) { return true }
      let value = model[held].kind == .awaited ? model[ValueID(model[held].a)] : model[held]
      guard value.kind == .call else { return false }
      let site = model[CallID(value.a)]
      let takesItself = model.values(site.arguments).contains { argument in
        model[argument].kind == .binding && model[BindingID(model[argument].a)].span == binding.span
      }
      guard takesItself else { return false }
      if sink != .any, sink != .amount, Sanitizers.claimsCleaning(name(ofCallee: site.callee, in: index)),
        claimsToClean(CallReference(file: index, call: CallID(value.a)))
      {
        return true
      }
      return evaluator.evaluate(index, site.callee).contains { entity in
        entity.kind == .external && Sanitizers.breaks(evaluator.externals.text(ExternalID(entity.id)), for: sink)
      }
    }
  }

  /// `const result = schema.safeParse(query); …; query = result.data`, where the schema is a parameter: what it lets
  /// through is for each caller to say, and nobody can tell here.
  private func isCheckedBySchemaGiven(_ held: ValueID, _ binding: Binding, _ model: ProgramFile) -> Bool {
    func isItself(_ value: ValueID) -> Bool {
      model[value].kind == .binding && model[BindingID(model[value].a)].span == binding.span
    }
    var value = model[held]
    if value.kind == .member, ["data", "value", "output"].contains(evaluator.text(Atom(value.b))) {
      value = model.behindNames(ValueID(value.a))
    }
    if value.kind == .awaited { value = model.behindNames(ValueID(value.a)) }
    guard value.kind == .call, case let site = model[CallID(value.a)], case let callee = model[site.callee],
      callee.kind == .member, Propagation.validatingMembers.contains(evaluator.text(Atom(callee.b))),
      model.behindNames(ValueID(callee.a)).kind == .parameter
    else { return false }
    return model.values(site.arguments).contains { argument in
      isItself(argument)
        || (model[argument].kind == .choice && model.values(ListID(model[argument].a)).contains(where: isItself))
    }
  }
}
