import JavaScript
import Semantics

/// The member writes of a file by name.
struct WriteIndex {
  var byName: [Atom: [Int]] = [:]

  init(_ model: ProgramFile) {
    for (index, write) in model.writes.enumerated() { byName[write.name, default: []].append(index) }
  }
}

/// What stands behind `entity.name`.
extension Evaluator {
  func lookUp(_ name: Atom, in entity: Entity) -> [Entity] {
    switch entity.kind {
    case .external:
      return externalMember(name, of: entity)
    case .array, .string, .inert:
      return []
    default:
      break
    }
    return answer(MemberKey(entity: entity, name: name))
  }

  /// The answer to a question about a member.
  func compute(_ key: MemberKey) -> [Entity] {
    switch key.name {
    case MemberKey.anyName: computeEveryProperty(of: key.entity)
    case MemberKey.wholeName: computeCallable(key.entity)
    default: key.entity.kind == .external ? hung(key.name, on: key.entity) : member(key.name, of: key.entity)
    }
  }

  private func member(_ name: Atom, of entity: Entity) -> [Entity] {
    switch entity.kind {
    case .module:
      let found = computeExport(name, of: entity.file)
      if !found.isEmpty || files[entity.file.index].isModule { return found }
      // `const helpers = module.exports; helpers.name = …`
      let later = written(name, to: entity)
      return later.isEmpty ? mixins.members(name, of: entity, self) : later
    case .object:
      // `{ server: null }` says nothing of what is put there later.
      let found = property(name, of: entity).filter { $0.kind != .inert } + written(name, to: entity)
      return found.isEmpty ? givenLater(name, to: entity) : found
    case .instance:
      return instanceMember(name, of: ClassID(entity.id), entity.file, heir: entity)
    case .prototype:
      return instanceMember(name, of: ClassID(entity.id), entity.file)
    case .class:
      if name == .prototype { return [Entity(kind: .prototype, file: entity.file, id: entity.id)] }
      return staticMember(name, of: ClassID(entity.id), entity.file, heir: entity)
    case .function:
      if name == .prototype { return [Entity(kind: .constructedPrototype, file: entity.file, id: entity.id)] }
      return written(name, to: entity)
    case .constructed, .constructedPrototype:
      return constructedMember(name, of: entity)
    case .external, .array, .string, .inert:
      return []
    }
  }

  /// What an object gets by a name that is not constant, from a call or in another file.
  private func givenLater(_ name: Atom, to entity: Entity) -> [Entity] {
    var found = ofFileNamed(name, in: written(.none, to: entity))
    if found.isEmpty { found = mixins.members(name, of: entity.inNoContext, self) }
    if !found.isEmpty { return found }
    return namedWrites.writes(of: name).gathered { write -> [Entity] in
      guard write.file != entity.file, write.maker == .itself else { return [] }
      return evaluate(write.file, write.base).contains(entity) ? evaluate(write.file, write.value) : []
    }
  }

  /// Of a table that a loader fills with the files of a folder, the one that the name says:
  /// `table[file.split(".")[0]] = require(path.join(folder, file))`.
  private func ofFileNamed(_ name: Atom, in found: [Entity]) -> [Entity] {
    guard found.count > 1, found.allSatisfy({ $0.kind == .module }) else { return found }
    let wanted = text(name)
    let named = found.filter { module in
      let path = files[module.file.index].path
      let stem = PathText.name(of: path).prefix { $0 != "." }
      return stem == "index" ? PathText.name(of: PathText.directory(of: path)) == wanted : stem == wanted
    }
    return named.isEmpty ? found : named
  }

  // MARK: Object literals

  private func property(_ name: Atom, of entity: Entity) -> [Entity] {
    let model = files[entity.file.index]
    var spread: [Entity] = []
    for property in model.properties(of: model[ValueID(entity.id)]).reversed() {
      switch property.kind {
      case .value, .method:
        if property.name == name { return evaluate(entity.file, property.value, in: entity.context) + spread }
      case .getter:
        if property.name == name {
          return evaluate(entity.file, property.value, in: entity.context).gathered { returns(of: $0) } + spread
        }
      case .spread:
        spread += evaluate(entity.file, property.value, in: entity.context).gathered { source -> [Entity] in
          source == entity ? [] : lookUp(name, in: source)
        }
      case .setter, .computed:
        continue
      }
    }
    return spread
  }

  /// Every value of an object literal: what `table[key]` may be.
  func everyProperty(of entity: Entity) -> [Entity] {
    answer(MemberKey(entity: entity, name: MemberKey.anyName))
  }

  private func computeEveryProperty(of entity: Entity) -> [Entity] {
    let model = files[entity.file.index]
    let stated = model.properties(of: model[ValueID(entity.id)]).gathered { property -> [Entity] in
      switch property.kind {
      case .value, .method, .computed: return evaluate(entity.file, property.value, in: entity.context)
      case .spread:
        return evaluate(entity.file, property.value, in: entity.context).gathered { all(of: $0) }
      case .getter, .setter: return []
      }
    }
    return stated + writtenToAnyName(of: entity) + writtenElsewhere(to: entity)
      + mixins.given(to: entity, self).gathered { all(of: $0) }
  }

