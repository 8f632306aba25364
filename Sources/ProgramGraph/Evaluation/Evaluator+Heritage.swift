import JavaScript
import Semantics

/// What classes hand down: in an inherited method `this` is a thing of the class that inherits it.
///
/// Reading the members of a class once more for each that extends it costs, so it is done where it makes a difference:
/// where a class below has something of its own under a name that the one above asks of `this`.
extension Evaluator {
  /// The context in which the members of `owner` are those of a thing of a class below.
  func heritage(of owner: Entity, by heir: Entity?) -> ContextID {
    guard let heir, heir.kind == .instance || heir.kind == .class, heir.classOfIt != owner else { return .any }
    return differs(owner, for: heir.classOfIt) ? contexts.inherit(owner, by: heir) : .any
  }

  /// The same for a constructor that a call enters.
  ///
  /// - Parameter target: the class that is called.
  func heritage(
    of constructor: FunctionReference, entered target: Entity, by call: CallReference, in context: ContextID
  ) -> ContextID {
    guard let owner = files[constructor.file.index][constructor.function].owner else { return .any }
    let model = files[call.file.index]
    let callee = model[model[call.call].callee]
    var heir = Entity(kind: .instance, file: target.file, id: target.id)
    if callee.kind == .superclass {
      heir = superHeir(of: Entity(kind: .class, file: call.file, id: callee.a), in: context)
    }
    return heritage(of: Entity(kind: .class, file: constructor.file, id: owner.raw), by: heir)
  }

  /// What `this` is where a class says `super`.
  func superHeir(of owner: Entity, in context: ContextID) -> Entity {
    let own = Entity(kind: .instance, file: owner.file, id: owner.id)
    return hasHeirs(own) ? contexts.heir(of: owner, in: context) ?? own : own
  }

  /// Methods as those of the thing that inherits them.
  func handedDown(_ members: [Entity], in context: ContextID) -> [Entity] {
    guard context != .any else { return members }
    return members.map { member in
      guard member.kind == .function, member.context == .any else { return member }
      var member = member
      member.context = context
      return member
    }
  }

  /// Whether classes extend that of a thing; what is asked hangs on the heir then.
  func hasHeirs(_ entity: Entity) -> Bool {
    _ = inflow(.heirs(entity.classOfIt))
    guard !classIndex.subclasses(of: ClassID(entity.id), entity.file).isEmpty else { return false }
    asking.onSurroundings = true
    return true
  }

  /// Whether a class below has a member of its own that a class or one above it asks of `this`.
  private func differs(_ owner: Entity, for heir: Entity) -> Bool {
    var own: Set<Atom> = []
    var current = heir
    for _ in 0..<Self.maximumGenerations where current != owner {
      own.formUnion(thisNames.own(of: current, self))
      guard let parent = superclass(of: current) else { break }
      current = parent
    }
    guard !own.isEmpty else { return false }
    current = owner
    for _ in 0..<Self.maximumGenerations {
      if !thisNames.asked(by: current, self).isDisjoint(with: own) { return true }
      guard let parent = superclass(of: current) else { break }
      current = parent
    }
    return false
  }

  /// What decorators of the program put in the place of a method: `descriptor.value = function …`. It runs when the
  /// method is called, mostly around it.
  func replacements(by decorators: ListID, _ file: FileIndex) -> [Entity] {
    let written = files[file.index].values(decorators)
    if written.isEmpty { return [] }
    return written.gathered { evaluate(file, $0) }.filter { $0.kind == .function }.flatMap { replacements(by: $0) }
  }

  /// What one decorator puts there.
  func replacements(by decorator: Entity) -> [Entity] {
    let model = files[decorator.file.index]
    return (writeIndex(decorator.file).byName[atoms.intern("value")] ?? []).flatMap { index -> [Entity] in
      let write = model.writes[index]
      guard model[write.value].kind == .function, isDescriptor(write.base, of: FunctionID(decorator.id), model)
      else { return [] }
      return evaluate(decorator.file, write.value, in: decorator.context)
    }
  }

  /// Whether a value is the third parameter of a decorator.
  private func isDescriptor(_ value: ValueID, of decorator: FunctionID, _ model: ProgramFile) -> Bool {
    var record = model[value]
    if record.kind == .binding {
      let values = model.values(model[BindingID(record.a)].values)
      guard values.count == 1 else { return false }
      record = model[values[0]]
    }
    return record.kind == .parameter && record.a == decorator.raw && record.b == 2
  }

  /// Methods that a class from outside calls on the things of a class that extends it.
  func calledByBase(of entity: Entity) -> [Entity] {
    var current = entity
    for _ in 0..<Self.maximumGenerations {
      let parents = evaluate(current.file, files[current.file.index][ClassID(current.id)].superclass)
      if let outside = parents.first(where: { $0.kind == .external }) {
        guard let names = Execution.calledOnHeirs[externals.text(ExternalID(outside.id))] else { return [] }
        let thing = Entity(kind: .instance, file: entity.file, id: entity.id)
        return names.flatMap { lookUp(atoms.intern($0), in: thing) }.filter { $0.kind == .function }
      }
      guard let parent = parents.first(where: { $0.kind == .class }) else { return [] }
      current = parent
    }
    return []
  }

  private func superclass(of entity: Entity) -> Entity? {
    evaluate(entity.file, files[entity.file.index][ClassID(entity.id)].superclass).first { $0.kind == .class }
  }

  private static let maximumGenerations = 12
}

extension Entity {
  /// The class of a thing; a class itself.
  var classOfIt: Entity { Entity(kind: .class, file: file, id: id) }
}

/// The names that classes ask of `this`, and those they have themselves. Found file by file, when the first asks.
final class ThisNames {
  private struct Names {
    var asked: Set<Atom> = []
    var own: Set<Atom> = []
  }

  private var files: [FileIndex: [ClassID: Names]] = [:]

  func asked(by entity: Entity, _ evaluator: Evaluator) -> Set<Atom> { names(of: entity, evaluator)?.asked ?? [] }

  func own(of entity: Entity, _ evaluator: Evaluator) -> Set<Atom> { names(of: entity, evaluator)?.own ?? [] }

  private func names(of entity: Entity, _ evaluator: Evaluator) -> Names? {
    if files[entity.file] == nil { files[entity.file] = Self.names(in: evaluator.files[entity.file.index], evaluator) }
    return files[entity.file]?[ClassID(entity.id)]
  }

  private static func names(in model: ProgramFile, _ evaluator: Evaluator) -> [ClassID: Names] {
    var found: [ClassID: Names] = [:]
    func owner(_ base: ValueID) -> ClassID? {
      evaluator.thisFunction(model[base], model).flatMap { model[$0].owner }
    }
    for value in model.values where value.kind == .member {
      if let owner = owner(ValueID(value.a)) { found[owner, default: Names()].asked.insert(Atom(value.b)) }
    }
    for write in model.writes {
      if let owner = owner(write.base) { found[owner, default: Names()].own.insert(write.name) }
    }
    for (index, record) in model.classes.enumerated() {
      for member in record.members where member.kind != .constructor && member.name.exists {
        found[ClassID(index), default: Names()].own.insert(member.name)
      }
    }
    return found
  }
}
