import JavaScript
import Semantics
import SourceText

/// Gives the functions of objects that describe a service the service as their `this`: its methods stand beside the
/// functions, in a property of their own, or in further objects that are mixed in.
struct ServiceObjects {
  let evaluator: Evaluator

  private static let maximumDepth = 4

  func gifts(examined: [Bool], packages: PackageFacts) -> [FrameworkGifts.Gift] {
    Framework.all.compactMap(\.serviceObjects).flatMap { table -> [FrameworkGifts.Gift] in
      let directories = packages.directories(dependingOn: [table.package])
      guard !directories.isEmpty else { return [] }
      var found: [FrameworkGifts.Gift] = []
      for (index, model) in evaluator.files.enumerated() where examined[index] {
        guard directories.contains(where: { PathText.contains($0, model.path) }) else { continue }
        for (number, value) in model.values.enumerated() where value.kind == .object && describes(value, model, table) {
          let entity = Entity(kind: .object, file: FileIndex(index), id: UInt32(truncatingIfNeeded: number))
          found += gifts(of: entity, table)
        }
      }
      return found
    }
  }

  private func describes(_ value: Value, _ model: ProgramFile, _ table: ServiceObject) -> Bool {
    let names = Set(model.properties(of: value).map { evaluator.text($0.name) })
    let parts = names.intersection(table.parts).count
    return parts > 1 || parts == 1 && !names.isDisjoint(with: table.beside)
  }

  private func gifts(of service: Entity, _ table: ServiceObject) -> [FrameworkGifts.Gift] {
    let schemas = schemas(of: service, evaluator.atoms.intern(table.mixins), depth: 0)
    let members = evaluator.atoms.intern(table.members)
    let things = schemas.flatMap { evaluator.lookUp(members, in: $0) }.filter { $0.kind == .object } + schemas
    return schemas.flatMap { schema -> [FrameworkGifts.Gift] in
      let model = evaluator.files[schema.file.index]
      let span = model[ValueID(schema.id)].span
      return model.functions.indices.filter { index in
        !model.functions[index].holder.isUnknown && span.contains(model.functions[index].span)
      }.flatMap { index in
        let function = FunctionReference(file: schema.file, function: FunctionID(index))
        return things.map { FrameworkGifts.Gift(target: .parameter(function, at: FlowTarget.this), entity: $0) }
      }
    }
  }

  /// The object and those it mixes in.
  private func schemas(of entity: Entity, _ mixins: Atom, depth: Int) -> [Entity] {
    guard depth < Self.maximumDepth else { return [entity] }
    let mixed = evaluator.lookUp(mixins, in: entity).filter { $0.kind == .array }
      .flatMap { evaluator.elements(ofArray: $0) }.flatMap { evaluator.callable($0) }
      .filter { $0.kind == .object && $0 != entity }
    return [entity] + mixed.flatMap { schemas(of: $0.inNoContext, mixins, depth: depth + 1) }
  }
}
