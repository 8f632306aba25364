import JavaScript
import Semantics
import SourceText

/// Tests of names on the way to `table[name]`: `if (name[0] === "_") continue` leaves members out.
extension Evaluator {
  /// The members that the tests around let through, of those that have names of their own.
  ///
  /// - Parameters:
  ///   - found: what any name may lead to.
  ///   - span: where `table[name]` stands.
  func letThrough(_ found: [Entity], by index: ValueID, at span: Span, _ file: FileIndex) -> [Entity] {
    let model = files[file.index]
    guard found.count > 1, model[index].kind == .binding, found.contains(where: { $0.kind == .function }) else {
      return found
    }
    let key = model[index].a
    let tests = model.model.guards.filter { $0.region.contains(span) && asks($0.subject, for: key, model) }
    if tests.isEmpty { return found }
    return found.filter { entity in
      guard entity.kind == .function, case let name = files[entity.file.index][FunctionID(entity.id)].name, name.exists
      else { return true }
      return tests.allSatisfy { outcome(of: $0, for: text(name), key, model) ?? $0.holds == $0.holds }
    }
  }

  /// Whether a value is the name, a part of it, or what a method says of it.
  private func asks(_ subject: ValueID, for key: UInt32, _ model: ProgramFile) -> Bool {
    let value = model[subject]
    switch value.kind {
    case .binding: return value.a == key
    case .member, .element: return asks(ValueID(value.a), for: key, model)
    case .call:
      let site = model[CallID(value.a)]
      return model[site.callee].kind == .member && asks(site.callee, for: key, model)
        || model.values(site.arguments).contains { model[$0].kind == .binding && model[$0].a == key }
    default: return false
    }
  }

  private func outcome(of test: Guard, for name: String, _ key: UInt32, _ model: ProgramFile) -> Bool? {
    switch test.kind {
    case .equals where !test.isOneOfSeveral:
      guard let other = constant(test.other, model) else { return nil }
      if model[test.subject].kind == .binding { return name == other }
      return isFirstLetter(test.subject, model) ? name.prefix(1) == other : nil
    case .call where !test.isOneOfSeveral:
      let site = model[CallID(model[test.subject].a)]
      guard model[test.subject].kind == .call, case let callee = model[site.callee], callee.kind == .member,
        let argument = model.values(site.arguments).first
      else { return nil }
      let receiver = model[ValueID(callee.a)]
      let method = text(Atom(callee.b))
      if receiver.kind == .binding, receiver.a == key, let part = constant(argument, model) {
        switch method {
        case "startsWith": return name.hasPrefix(part)
        case "endsWith": return name.hasSuffix(part)
        case "includes": return part.isEmpty || name.holds(part)
        default: return nil
        }
      }
      let list = model.behindNames(ValueID(callee.a))
      guard method == "includes", list.kind == .array, model[argument].kind == .binding else { return nil }
      let names = model.values(ListID(list.a)).map { constant($0, model) }
      if names.contains(name) { return true }
      return names.contains(nil) ? nil : false
    default: return nil
    }
  }

  /// `name[0]`, `name.charAt(0)`
  private func isFirstLetter(_ subject: ValueID, _ model: ProgramFile) -> Bool {
    let value = model[subject]
    switch value.kind {
    case .member: return text(Atom(value.b)) == "0" && model[ValueID(value.a)].kind == .binding
    case .element:
      guard model[ValueID(value.a)].kind == .binding else { return false }
      return model.model.constant(ValueID(value.b), atoms: atoms)?.text == "0"
    case .call:
      let site = model[CallID(value.a)]
      let callee = model[site.callee]
      guard callee.kind == .member, text(Atom(callee.b)) == "charAt", model[ValueID(callee.a)].kind == .binding,
        let place = model.values(site.arguments).first
      else { return false }
      return model.model.constant(place, atoms: atoms)?.text == "0"
    default: return false
    }
  }

  private func constant(_ value: ValueID, _ model: ProgramFile) -> String? {
    guard case .string(let text)? = model.model.constant(value, atoms: atoms) else { return nil }
    return text
  }
}
