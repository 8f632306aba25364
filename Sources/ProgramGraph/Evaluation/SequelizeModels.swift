import JavaScript
import Semantics

/// The models that Sequelize keeps by their names: `sequelize.models.User`, `sequelize.model("User")`. Source: sequelize.org
/// (Model Basics, API reference of 6.x), 2026.
struct SequelizeModels {
  private var byName: [Atom: [ValueReference]] = [:]

  static let registries: Set<String> = [
    "sequelize#Sequelize().models", "sequelize().models", "sequelize-typescript#Sequelize().models",
  ]
  static let getters: Set<String> = [
    "sequelize#Sequelize().model", "sequelize().model", "sequelize-typescript#Sequelize().model",
  ]

  init(_ evaluator: Evaluator) {
    let define = evaluator.atoms.intern("define")
    let initialise = evaluator.atoms.intern("init")
    let modelName = evaluator.atoms.intern("modelName")
    for (index, model) in evaluator.files.enumerated() where evaluator.examined.isEmpty || evaluator.examined[index] {
      for site in model.calls {
        let callee = model[site.callee]
        let arguments = model.values(site.arguments)
        guard callee.kind == .member, arguments.count > 1 else { continue }
        if Atom(callee.b) == define, model[arguments[0]].kind == .string {
          add(site.result, Atom(model[arguments[0]].a), FileIndex(index))
        } else if Atom(callee.b) == initialise, model[arguments[1]].kind == .object {
          let owner = model.behindNames(ValueID(callee.a))
          let named = model.properties(of: model[arguments[1]]).first { $0.name == modelName }
          if let named, model[named.value].kind == .string {
            add(ValueID(callee.a), Atom(model[named.value].a), FileIndex(index))
          } else if owner.kind == .class {
            add(ValueID(callee.a), model[ClassID(owner.a)].name, FileIndex(index))
          }
        }
      }
    }
  }

  private mutating func add(_ value: ValueID, _ name: Atom, _ file: FileIndex) {
    byName[name, default: []].append(ValueReference(file: file, value: value, context: .any))
  }

  func models(named name: Atom, _ evaluator: Evaluator) -> [Entity] {
    (byName[name] ?? []).gathered { evaluator.evaluate($0) }.filter { $0.kind == .class || $0.kind == .external }
  }
}