  /// What an object has, or a module that gives one away: `{ ...require("./users") }`.
  private func all(of source: Entity) -> [Entity] {
    switch source.kind {
    case .object: everyProperty(of: source)
    case .module: callable(source).gathered { $0.kind == .object ? everyProperty(of: $0) : [] }
    default: []
    }
  }

  /// `instances[key] = new Instance()` in files that import the object.
  private func writtenElsewhere(to entity: Entity) -> [Entity] {
    namedWrites.underKeys.gathered { write -> [Entity] in
      guard write.file != entity.file, evaluate(write.file, write.base).contains(entity.inNoContext) else { return [] }
      return evaluate(write.file, write.value)
    }
  }

  // MARK: Later assignments

  /// `entity.name = value`, written in the entity's own file.
  private func written(_ name: Atom, to entity: Entity) -> [Entity] {
    guard let candidates = writeIndex(entity.file).byName[name] else { return [] }
    let model = files[entity.file.index]
    return candidates.gathered { index -> [Entity] in
      let write = model.writes[index]
      let bases = evaluate(entity.file, write.base)
      guard bases.contains(where: { $0.kind == entity.kind && $0.id == entity.id && $0.file == entity.file }) else {
        return []
      }
      return evaluate(entity.file, write.value)
    }
  }

  /// `entity[key] = value` and `entity.name = value`, whatever the name.
  private func writtenToAnyName(of entity: Entity) -> [Entity] {
    let model = files[entity.file.index]
    var found: [Entity] = []
    for write in model.writes where found.count < Self.fanOut {
      let base = model[write.base].kind
      guard
        base == .binding || base == .this || base == .global || isOfThis(write.base, model)
          || isMethodOfMember(write, model)
      else { continue }
      let bases = evaluate(entity.file, write.base)
      guard bases.contains(where: { $0.kind == entity.kind && $0.id == entity.id && $0.file == entity.file }) else {
        continue
      }
      found += evaluate(entity.file, write.value)
    }
    return found
  }

  /// `this.routes`
  private func isOfThis(_ value: ValueID, _ model: ProgramFile) -> Bool {
    model[value].kind == .member && model[ValueID(model[value].a)].kind == .this
  }

  /// `checks.users.get = function …`
  private func isMethodOfMember(_ write: MemberWrite, _ model: ProgramFile) -> Bool {
    model[write.value].kind == .function && model[write.base].kind == .member
      && model[ValueID(model[write.base].a)].kind == .binding
  }

  // MARK: Classes

  /// - Parameter heir: the thing whose member it is, which may be one of a class that extends this one.
  func instanceMember(
    _ name: Atom, of id: ClassID, _ file: FileIndex, heir: Entity? = nil, depth: Int = 0
  ) -> [Entity] {
    guard depth < 12 else { return [] }
    let model = files[file.index]
    let record = model[id]
    let owner = Entity(kind: .class, file: file, id: id.raw)
    var found: [Entity] = []
    for member in record.members where !member.isStatic && member.name == name {
      let context = heritage(of: owner, by: heir)
      switch member.kind {
      case .method, .parameterProperty:
        found += handedDown(evaluate(file, member.value, in: context), in: context)
        if member.kind == .method { found += replacements(by: member.decorators, file) }
      case .getter:
        found += handedDown(evaluate(file, member.value, in: context), in: context).gathered { returns(of: $0) }
      case .field:
        // `private channel = null` says nothing of what the methods put there.
        found +=
          evaluate(file, member.value, in: context).filter { $0.kind != .inert }
          + assignedToThis(name, of: id, file, in: context)
      case .setter, .constructor:
        continue
      }
      if found.isEmpty { found = injected(by: member.decorators, file) }
      if found.isEmpty, !member.type.isUnknown { found = instances(ofType: member.type, file) }
    }
    if found.isEmpty, writeIndex(file).byName[name] != nil {
      found = assignedToThis(name, of: id, file, in: heritage(of: owner, by: heir))
    }
    if found.isEmpty { found = mixins.members(name, of: Entity(kind: .prototype, file: file, id: id.raw), self) }
    if found.isEmpty { found = mixins.members(name, of: Entity(kind: .instance, file: file, id: id.raw), self) }
    if found.isEmpty {
      for parent in evaluate(file, record.superclass) {
        switch parent.kind {
        case .class:
          found += instanceMember(name, of: ClassID(parent.id), parent.file, heir: heir, depth: depth + 1)
        case .function:
          found += constructedMember(name, of: Entity(kind: .constructed, file: parent.file, id: parent.id))
        case .external:
          if let made = externals.call(ExternalID(parent.id)), let path = externals.member(made, name, atoms) {
            found.append(parent.with(external: path))
          }
        default: continue
        }
      }
    }
    // Abstract here: what the subclasses say.
    if found.isEmpty, depth == 0 {
      _ = inflow(.heirs(Entity(kind: .class, file: file, id: id.raw)))
      for subclass in classIndex.subclasses(of: id, file) {
        found += instanceMember(name, of: ClassID(subclass.id), subclass.file, depth: 11)
      }
    }
    return found
  }

