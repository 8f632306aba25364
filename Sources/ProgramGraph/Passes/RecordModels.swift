import JavaScript
import Semantics

/// The models of object mappers: what tells the hooks of one from those of another.
///
/// A model goes by its *owner*, the thing that hooks are registered on: the schema of a Mongoose model, the class of an
/// entity, what `sequelize.define` gave.
struct RecordModels {
  struct Model {
    /// The mapper: paths of what its records do begin with it.
    var mapper: String
    /// Lower case, without a plural's end; nil where the name is computed.
    var name: String?
    var owners: [Entity]
    /// The folder of the package it is made in.
    var package: String
  }

  private let evaluator: Evaluator
  private let packages: PackageFacts
  private var models: [Model] = []
  /// What `this` is in functions that schemas give to documents, or run for them.
  private var documents: [FunctionReference: Entity] = [:]

  init(evaluator: Evaluator, examined: [Bool], packages: PackageFacts) {
    self.evaluator = evaluator
    self.packages = packages
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      for site in model.calls { add(site, file) }
      for write in model.writes { add(write, file) }
      for (number, record) in model.classes.enumerated() { add(record, number, file) }
    }
  }

  static func isSchema(_ entity: Entity, _ evaluator: Evaluator) -> Bool {
    entity.kind == .external && Mongoose.schemas.contains(evaluator.externals.text(ExternalID(entity.id)))
  }

  /// The folder of the package around a file.
  func package(of file: FileIndex) -> String { packages.directory(around: evaluator.files[file.index].path) }

  // MARK: Reading

  private mutating func add(_ site: CallSite, _ file: FileIndex) {
    let model = evaluator.files[file.index]
    let callee = model[site.callee]
    let arguments = model.values(site.arguments)
    let name: Atom
    switch callee.kind {
    case .member, .imported: name = Atom(callee.b)
    case .binding: name = model[BindingID(callee.a)].name
    default: return
    }
    switch evaluator.text(name) {
    case "model", "discriminator":
      // mongoose.model("User", schema), connection.model("User", schema), User.discriminator("Admin", schema)
      guard arguments.count > 1 else { return }
      let schemas = evaluator.evaluate(file, arguments[1]).filter { Self.isSchema($0, evaluator) }
      guard !schemas.isEmpty || isOf("mongoose", site.callee, file) else { return }
      enter("mongoose", evaluator.constantText(file, arguments[0]), schemas, file)
    case "define":
      guard arguments.count > 1, callee.kind == .member else { return }
      let made = evaluator.evaluate(file, site.result).filter { $0.kind == .external }
      enter("sequelize", evaluator.constantText(file, arguments[0]), made, file)
    case "init":
      guard arguments.count > 1, callee.kind == .member else { return }
      for entity in evaluator.evaluate(file, ValueID(callee.a)) where entity.kind == .class {
        enter("sequelize", evaluator.text(evaluator.files[entity.file.index][ClassID(entity.id)].name), [entity], file)
      }
    case "createForClass":
      // SchemaFactory.createForClass(User), which Nest's modules name after the class
      let schemas = evaluator.evaluate(file, site.result).filter { Self.isSchema($0, evaluator) }
      guard let first = arguments.first, !schemas.isEmpty else { return }
      for entity in evaluator.evaluate(file, first) where entity.kind == .class {
        let named = evaluator.text(evaluator.files[entity.file.index][ClassID(entity.id)].name)
        enter("mongoose", named, schemas, file)
      }
    case "method", "static", "pre", "post":
      guard callee.kind == .member, let last = arguments.last else { return }
      guard let schema = evaluator.evaluate(file, ValueID(callee.a)).first(where: { Self.isSchema($0, evaluator) })
      else { return }
      add(documentsIn: last, file, schema)
    default:
      return
    }
  }

  /// `schema.methods.name = …` and `schema.methods = { … }`
  private mutating func add(_ write: MemberWrite, _ file: FileIndex) {
    let model = evaluator.files[file.index]
    let base = model[write.base]
    let holder: ValueID
    if Mongoose.memberHolders.contains(evaluator.text(write.name)) {
      holder = write.base
    } else if base.kind == .member, Mongoose.memberHolders.contains(evaluator.text(Atom(base.b))) {
      holder = ValueID(base.a)
    } else {
      return
    }
    guard let schema = evaluator.evaluate(file, holder).first(where: { Self.isSchema($0, evaluator) }) else { return }
    add(documentsIn: write.value, file, schema)
  }

  /// Functions, alone or in an object, whose `this` is a document of the schema or its model.
  private mutating func add(documentsIn value: ValueID, _ file: FileIndex, _ schema: Entity) {
    for entity in evaluator.evaluate(file, value) {
      if entity.kind == .function { documents[entity.function] = schema.inNoContext }
      guard entity.kind == .object else { continue }
      let source = evaluator.files[entity.file.index]
      for property in source.properties(of: source[ValueID(entity.id)]) where source[property.value].kind == .function {
        let function = FunctionReference(file: entity.file, function: FunctionID(source[property.value].a))
        documents[function] = schema.inNoContext
      }
    }
  }

  /// Entities of TypeORM, tables of sequelize-typescript.
  private mutating func add(_ record: ClassRecord, _ number: Int, _ file: FileIndex) {
    let model = evaluator.files[file.index]
    for decorator in model.values(record.decorators) {
      let named = model[decorator].kind == .call ? model[CallID(model[decorator].a)].callee : decorator
      for entity in evaluator.evaluate(file, named) where entity.kind == .external {
        let mapper: String
        switch evaluator.externals.text(ExternalID(entity.id)) {
        case "typeorm#Entity", "typeorm#ChildEntity": mapper = "typeorm"
        case "sequelize-typescript#Table": mapper = "sequelize"
        default: continue
        }
        let owner = Entity(kind: .class, file: file, id: UInt32(truncatingIfNeeded: number))
        enter(mapper, evaluator.text(record.name), [owner], file)
      }
    }
  }

  private mutating func enter(_ mapper: String, _ name: String?, _ owners: [Entity], _ file: FileIndex) {
    models.append(
      Model(
        mapper: mapper, name: name.map(Self.plain), owners: owners.map(\.inNoContext), package: package(of: file)))
  }

  private func isOf(_ package: String, _ value: ValueID, _ file: FileIndex) -> Bool {
    evaluator.evaluate(file, value).contains { entity in
      entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)).hasPrefix(package)
    }
  }

  // MARK: Asking

  /// The owners of the model whose record, or which itself, a method is called on; empty where that is not known.
  ///
  /// - Parameter isSure: whether it is known that it is a record of this mapper's.
  func owners(of call: CallReference, by mapper: String, isSure: Bool) -> Set<Entity> {
    let groups = groups(of: call)
    if groups.count == 1 { return groups[0] }
    let presumed = presumed(call, of: mapper, isSure: isSure && groups.isEmpty)
    if groups.isEmpty { return presumed }
    let named = groups.filter { !$0.isDisjoint(with: presumed) }
    if !named.isEmpty { return named.reduce(into: []) { $0.formUnion($1) } }
    // `db[name]` may be any of them, which says nothing.
    return groups.count > 2 ? [] : groups[0].union(groups[1])
  }

  /// What the receiver may be, each with its owners. For what is handed to a repository or manager, that counts.
  private func groups(of call: CallReference) -> [Set<Entity>] {
    let model = evaluator.files[call.file.index]
    let site = model[call.call]
    let callee = model[site.callee]
    guard callee.kind == .member else { return [] }
    let base = model[ValueID(callee.a)]
    if base.kind == .this, let schema = documents[FunctionReference(file: call.file, function: FunctionID(base.a))] {
      return [[schema]]
    }
    func groups(_ entities: [Entity]) -> [Set<Entity>] {
      var found: Set<Set<Entity>> = []
      for entity in entities.prefix(Self.maximumThings) {
        var seen: Set<Entity> = []
        let owners = Set(owners(behind: entity, &seen))
        if !owners.isEmpty { found.insert(owners) }
      }
      return Array(found)
    }
    let found = groups(evaluator.evaluate(call.file, ValueID(callee.a)))
    guard found.isEmpty, let first = model.values(site.arguments).first else { return found }
    return groups(evaluator.evaluate(call.file, first).filter { $0.kind == .instance || $0.kind == .class })
  }

  /// The owners of the model that a thing is, or came out of: `new User()`, `User.findOne()`, `getRepository(User)`.
  ///
  /// - Parameter seen: what was looked at for this question. `this.query = this.query.sort()` leads back to itself by
  ///   each of its methods.
  private func owners(behind entity: Entity, _ seen: inout Set<Entity>) -> [Entity] {
    guard seen.count < Self.maximumSteps, seen.insert(entity).inserted else { return [] }
    switch entity.kind {
    case .module:
      return owners(behind: evaluator.callable(entity).filter { $0.kind != .module }, &seen)
    case .class, .instance:
      let record = evaluator.files[entity.file.index][ClassID(entity.id)]
      let parents = evaluator.evaluate(entity.file, record.superclass).filter { $0.kind == .class }
      let owner = Entity(kind: .class, file: entity.file, id: entity.id)
      return [owner] + owners(behind: parents, &seen)
    case .external:
      return owners(ofExternal: entity, &seen)
    case .function, .constructed, .object, .array, .string, .prototype, .constructedPrototype, .inert:
      return []
    }
  }

  private func owners(behind entities: [Entity], _ seen: inout Set<Entity>) -> [Entity] {
    var found: [Entity] = []
    for entity in entities.prefix(Self.maximumThings) { found += owners(behind: entity, &seen) }
    return found
  }

  private static let maximumSteps = 64
  /// What may be more things than this says nothing of any: the first are asked.
  private static let maximumThings = 16

  private func owners(ofExternal entity: Entity, _ seen: inout Set<Entity>) -> [Entity] {
    guard let call = entity.siteCall else { return [] }
    let model = evaluator.files[call.file.index]
    let site = model[call.call]
    let arguments = model.values(site.arguments)
    let callee = model[site.callee]
    // `new this.users(…)` makes a record of what it is called on.
    let base = callee.kind == .member && !site.flags.contains(.new) ? ValueID(callee.a) : site.callee
    func further(_ seen: inout Set<Entity>) -> [Entity] {
      owners(behind: evaluator.evaluate(call.file, base), &seen)
    }
    let path = evaluator.externals.text(ExternalID(entity.id))
    if path.hasSuffix("model()") || path.hasSuffix("discriminator()") {
      let inherited = path.hasSuffix("discriminator()") ? further(&seen) : []
      if arguments.count > 1 {
        return inherited
          + evaluator.evaluate(call.file, arguments[1]).filter { Self.isSchema($0, evaluator) }
          .map(\.inNoContext)
      }
      guard let name = arguments.first.flatMap({ modelName($0, call.file) }) else { return inherited }
      return inherited + owners(named: name, from: call.file)
    }
    if path.hasSuffix("define()") { return [entity.inNoContext] }
    if RecordClasses.takesClass(path), let first = arguments.first {
      return owners(behind: evaluator.evaluate(call.file, first, in: entity.context), &seen)
    }
    return further(&seen)
  }

  /// A constant text, or `User.name` of a class.
  private func modelName(_ value: ValueID, _ file: FileIndex) -> String? {
    if let text = evaluator.constantText(file, value) { return text }
    let record = evaluator.files[file.index][value]
    guard record.kind == .member, evaluator.text(Atom(record.b)) == "name" else { return nil }
    let classes = evaluator.evaluate(file, ValueID(record.a)).filter { $0.kind == .class }
    guard let first = classes.first, classes.count == 1 else { return nil }
    return evaluator.text(evaluator.files[first.file.index][ClassID(first.id)].name)
  }

  /// `mongoose.model("User")` asks for what was registered elsewhere, in the same package before all.
  private func owners(named name: String, from file: FileIndex) -> [Entity] {
    let wanted = models.filter { $0.mapper == "mongoose" && $0.name == Self.plain(name) }
    let here = package(of: file)
    let near = wanted.filter { $0.package == here }
    return (near.isEmpty ? wanted : near).flatMap(\.owners)
  }

  /// The model of a receiver that is not followed: the only one of the package, or that whose name it bears. Anything
  /// else would be a guess.
  private func presumed(_ call: CallReference, of mapper: String, isSure: Bool) -> Set<Entity> {
    let here = package(of: call.file)
    let candidates = models.filter { $0.mapper == mapper && $0.package == here }
    guard let first = candidates.first else { return [] }
    if isSure, candidates.allSatisfy({ $0.name == first.name && $0.name != nil }) {
      return Set(candidates.flatMap(\.owners))
    }
    guard let receiver = receiver(of: call) else { return [] }
    let named = candidates.filter { model in
      guard let name = model.name, name.utf8.count > 2 else { return false }
      return receiver.hasSuffix(name)
    }
    let longest = named.compactMap { $0.name?.utf8.count }.max()
    return Set(named.filter { $0.name?.utf8.count == longest }.flatMap(\.owners))
  }

  /// `newUser` of `newUser.save()`, `user` of `this.userRepository.save()`, as names of models are compared.
  private func receiver(of call: CallReference) -> String? {
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    guard callee.kind == .member else { return nil }
    let base = model[ValueID(callee.a)]
    switch base.kind {
    case .member, .imported: return Self.plain(evaluator.text(Atom(base.b)))
    case .binding: return Self.plain(evaluator.text(model[BindingID(base.a)].name))
    default: return nil
    }
  }

  private static let endings = ["repository", "repo", "model", "document", "doc", "entity", "instance", "record", "s"]

  private static func plain(_ name: String) -> String {
    var name = name.lowercased().filter { $0 != "_" }
    for ending in endings where name.hasSuffix(ending) && name.utf8.count > ending.utf8.count + 2 {
      name.removeLast(ending.count)
    }
    return name
  }
}
