import JavaScript
import Semantics

/// Functions that stand with the columns of a table.
extension ModelHooks {
  /// `{ password: { type: DataTypes.STRING, set(value) { … }, validate: { isLong(value) { … } } } }`
  mutating func addColumns(_ columns: ValueID, _ file: FileIndex, _ owner: Entity?) {
    for columns in evaluator.evaluate(file, columns) where columns.kind == .object {
      let model = evaluator.files[columns.file.index]
      for column in model.properties(of: model[ValueID(columns.id)]) {
        for settings in evaluator.evaluate(columns.file, column.value) where settings.kind == .object {
          let source = evaluator.files[settings.file.index]
          for property in source.properties(of: source[ValueID(settings.id)]) {
            let place = RequestHandler.Site(file: settings.file, span: source[property.value].span)
            let given = evaluator.evaluate(settings.file, property.value)
            switch evaluator.text(property.name) {
            case "set":
              add(given, ModelHookKnowledge.filling, "sequelize", owner: owner, Self.setter, place)
            case "validate":
              let validators = given.filter { $0.kind == .object }.flatMap { evaluator.everyProperty(of: $0) }
              add(validators, ModelHookKnowledge.validating, "sequelize", owner: owner, Self.validator, place)
            default: continue
            }
          }
        }
      }
    }
  }

  /// `@Column({ transformer: { to: (text) => hashSync(text, 10), from } })` of TypeORM: `to` runs when a record is stored.
  mutating func addTransformers(of record: ClassRecord, _ file: FileIndex, _ owner: Entity) {
    let model = evaluator.files[file.index]
    let transformer = evaluator.atoms.intern("transformer")
    for member in record.members where member.kind == .field {
      for decorator in model.values(member.decorators) where model[decorator].kind == .call {
        guard decoratorPaths(decorator, file).contains("typeorm#Column") else { continue }
        for argument in model.values(model[CallID(model[decorator].a)].arguments) where model[argument].kind == .object
        {
          for options in evaluator.evaluate(file, argument) {
            for pair in evaluator.lookUp(transformer, in: options) {
              for (name, methods) in ModelHookKnowledge.transforming {
                add(
                  evaluator.lookUp(evaluator.atoms.intern(name), in: pair), methods, "typeorm", owner: owner,
                  Self.setter, RequestHandler.Site(file: file, span: model[decorator].span))
              }
            }
          }
        }
      }
    }
  }
}