  /// `this.name = value` in the class's own methods.
  private func assignedToThis(
    _ name: Atom, of id: ClassID, _ file: FileIndex, in context: ContextID
  ) -> [Entity] {
    guard let candidates = writeIndex(file).byName[name] else { return [] }
    let model = files[file.index]
    return candidates.gathered { index -> [Entity] in
      let write = model.writes[index]
      let base = model[write.base]
      guard let function = thisFunction(base, model), model[function].owner == id else { return [] }
      return evaluate(file, write.value, in: context)
    }
  }

  /// `super.name`: what the class would have if it had nothing of its own.
  func superMember(_ name: Atom, _ id: ClassID, _ file: FileIndex, in context: ContextID) -> [Entity] {
    let heir = superHeir(of: Entity(kind: .class, file: file, id: id.raw), in: context)
    return evaluate(file, files[file.index][id].superclass).gathered { parent -> [Entity] in
      switch parent.kind {
      case .class:
        let found = instanceMember(name, of: ClassID(parent.id), parent.file, heir: heir, depth: 1)
        return found.isEmpty ? staticMember(name, of: ClassID(parent.id), parent.file, heir: heir, depth: 1) : found
      case .function:
        return constructedMember(name, of: Entity(kind: .constructed, file: parent.file, id: parent.id))
      case .external:
        guard let made = externals.call(ExternalID(parent.id)), let path = externals.member(made, text(name)) else {
          return []
        }
        return [parent.with(external: path)]
      default:
        return []
      }
    }
  }

  func staticMember(
    _ name: Atom, of id: ClassID, _ file: FileIndex, heir: Entity? = nil, depth: Int = 0
  ) -> [Entity] {
    guard depth < 12 else { return [] }
    let record = files[file.index][id]
    var found: [Entity] = []
    for member in record.members where member.isStatic && member.name == name {
      switch member.kind {
      case .method, .parameterProperty:
        found += handedDown(
          evaluate(file, member.value), in: heritage(of: Entity(kind: .class, file: file, id: id.raw), by: heir))
      case .field:
        found += evaluate(file, member.value).filter { $0.kind != .inert }
        found += written(name, to: Entity(kind: .class, file: file, id: id.raw))
        if found.isEmpty, !member.type.isUnknown { found = instances(ofType: member.type, file) }
      case .getter: found += evaluate(file, member.value).gathered { returns(of: $0) }
      case .setter, .constructor: continue
      }
    }
    if found.isEmpty { found = written(name, to: Entity(kind: .class, file: file, id: id.raw)) }
    if found.isEmpty {
      for parent in evaluate(file, record.superclass) {
        if parent.kind == .class {
          found += staticMember(name, of: ClassID(parent.id), parent.file, heir: heir, depth: depth + 1)
        } else if parent.kind == .external, let path = externals.member(ExternalID(parent.id), name, atoms) {
          found.append(parent.with(external: path))
        }
      }
    }
    return found
  }

  // MARK: Functions used as constructors

  private func constructedMember(_ name: Atom, of entity: Entity) -> [Entity] {
    let model = files[entity.file.index]
    var found: [Entity] = []
    for index in writeIndex(entity.file).byName[name] ?? [] {
      let write = model.writes[index]
      let base = model[write.base]
      if isThis(of: FunctionID(entity.id), base, model) {
        found += evaluate(entity.file, write.value)
      } else if base.kind == .member, Atom(base.b) == .prototype {
        let owners = evaluate(entity.file, ValueID(base.a))
        if owners.contains(where: { $0.kind == .function && $0.id == entity.id && $0.file == entity.file }) {
          found += evaluate(entity.file, write.value)
        }
      } else if base.kind == .binding {
        // `var proto = X.prototype; proto.name = …`
        let owners = evaluate(entity.file, write.base)
        if owners.contains(where: { $0.kind == .constructedPrototype && $0.id == entity.id && $0.file == entity.file })
        {
          found += evaluate(entity.file, write.value)
        }
      }
    }
    if found.isEmpty {
      for index in writeIndex(entity.file).byName[.prototype] ?? [] {
        let write = model.writes[index]
        let owners = evaluate(entity.file, write.base)
        if owners.contains(where: { $0.kind == .function && $0.id == entity.id && $0.file == entity.file }) {
          found += evaluate(entity.file, write.value).gathered { value -> [Entity] in
            switch value.kind {
            case .object: property(name, of: value)
            case .instance, .constructed: lookUp(name, in: value)
            default: []
            }
          }
        }
      }
    }
    if found.isEmpty {
      found = mixins.members(name, of: Entity(kind: .constructedPrototype, file: entity.file, id: entity.id), self)
    }
    return found
  }
}
