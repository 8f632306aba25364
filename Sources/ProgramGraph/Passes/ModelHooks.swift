import JavaScript
import Semantics

/// Hooks of object mappers, by the methods that set them off.
struct ModelHooks {
  struct Hook {
    var function: Entity
    /// The package whose records have it: paths of what sets it off begin with it.
    var package: String
    /// What it was registered on, as `RecordModels` tells models apart; nil where it is of all models.
    var owner: Entity?
    /// The field whose setter it is.
    var field: Atom?
  }

  /// A hook as it was registered.
  struct Registration {
    var function: Entity
    var package: String
    var label: String
    var site: RequestHandler.Site
  }

  let evaluator: Evaluator
  /// Known where there are hooks: most programs have none.
  private var models: RecordModels?
  private(set) var registrations: [Registration] = []
  private(set) var byMethod: [Atom: [Hook]] = [:]

  init(evaluator: Evaluator, examined: [Bool], packages: PackageFacts) {
    self.evaluator = evaluator
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      for site in model.calls { add(site, file) }
      for (number, record) in model.classes.enumerated() { add(record, number, file) }
    }
    if !byMethod.isEmpty {
      models = RecordModels(evaluator: evaluator, examined: examined, packages: packages)
    }
  }

  mutating func add(
    _ functions: [Entity], _ methods: Set<String>?, _ package: String, owner: Entity? = nil, field: Atom? = nil,
    _ label: String, _ site: RequestHandler.Site
  ) {
    guard let methods, !functions.isEmpty else { return }
    for function in functions where function.kind == .function {
      registrations.append(Registration(function: function, package: package, label: label, site: site))
    }
    for method in methods {
      let name = evaluator.atoms.intern(method)
      for function in functions where function.kind == .function {
        byMethod[name, default: []].append(Hook(function: function, package: package, owner: owner, field: field))
      }
    }
  }

  // MARK: Reading

  private mutating func add(_ site: CallSite, _ file: FileIndex) {
    let model = evaluator.files[file.index]
    let callee = model[site.callee]
    let arguments = model.values(site.arguments)
    let place = RequestHandler.Site(file: file, span: site.calleeSpan)
    if site.flags.contains(.new) || callee.kind == .member && evaluator.text(Atom(callee.b)) == "Schema" {
      // The constructor may be called without `new`.
      for schema in evaluator.evaluate(file, site.result) where RecordModels.isSchema(schema, evaluator) {
        guard let definition = arguments.first else { return }
        addFields(of: definition, file, schema.inNoContext)
      }
      return
    }
    guard callee.kind == .member else { return }
    let name = evaluator.text(Atom(callee.b))
    switch name {
    case "pre", "post":
      guard arguments.count > 1 else { return }
      for schema in evaluator.evaluate(file, ValueID(callee.a)) where RecordModels.isSchema(schema, evaluator) {
        for event in events(arguments[0], file) {
          for argument in arguments.dropFirst() {
            add(
              evaluator.evaluate(file, argument), ModelHookKnowledge.mongoose[event], "mongoose",
              owner: schema.inNoContext, "the \(event) hook", place)
          }
        }
      }
    case "set", "validate":
      // schema.virtual("name").set(fn), schema.path("name").validate(fn, message)
      guard let first = arguments.first, model[ValueID(callee.a)].kind == .call else { return }
      let inner = model[model[CallID(model[ValueID(callee.a)].a)].callee]
      let maker = inner.kind == .member ? evaluator.text(Atom(inner.b)) : ""
      guard maker == "path" || maker == "virtual" && name == "set" else { return }
      let written = model.values(model[CallID(model[ValueID(callee.a)].a)].arguments).first
      let field = written.flatMap { evaluator.constantText(file, $0) }.map { evaluator.atoms.intern($0) }
      for schema in evaluator.evaluate(file, ValueID(inner.a)) where RecordModels.isSchema(schema, evaluator) {
        add(
          evaluator.evaluate(file, first), ModelHookKnowledge.storing, "mongoose", owner: schema.inNoContext,
          field: name == "set" ? field : nil, name == "set" ? Self.setter : Self.validator, place)
      }
    case "define", "init":
      guard let last = arguments.last, arguments.count > 1, isOfPackage("sequelize", site, file) else { return }
      let owner =
        name == "init"
        ? evaluator.evaluate(file, ValueID(callee.a)).first { $0.kind == .class }
        : evaluator.evaluate(file, site.result).first { $0.kind == .external }
      addOptions(last, file, owner?.inNoContext)
      addColumns(arguments[name == "init" ? 0 : 1], file, owner?.inNoContext)
    case "addHook", "hook":
      guard arguments.count > 1, isOfPackage("sequelize", site, file),
        let event = evaluator.constantText(file, arguments[0]), let last = arguments.last
      else { return }
      add(
        evaluator.evaluate(file, last), ModelHookKnowledge.sequelize[event], "sequelize",
        owner: sequelizeModel(ValueID(callee.a), file), "the \(event) hook", place)
    default:
      guard let methods = ModelHookKnowledge.sequelize[name], let last = arguments.last,
        isOfPackage("sequelize", site, file)
      else { return }
      add(
        evaluator.evaluate(file, last), methods, "sequelize", owner: sequelizeModel(ValueID(callee.a), file),
        "the \(name) hook", place)
    }
  }

  /// `{ hooks: { beforeCreate(user) { … } } }`
  private mutating func addOptions(_ options: ValueID, _ file: FileIndex, _ owner: Entity?) {
    for options in evaluator.evaluate(file, options) where options.kind == .object {
      for hooks in evaluator.lookUp(evaluator.atoms.intern("hooks"), in: options) where hooks.kind == .object {
        let source = evaluator.files[hooks.file.index]
        for property in source.properties(of: source[ValueID(hooks.id)]) {
          let functions = evaluator.evaluate(hooks.file, property.value).flatMap { entity in
            entity.kind == .array ? evaluator.elements(ofArray: entity) : [entity]
          }
          let event = evaluator.text(property.name)
          add(
            functions, ModelHookKnowledge.sequelize[event], "sequelize", owner: owner, "the \(event) hook",
            RequestHandler.Site(file: hooks.file, span: source[property.value].span))
        }
      }
    }
  }

  /// The model that hooks are added to; nil for the connection, whose hooks are those of all models.
  private func sequelizeModel(_ value: ValueID, _ file: FileIndex) -> Entity? {
    evaluator.evaluate(file, value).flatMap { evaluator.callable($0) }.first { entity in
      entity.kind == .class
        || entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)).hasSuffix("define()")
    }?.inNoContext
  }

  /// `{ name: { type: String, validate, set } }`: functions that run when a document is filled and stored.
  private mutating func addFields(
    of definition: ValueID, _ file: FileIndex, _ schema: Entity, name field: Atom? = nil, depth: Int = 0
  ) {
    for fields in evaluator.evaluate(file, definition) where fields.kind == .object {
      let source = evaluator.files[fields.file.index]
      for property in source.properties(of: source[ValueID(fields.id)]) where property.name.exists {
        let name = evaluator.text(property.name)
        switch name {
        case "validate", "set":
          guard depth > 0 else { continue }
          let label = name == "set" ? Self.setter : Self.validator
          let place = RequestHandler.Site(file: fields.file, span: source[property.value].span)
          add(
            validators(property.value, fields.file), ModelHookKnowledge.storing, "mongoose", owner: schema,
            field: name == "set" ? field : nil, label, place)
        default:
          guard depth < 3, source[property.value].kind == .object else { continue }
          addFields(of: property.value, fields.file, schema, name: property.name, depth: depth + 1)
        }
      }
    }
  }

  /// `validate: fn`, `validate: { validator: fn }`, `validate: [fn, message]` and a list of those.
  private func validators(_ value: ValueID, _ file: FileIndex) -> [Entity] {
    let found = evaluator.evaluate(file, value).flatMap { entity in
      entity.kind == .array ? evaluator.elements(ofArray: entity) : [entity]
    }
    return found.flatMap { entity in
      entity.kind == .object ? evaluator.lookUp(evaluator.atoms.intern("validator"), in: entity) : [entity]
    }
  }

  /// TypeORM's listeners and subscribers, the decorators of sequelize-typescript, Objection's methods.
  private mutating func add(_ record: ClassRecord, _ number: Int, _ file: FileIndex) {
    let model = evaluator.files[file.index]
    let owner = Entity(kind: .class, file: file, id: UInt32(truncatingIfNeeded: number))
    for member in record.members where member.kind == .method && !member.isStatic {
      let name = evaluator.text(member.name)
      guard let methods = ModelHookKnowledge.objection[name], isOfObjection(record, file) else { continue }
      add(
        evaluator.evaluate(file, member.value), methods, "objection", owner: owner, "the \(name) hook",
        RequestHandler.Site(file: file, span: model[member.value].span))
    }
    addTransformers(of: record, file, owner)
    let isSubscriber = model.values(record.decorators).contains { isDecorator("typeorm#EventSubscriber", $0, file) }
    for member in record.members where member.kind == .method {
      if isSubscriber {
        let event = evaluator.text(member.name)
        add(
          evaluator.evaluate(file, member.value), ModelHookKnowledge.typeorm[event], "typeorm",
          owner: subject(of: record, file, orElse: owner), "the \(event) hook",
          RequestHandler.Site(file: file, span: model[member.value].span))
      }
      for decorator in model.values(member.decorators) {
        for path in decoratorPaths(decorator, file) {
          guard let separator = path.firstIndex(of: "#") else { continue }
          let package = String(path[..<separator])
          let name = path[path.index(after: separator)...]
          let hook = name.prefix(1).lowercased() + name.dropFirst()
          let functions = evaluator.evaluate(file, member.value)
          let place = RequestHandler.Site(file: file, span: model[decorator].span)
          if package == "typeorm" {
            add(functions, ModelHookKnowledge.typeorm[hook], package, owner: owner, "the \(hook) hook", place)
          }
          if package == "sequelize-typescript" {
            add(functions, ModelHookKnowledge.sequelize[hook], "sequelize", owner: owner, "the \(hook) hook", place)
          }
        }
      }
    }
  }

  /// Whether a class extends Objection's model, through others too.
  private func isOfObjection(_ record: ClassRecord, _ file: FileIndex, depth: Int = 0) -> Bool {
    guard depth < 8 else { return false }
    return evaluator.evaluate(file, record.superclass).contains { parent in
      switch parent.kind {
      case .external: evaluator.externals.text(ExternalID(parent.id)).hasPrefix("objection#")
      case .class:
        isOfObjection(evaluator.files[parent.file.index][ClassID(parent.id)], parent.file, depth: depth + 1)
      default: false
      }
    }
  }

  /// What a subscriber's `listenTo()` gives; nil where it listens to all.
  ///
  /// - Parameter unknown: the subscriber itself, which no record is of, where nobody can tell what it listens to.
  private func subject(of record: ClassRecord, _ file: FileIndex, orElse unknown: Entity) -> Entity? {
    let listenTo = record.members.first { evaluator.text($0.name) == "listenTo" }
    guard let listenTo else { return nil }
    return evaluator.evaluate(file, listenTo.value).flatMap { evaluator.returns(of: $0) }.first { $0.kind == .class }
      ?? unknown
  }

  func decoratorPaths(_ decorator: ValueID, _ file: FileIndex) -> [String] {
    let model = evaluator.files[file.index]
    let named = model[decorator].kind == .call ? model[CallID(model[decorator].a)].callee : decorator
    return evaluator.evaluate(file, named).filter { $0.kind == .external }
      .map { evaluator.externals.text(ExternalID($0.id)) }
  }

  private func isDecorator(_ path: String, _ decorator: ValueID, _ file: FileIndex) -> Bool {
    decoratorPaths(decorator, file).contains(path)
  }

  /// A text, an array of them, or the events that a regular expression matches.
  private func events(_ value: ValueID, _ file: FileIndex) -> [String] {
    if let text = evaluator.constantText(file, value) { return [text] }
    let record = evaluator.files[file.index][value]
    if record.kind == .literal {
      guard record.a == LiteralKind.regularExpression.rawValue, record.b != 0,
        let expression = try? Regex(evaluator.text(Atom(record.b)))
      else { return [] }
      return ModelHookKnowledge.mongoose.keys.filter { $0.contains(expression) }.sorted()
    }
    return evaluator.elements(of: ValueReference(file: file, value: value, context: .any))
      .filter { $0.kind == .string }.map { evaluator.text(Atom($0.id)) }
  }

  private func isOfPackage(_ package: String, _ site: CallSite, _ file: FileIndex) -> Bool {
    evaluator.evaluate(file, site.callee).contains { entity in
      entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)).hasPrefix(package)
    }
  }

  // MARK: Asking

  /// Hooks and validators, each once, as registered; setters are plain code of the record. Which phase a function runs in is the caller's to say.
  func handlers(_ phase: (FunctionReference) -> Phase) -> [RequestHandler] {
    var seen: Set<RequestHandler.Site> = []
    return registrations.filter { $0.label != Self.setter }.compactMap { hook in
      let function = FunctionReference(file: hook.function.file, function: FunctionID(hook.function.id))
      guard seen.insert(hook.site).inserted || !hook.label.hasSuffix("hook") else { return nil }
      var handler = RequestHandler(
        function: function, context: .any, framework: Self.names[hook.package] ?? hook.package,
        kind: .named(hook.label), method: nil, path: nil, site: hook.site)
      handler.phase = phase(function)
      handler.awaitsRejection = true
      return handler
    }
  }

  static let setter = "a setter"
  static let validator = "a validator"
  private static let names = [
    "mongoose": "Mongoose", "sequelize": "Sequelize", "typeorm": "TypeORM", "objection": "Objection",
  ]

  /// The hooks that a call sets off.
  func hooks(setOffBy call: CallReference, callees: [Evaluator.Callee]) -> [Entity] {
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    guard callee.kind == .member, let known = byMethod[Atom(callee.b)] else { return [] }
    guard callees.allSatisfy({ $0.entity.kind == .external }) else { return [] }
    let paths = callees.map { evaluator.externals.text(ExternalID($0.entity.id)) }
    // `req.user.save()`: of what middleware hangs on a request nothing is known.
    let isSure = !paths.allSatisfy { $0.contains("Request().") }
    if !isSure, !ModelHookKnowledge.telling.contains(evaluator.text(Atom(callee.b))) { return [] }
    var owners: [String: Set<Entity>] = [:]
    return known.filter { hook in
      guard !isSure || paths.contains(where: { $0.hasPrefix(hook.package) }) else { return false }
      guard let owner = hook.owner else { return isSure }
      let found = owners[hook.package] ?? models?.owners(of: call, by: hook.package, isSure: isSure) ?? []
      owners[hook.package] = found
      return found.contains(owner) && hook.field.map { mayBeSet($0, by: call) } != false
    }.map(\.function)
  }

  /// Functions that give a document several fields at once.
  private static let filling: Set<String> = ["set", "assign", "merge", "extend", "overwrite", "defaults"]

  /// Whether a setter of Mongoose may have run when a document is stored: it runs where the field is given, not where the
  /// document is saved. A document that was found is taken as it is unless the function does something about the field.
  private func mayBeSet(_ field: Atom, by call: CallReference) -> Bool {
    let model = evaluator.files[call.file.index]
    let site = model[call.call]
    let callee = model[site.callee]
    if evaluator.text(Atom(callee.b)) != "save" {
      return model.values(site.arguments).first.map { gives($0, field, call.file) } ?? true
    }
    let writes = model.writes.contains { $0.name == field }
    let fills = model.calls.contains { other in
      let named = model[other.callee]
      return other.function == site.function && named.kind == .member
        && Self.filling.contains(evaluator.text(Atom(named.b)))
    }
    if writes || fills { return true }
    let made = evaluator.evaluate(call.file, ValueID(callee.a)).compactMap(\.siteCall)
    guard !made.isEmpty else { return true }
    return made.contains { maker in
      let source = evaluator.files[maker.file.index]
      guard source[maker.call].flags.contains(.new) else { return false }
      return source.values(source[maker.call].arguments).first.map { gives($0, field, maker.file) } ?? false
    }
  }

  /// Whether what a document is made of may have the field: all but an object that is written there without it.
  private func gives(_ value: ValueID, _ field: Atom, _ file: FileIndex) -> Bool {
    let model = evaluator.files[file.index]
    let written = model.behindNames(value)
    guard written.kind == .object else { return true }
    return model.properties(of: written).contains { $0.name == field || $0.kind != .value || !$0.name.exists }
  }
}
