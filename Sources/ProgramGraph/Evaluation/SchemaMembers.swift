import JavaScript
import Semantics

/// Functions that Mongoose schemas give to documents and models, by name.
///
/// A document comes out of a query, so that what `user.authenticate()` means cannot be followed. Where exactly one
/// schema of the project has a member of that name, and no class or object literal has one, it is taken to be that.
struct SchemaMembers {
  private(set) var byName: [Atom: [Entity]] = [:]
  /// Those of one schema alone, whatever classes have: for what is known to be a record.
  private(set) var ofRecords: [Atom: [Entity]] = [:]
  /// Getters of virtuals, by name.
  private(set) var virtuals: [Atom: [Entity]] = [:]
  private var loadedClasses: Set<Entity> = []

  init(evaluator: Evaluator, examined: [Bool]) {
    Self.giveSchemasToPlugins(evaluator, examined)
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
        } else if base.kind == .member, Atom(base.b) == .prototype, isDefined(ValueID(base.a), model, evaluator) {
          // User.prototype.name = …, User being what sequelize.define gave
          add(evaluator.evaluate(file, write.value), as: write.name)
        }
      }
    }
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      for site in model.calls { add(site, FileIndex(index), evaluator) }
      for (number, record) in model.classes.enumerated() { add(record, number, FileIndex(index), evaluator) }
    }
    virtuals = virtuals.filter { Set($0.value).count == 1 }
    removeAmbiguous(evaluator, examined)
  }

  /// `schema.plugin(fn)`: what the function does to its parameter it does to the schema; `mongoose.plugin(fn)` is for all
  /// schemas.
  private static func giveSchemasToPlugins(_ evaluator: Evaluator, _ examined: [Bool]) {
    let plugin = evaluator.atoms.intern("plugin")
    var ofAll: [FunctionReference] = []
    var gave = false
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      for site in model.calls {
        let callee = model[site.callee]
        guard callee.kind == .member, Atom(callee.b) == plugin, let first = model.values(site.arguments).first else {
          continue
        }
        let receivers = evaluator.evaluate(file, ValueID(callee.a)).filter { $0.kind == .external }
        let schemas = receivers.filter { RecordModels.isSchema($0, evaluator) }
        let isGlobal = receivers.contains { evaluator.externals.text(ExternalID($0.id)) == "mongoose" }
        guard !schemas.isEmpty || isGlobal else { continue }
        let functions = evaluator.evaluate(file, first).flatMap { evaluator.callable($0) }
          .filter { $0.kind == .function }.map(\.function)
        if isGlobal { ofAll += functions }
        for function in functions {
          for schema in schemas where evaluator.inflows.add(schema, to: .parameter(function, 0)) { gave = true }
        }
      }
    }
    if !ofAll.isEmpty {
      for schema in allSchemas(evaluator, examined) {
        for function in ofAll where evaluator.inflows.add(schema, to: .parameter(function, 0)) { gave = true }
      }
    }
    if gave { evaluator.beginRound() }
  }

  private static func allSchemas(_ evaluator: Evaluator, _ examined: [Bool]) -> [Entity] {
    evaluator.files.enumerated().filter { examined[$0.offset] }.flatMap { index, model in
      model.calls.flatMap { site in
        site.flags.contains(.new) ? evaluator.evaluate(FileIndex(index), site.result) : []
      }.filter { RecordModels.isSchema($0, evaluator) }
    }
  }

  /// `schema.method("name", fn)`, `schema.virtual("name").get(fn)`, `schema.loadClass(C)`, `new Schema(…, { methods })`.
  private mutating func add(_ site: CallSite, _ file: FileIndex, _ evaluator: Evaluator) {
    let model = evaluator.files[file.index]
    let callee = model[site.callee]
    let arguments = model.values(site.arguments)
    if site.flags.contains(.new) {
      guard arguments.count > 1, model[arguments[1]].kind == .object || model[arguments[1]].kind == .binding else {
        return
      }
      if Self.isSchema(site.result, file, evaluator) { addOptions(arguments[1], file, evaluator) }
      return
    }
    guard callee.kind == .member else { return }
    switch evaluator.text(Atom(callee.b)) {
    case "method", "static":
      guard let first = arguments.first, Self.isSchema(ValueID(callee.a), file, evaluator) else { return }
      if arguments.count > 1, let name = evaluator.constantText(file, first) {
        add(evaluator.evaluate(file, arguments[1]), as: evaluator.atoms.intern(name))
      } else {
        for entity in evaluator.evaluate(file, first) where entity.kind == .object { addAll(entity, evaluator) }
      }
    case "assign":
      // Object.assign(schema.methods, { … })
      guard let first = arguments.first, model[first].kind == .member,
        Mongoose.memberHolders.contains(evaluator.text(Atom(model[first].b))),
        Self.isSchema(ValueID(model[first].a), file, evaluator)
      else { return }
      for members in arguments.dropFirst() {
        for entity in evaluator.evaluate(file, members) where entity.kind == .object { addAll(entity, evaluator) }
      }
    case "loadClass":
      guard let first = arguments.first, Self.isSchema(ValueID(callee.a), file, evaluator) else { return }
      for entity in evaluator.evaluate(file, first) where entity.kind == .class { load(entity, evaluator) }
    case "get":
      // schema.virtual("name").get(fn)
      guard let first = arguments.first, model[ValueID(callee.a)].kind == .call else { return }
      let inner = model[CallID(model[ValueID(callee.a)].a)]
      let made = model[inner.callee]
      guard made.kind == .member, evaluator.text(Atom(made.b)) == "virtual",
        let name = model.values(inner.arguments).first.flatMap({ evaluator.constantText(file, $0) }),
        Self.isSchema(ValueID(made.a), file, evaluator)
      else { return }
      virtuals[evaluator.atoms.intern(name), default: []] += evaluator.evaluate(file, first).filter {
        $0.kind == .function
      }
    default:
      return
    }
  }

  /// `const User = sequelize.define("User", …)`, whatever `sequelize` is: it comes as a parameter, mostly.
  private func isDefined(_ value: ValueID, _ model: ProgramFile, _ evaluator: Evaluator) -> Bool {
    guard model[value].kind == .binding else { return false }
    let values = model.values(model[BindingID(model[value].a)].values)
    guard values.count == 1, model[values[0]].kind == .call else { return false }
    let callee = model[model[CallID(model[values[0]].a)].callee]
    return callee.kind == .member && evaluator.text(Atom(callee.b)) == "define"
  }

  private mutating func addOptions(_ options: ValueID, _ file: FileIndex, _ evaluator: Evaluator) {
    for entity in evaluator.evaluate(file, options) where entity.kind == .object {
      for holder in Mongoose.memberHolders {
        for members in evaluator.lookUp(evaluator.atoms.intern(holder), in: entity) where members.kind == .object {
          addAll(members, evaluator)
        }
      }
    }
  }

  /// `@Schema({ methods: { … } })` on a class of Nest's, which declares them for the compiler alone.
  private mutating func add(_ record: ClassRecord, _ number: Int, _ file: FileIndex, _ evaluator: Evaluator) {
    let model = evaluator.files[file.index]
    for decorator in model.values(record.decorators) where model[decorator].kind == .call {
      let site = model[CallID(model[decorator].a)]
      let isSchema = evaluator.evaluate(file, site.callee).contains { entity in
        entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)) == "@nestjs/mongoose#Schema"
      }
      guard isSchema, let options = model.values(site.arguments).first else { continue }
      loadedClasses.insert(Entity(kind: .class, file: file, id: UInt32(number)))
      addOptions(options, file, evaluator)
    }
  }

  private mutating func load(_ entity: Entity, _ evaluator: Evaluator) {
    loadedClasses.insert(entity)
    let model = evaluator.files[entity.file.index]
    for member in model[ClassID(entity.id)].members {
      switch member.kind {
      case .method: add(evaluator.evaluate(entity.file, member.value), as: member.name)
      case .getter: virtuals[member.name, default: []] += evaluator.evaluate(entity.file, member.value)
      case .setter, .constructor, .field, .parameterProperty: continue
      }
    }
  }

  private static func isSchema(_ value: ValueID, _ file: FileIndex, _ evaluator: Evaluator) -> Bool {
    evaluator.evaluate(file, value).contains { RecordModels.isSchema($0, evaluator) }
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
    ofRecords = byName
    guard !byName.isEmpty else { return }
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      for (number, record) in model.classes.enumerated() {
        if loadedClasses.contains(Entity(kind: .class, file: FileIndex(index), id: UInt32(number))) { continue }
        for member in record.members { byName[member.name] = nil }
      }
    }
  }
}
