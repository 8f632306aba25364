import JavaScript
import Semantics

/// Functions that Mongoose schemas give to documents and models, by name.
///
/// A document comes out of a query, so that what `user.authenticate()` means cannot be followed. Where exactly one
/// schema of the project has a member of that name, and no class or object literal has one, it is taken to be that.
struct SchemaMembers {
  private(set) var byName: [Atom: [Entity]] = [:]

  init(evaluator: Evaluator, examined: [Bool]) {
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      for write in model.writes {
        let base = model[write.base]
        if Mongoose.memberHolders.contains(evaluator.text(write.name)), Self.isSchema(write.base, file, evaluator) {
          // schema.methods = { … }
          for entity in evaluator.evaluate(file, write.value) where entity.kind == .object { addAll(entity, evaluator) }
        } else if base.kind == .member, Mongoose.memberHolders.contains(evaluator.text(Atom(base.b))),
          Self.isSchema(ValueID(base.a), file, evaluator)
        {
          // schema.methods.name = …
          add(evaluator.evaluate(file, write.value), as: write.name)
        }
      }
    }
    removeAmbiguous(evaluator, examined)
  }

  private static func isSchema(_ value: ValueID, _ file: FileIndex, _ evaluator: Evaluator) -> Bool {
    evaluator.evaluate(file, value).contains { entity in
      entity.kind == .external && Mongoose.schemas.contains(evaluator.externals.text(ExternalID(entity.id)))
    }
  }

  private mutating func addAll(_ object: Entity, _ evaluator: Evaluator) {
    let model = evaluator.files[object.file.index]
    for property in model.properties(of: model[ValueID(object.id)]) where property.name.exists {
      add(evaluator.evaluate(object.file, property.value), as: property.name)
    }
  }

  private mutating func add(_ entities: [Entity], as name: Atom) {
    byName[name, default: []] += entities.filter { $0.kind == .function }
  }

  /// Names that classes have too, or several schemas, say nothing.
  private mutating func removeAmbiguous(_ evaluator: Evaluator, _ examined: [Bool]) {
    byName = byName.filter { Set($0.value).count == 1 }
    guard !byName.isEmpty else { return }
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      for member in model.classes.flatMap(\.members) { byName[member.name] = nil }
    }
  }
}
