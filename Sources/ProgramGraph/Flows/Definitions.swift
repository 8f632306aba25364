import JavaScript
import Semantics

/// Where the values come from that a member of a thing holds: the same ways as `Evaluator.lookUp`, but what is found is
/// what was written there, not what it may be.
extension Evaluator {
  static let maximumDefinitions = 24

  /// The values that `name` of a thing is given, in the project's files.
  func definitions(of name: Atom, in entity: Entity, depth: Int = 0) -> [ValueReference] {
    if depth == 0 { spreadObjects.removeAll(keepingCapacity: true) }
    guard depth < 8 else { return [] }
    var found: [ValueReference]
    switch entity.kind {
    case .object:
      found = properties(name, of: entity, depth)
      if found.isEmpty { found = writes(of: name, to: entity) }
    case .instance, .prototype:
      found = fields(name, of: ClassID(entity.id), entity.file, depth)
    case .class:
      found = staticFields(name, of: ClassID(entity.id), entity.file, depth)
    case .module:
      found = exports(name, of: entity.file, depth)
    case .function, .constructed:
      found = writes(of: name, to: entity)
    case .external, .array, .string, .constructedPrototype, .inert:
      return []
    }
    if found.count > Self.maximumDefinitions { found.removeLast(found.count - Self.maximumDefinitions) }
    return found
  }

  private func properties(_ name: Atom, of entity: Entity, _ depth: Int) -> [ValueReference] {
    // Objects that are spread into one another over many ways would be looked at once for each of them.
    guard spreadObjects.insert(entity).inserted else { return [] }
    let model = files[entity.file.index]
    var spread: [ValueReference] = []
    for property in model.properties(of: model[ValueID(entity.id)]).reversed() {
      switch property.kind {
      case .value, .method:
        guard property.name == name else { continue }
        return [ValueReference(file: entity.file, value: property.value, context: entity.context)] + spread
      case .getter:
        guard property.name == name else { continue }
        return returned(by: property.value, entity.file, entity.context) + spread
      case .spread:
        for source in evaluate(entity.file, property.value, in: entity.context) where source != entity {
          spread += definitions(of: name, in: source, depth: depth + 1)
        }
      case .setter, .computed:
        continue
      }
    }
    return spread
  }

  /// What a getter gives.
  private func returned(by getter: ValueID, _ file: FileIndex, _ context: ContextID) -> [ValueReference] {
    let model = files[file.index]
    guard model[getter].kind == .function else { return [] }
    return model.values(model[FunctionID(model[getter].a)].returns).map {
      ValueReference(file: file, value: $0, context: context)
    }
  }

  func writes(of name: Atom, to entity: Entity) -> [ValueReference] {
    let model = files[entity.file.index]
    return (writeIndex(entity.file).byName[name] ?? []).compactMap { index in
      let write = model.writes[index]
      let bases = evaluate(entity.file, write.base)
      guard bases.contains(where: { $0.kind == entity.kind && $0.id == entity.id && $0.file == entity.file }) else {
        return nil
      }
      return ValueReference(file: entity.file, value: write.value, context: .any)
    }
  }

  private func fields(_ name: Atom, of id: ClassID, _ file: FileIndex, _ depth: Int) -> [ValueReference] {
    let model = files[file.index]
    var found: [ValueReference] = []
    for member in model[id].members where !member.isStatic && member.name == name {
      switch member.kind {
      case .field, .parameterProperty, .method:
        if !member.value.isUnknown { found.append(ValueReference(file: file, value: member.value, context: .any)) }
      case .getter: found += returned(by: member.value, file, .any)
      case .setter, .constructor: continue
      }
    }
    for index in writeIndex(file).byName[name] ?? [] {
      let write = model.writes[index]
      let base = model[write.base]
      if base.kind == .this, model[FunctionID(base.a)].owner == id {
        found.append(ValueReference(file: file, value: write.value, context: .any))
      }
    }
    if found.isEmpty {
      for parent in evaluate(file, model[id].superclass) where parent.kind == .class {
        found += fields(name, of: ClassID(parent.id), parent.file, depth + 1)
        if depth > 8 { break }
      }
    }
    return found
  }

  private func staticFields(_ name: Atom, of id: ClassID, _ file: FileIndex, _ depth: Int) -> [ValueReference] {
    let model = files[file.index]
    var found = writes(of: name, to: Entity(kind: .class, file: file, id: id.raw))
    for member in model[id].members where member.isStatic && member.name == name {
      switch member.kind {
      case .field, .method:
        if !member.value.isUnknown { found.append(ValueReference(file: file, value: member.value, context: .any)) }
      case .getter: found += returned(by: member.value, file, .any)
      case .setter, .constructor, .parameterProperty: continue
      }
    }
    guard found.isEmpty, depth < 8 else { return found }
    for parent in evaluate(file, model[id].superclass) where parent.kind == .class {
      found += staticFields(name, of: ClassID(parent.id), parent.file, depth + 1)
    }
    return found
  }

  private func exports(_ name: Atom, of file: FileIndex, _ depth: Int) -> [ValueReference] {
    let model = files[file.index]
    var found: [ValueReference] = []
    for record in model.exports where !record.isTypeOnly {
      switch record.kind {
      case .local(let value) where record.name == name:
        found.append(ValueReference(file: file, value: value, context: .any))
      case .reexport(let source, let imported) where record.name == name:
        if case .file(let target) = resolutions[file.index][source.index], depth < 8 {
          found += exports(imported, of: target, depth + 1)
        }
      case .star(let source):
        if case .file(let target) = resolutions[file.index][source.index], depth < 8 {
          found += exports(name, of: target, depth + 1)
        }
      case .assignment(let value):
        for entity in evaluate(file, value) where !(entity.kind == .module && entity.file == file) {
          found += definitions(of: name, in: entity, depth: depth + 1)
        }
      default:
        continue
      }
    }
    return found
  }

  /// What an import stands for, as it is written in the file that exports it.
  func definitions(ofImported name: Atom, through source: ImportID, _ file: FileIndex) -> [ValueReference] {
    guard case .file(let target) = resolutions[file.index][source.index] else { return [] }
    return exports(name, of: target, 0)
  }
}
