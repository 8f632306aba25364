import JavaScript
import Semantics

/// Hooks of object mappers, by the methods that set them off.
struct ModelHooks {
  struct Hook {
    var function: Entity
    /// The package whose records have it: paths of what sets it off begin with it.
    var package: String
    /// The schema of Mongoose it was given to; nil where any model of the package may have it.
    var schema: Entity?
  }

  private let evaluator: Evaluator
  private(set) var byMethod: [Atom: [Hook]] = [:]

  init(evaluator: Evaluator, examined: [Bool]) {
    self.evaluator = evaluator
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      for site in model.calls { add(site, file) }
      for record in model.classes { add(record, file) }
    }
  }

  private mutating func add(_ functions: [Entity], _ methods: Set<String>?, _ package: String, schema: Entity? = nil) {
    guard let methods, !functions.isEmpty else { return }
    for method in methods {
      let name = evaluator.atoms.intern(method)
      for function in functions where function.kind == .function {
        byMethod[name, default: []].append(Hook(function: function, package: package, schema: schema))
      }
    }
  }

  // MARK: Reading

  private mutating func add(_ site: CallSite, _ file: FileIndex) {
    let model = evaluator.files[file.index]
    let callee = model[site.callee]
    guard callee.kind == .member else { return }
    let name = evaluator.text(Atom(callee.b))
    let arguments = model.values(site.arguments)
    switch name {
    case "pre", "post":
      guard arguments.count > 1 else { return }
      for schema in evaluator.evaluate(file, ValueID(callee.a)) where isSchema(schema) {
        for event in events(arguments[0], file) {
          for argument in arguments.dropFirst() {
            add(
              evaluator.evaluate(file, argument), ModelHookKnowledge.mongoose[event], "mongoose",
              schema: schema.inNoContext)
          }
        }
      }
    case "define", "init":
      guard let last = arguments.last, arguments.count > 1, isOfPackage("sequelize", site, file) else { return }
      for options in evaluator.evaluate(file, last) where options.kind == .object {
        for hooks in evaluator.lookUp(evaluator.atoms.intern("hooks"), in: options) where hooks.kind == .object {
          let source = evaluator.files[hooks.file.index]
          for property in source.properties(of: source[ValueID(hooks.id)]) {
            let functions = evaluator.evaluate(hooks.file, property.value).flatMap { entity in
              entity.kind == .array ? evaluator.elements(ofArray: entity) : [entity]
            }
            add(functions, ModelHookKnowledge.sequelize[evaluator.text(property.name)], "sequelize")
          }
        }
      }
    case "addHook", "hook":
      guard arguments.count > 1, isOfPackage("sequelize", site, file),
        let event = evaluator.constantText(file, arguments[0]), let last = arguments.last
      else { return }
      add(evaluator.evaluate(file, last), ModelHookKnowledge.sequelize[event], "sequelize")
    default:
      guard let methods = ModelHookKnowledge.sequelize[name], let last = arguments.last,
        isOfPackage("sequelize", site, file)
      else { return }
      add(evaluator.evaluate(file, last), methods, "sequelize")
    }
  }

  /// TypeORM's listeners and subscribers, the decorators of sequelize-typescript.
  private mutating func add(_ record: ClassRecord, _ file: FileIndex) {
    let model = evaluator.files[file.index]
    let isSubscriber = model.values(record.decorators).contains { isDecorator("typeorm#EventSubscriber", $0, file) }
    for member in record.members where member.kind == .method {
      if isSubscriber {
        add(evaluator.evaluate(file, member.value), ModelHookKnowledge.typeorm[evaluator.text(member.name)], "typeorm")
      }
      for decorator in model.values(member.decorators) {
        for path in decoratorPaths(decorator, file) {
          guard let separator = path.firstIndex(of: "#") else { continue }
          let package = String(path[..<separator])
          let name = path[path.index(after: separator)...]
          let hook = name.prefix(1).lowercased() + name.dropFirst()
          let functions = evaluator.evaluate(file, member.value)
          if package == "typeorm" { add(functions, ModelHookKnowledge.typeorm[hook], package) }
          if package == "sequelize-typescript" { add(functions, ModelHookKnowledge.sequelize[hook], "sequelize") }
        }
      }
    }
  }

  private func decoratorPaths(_ decorator: ValueID, _ file: FileIndex) -> [String] {
    let model = evaluator.files[file.index]
    let named = model[decorator].kind == .call ? model[CallID(model[decorator].a)].callee : decorator
    return evaluator.evaluate(file, named).filter { $0.kind == .external }
      .map { evaluator.externals.text(ExternalID($0.id)) }
  }

  private func isDecorator(_ path: String, _ decorator: ValueID, _ file: FileIndex) -> Bool {
    decoratorPaths(decorator, file).contains(path)
  }

  /// A text, or an array of them.
  private func events(_ value: ValueID, _ file: FileIndex) -> [String] {
    if let text = evaluator.constantText(file, value) { return [text] }
    return evaluator.elements(of: ValueReference(file: file, value: value, context: .any))
      .filter { $0.kind == .string }.map { evaluator.text(Atom($0.id)) }
  }

  private func isSchema(_ entity: Entity) -> Bool {
    entity.kind == .external && Mongoose.schemas.contains(evaluator.externals.text(ExternalID(entity.id)))
  }

  private func isOfPackage(_ package: String, _ site: CallSite, _ file: FileIndex) -> Bool {
    evaluator.evaluate(file, site.callee).contains { entity in
      entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)).hasPrefix(package)
    }
  }

  // MARK: Asking

  /// The hooks that a call sets off.
  func hooks(setOffBy call: CallReference, callees: [Evaluator.Callee]) -> [Entity] {
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    guard callee.kind == .member, let known = byMethod[Atom(callee.b)] else { return [] }
    guard callees.allSatisfy({ $0.entity.kind == .external }) else { return [] }
    if callees.isEmpty {
      guard ModelHookKnowledge.telling.contains(evaluator.text(Atom(callee.b))) else { return [] }
      return known.map(\.function)
    }
    let paths = callees.map { evaluator.externals.text(ExternalID($0.entity.id)) }
    let schemas = Set(evaluator.evaluate(call.file, ValueID(callee.a)).flatMap { self.schemas(behind: $0, depth: 0) })
    return known.filter { hook in
      guard paths.contains(where: { $0.hasPrefix(hook.package) }) else { return false }
      guard let schema = hook.schema, !schemas.isEmpty else { return true }
      return schemas.contains(schema)
    }.map(\.function)
  }

  /// The schemas of the model that a thing of Mongoose's is, or came out of: `new User()`, `User.findOne()`.
  private func schemas(behind entity: Entity, depth: Int) -> [Entity] {
    guard depth < 8, entity.kind == .external, let call = entity.siteCall else { return [] }
    let model = evaluator.files[call.file.index]
    let site = model[call.call]
    let path = evaluator.externals.text(ExternalID(entity.id))
    if path.hasSuffix("model()") {
      let arguments = model.values(site.arguments)
      guard arguments.count > 1 else { return [] }
      return evaluator.evaluate(call.file, arguments[1]).filter { isSchema($0) }.map(\.inNoContext)
    }
    let callee = model[site.callee]
    let base = callee.kind == .member ? ValueID(callee.a) : site.callee
    return evaluator.evaluate(call.file, base).flatMap { schemas(behind: $0, depth: depth + 1) }
  }
}
