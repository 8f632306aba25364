import JavaScript
import Semantics

/// What dependency injection containers give for a token: Nest's providers, tsyringe, inversify, typedi, awilix.
///
/// Tokens are texts, symbols and classes; a class nobody registered stands for itself.
struct Injections {
  /// A token as a key: texts by their text, everything else by what it is.
  enum Token: Hashable {
    case text(String)
    case thing(Entity)
  }

  private enum Provision {
    case instance(ValueReference)
    case value(ValueReference)
    case result(ValueReference)
    /// What another token stands for.
    case alias(ValueReference)
  }

  private var provisions: [Token: [Provision]] = [:]
  /// Functions and classes whose first parameter is everything that awilix holds.
  private var cradled: [ValueReference] = []

  var isEmpty: Bool { provisions.isEmpty }

  /// Nothing.
  init() {}

  init(evaluator: Evaluator, examined: [Bool]) {
    let provide = evaluator.atoms.intern("provide")
    let bindsByDecorators = InjectionKnowledge.bindingPackages.contains { evaluator.atoms.lookUp($0).exists }
    // tsyringe's `@registry([{ token, useClass }])`
    let tokenName = evaluator.atoms.intern("token")
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      let imports = Set(model.imports.map { evaluator.text($0.specifier) })
      let usesContainer = !imports.isDisjoint(with: InjectionKnowledge.containers)
      for value in model.values where value.kind == .object {
        let properties = model.properties(of: value)
        if let token = properties.first(where: { $0.name == provide || usesContainer && $0.name == tokenName }) {
          addProvider(properties, token: token.value, file, evaluator)
        }
        if usesContainer, imports.contains("awilix") {
          for property in properties where property.name.exists {
            addAwilix(property.value, named: evaluator.text(property.name), file, evaluator)
          }
        }
      }
      // A project's own decorator may do it, so that the file need not name the package.
      if bindsByDecorators { for record in model.classes { addBound(record, file, evaluator) } }
      guard usesContainer else { continue }
      for site in model.calls { addRegistration(site, file, evaluator) }
      for record in model.classes { addService(record, file, evaluator) }
    }
    for value in cradled { giveCradle(to: value, evaluator) }
  }

  // MARK: Reading registrations

  private mutating func add(_ provision: Provision, for token: ValueID, _ file: FileIndex, _ evaluator: Evaluator) {
    for key in Self.tokens(file, token, evaluator) { provisions[key, default: []].append(provision) }
  }

  /// `{ provide: TOKEN, useClass: Store }`; of tsyringe `{ useClass: Store }` beside the token.
  private mutating func addProvider(
    _ properties: PropertyList, token: ValueID, _ file: FileIndex, _ evaluator: Evaluator
  ) {
    for property in properties {
      let value = ValueReference(file: file, value: property.value, context: .any)
      switch evaluator.text(property.name) {
      case "useClass": add(.instance(value), for: token, file, evaluator)
      case "useValue": add(.value(value), for: token, file, evaluator)
      case "useFactory": add(.result(value), for: token, file, evaluator)
      case "useExisting", "useToken": add(.alias(value), for: token, file, evaluator)
      default: continue
      }
    }
  }

  private mutating func addRegistration(_ site: CallSite, _ file: FileIndex, _ evaluator: Evaluator) {
    let model = evaluator.files[file.index]
    let callee = model[site.callee]
    guard callee.kind == .member, let method = InjectionKnowledge.methods[evaluator.text(Atom(callee.b))] else {
      return
    }
    let arguments = model.values(site.arguments)
    func reference(_ index: Int) -> ValueReference? {
      index < arguments.count ? ValueReference(file: file, value: arguments[index], context: .any) : nil
    }
    switch method {
    case .register:
      guard arguments.count > 1 else { return }
      if model[arguments[1]].kind == .object {
        addProvider(model.properties(of: model[arguments[1]]), token: arguments[0], file, evaluator)
      } else if let name = evaluator.constantText(file, arguments[0]),
        addAwilix(arguments[1], named: name, file, evaluator)
      {
        return
      } else if let second = reference(1) {
        add(.instance(second), for: arguments[0], file, evaluator)
      }
    case .instance:
      if let second = reference(1) { add(.value(second), for: arguments[0], file, evaluator) }
    case .bindClass, .bindValue, .bindFactory, .bindAlias:
      guard let token = boundToken(ValueID(callee.a), file, evaluator), let first = reference(0) else { return }
      switch method {
      case .bindClass: add(.instance(first), for: token, file, evaluator)
      case .bindValue: add(.value(first), for: token, file, evaluator)
      case .bindFactory: add(.result(first), for: token, file, evaluator)
      case .bindAlias: add(.alias(first), for: token, file, evaluator)
      case .register, .instance: return
      }
    }
  }

  /// The token of `container.bind(TOKEN)`, or of `bind(TOKEN)` in a module of inversify.
  private func boundToken(_ base: ValueID, _ file: FileIndex, _ evaluator: Evaluator) -> ValueID? {
    let model = evaluator.files[file.index]
    guard model[base].kind == .call else { return nil }
    let inner = model[CallID(model[base].a)]
    let callee = model[inner.callee]
    let name: String
    switch callee.kind {
    case .member: name = evaluator.text(Atom(callee.b))
    case .binding: name = evaluator.text(model[BindingID(callee.a)].name)
    default: return nil
    }
    guard name == "bind" || name == "rebind" else { return nil }
    return model.values(inner.arguments).first
  }

  /// `asClass(Users).singleton()` and its kin, under a name.
  @discardableResult
  private mutating func addAwilix(
    _ value: ValueID, named name: String, _ file: FileIndex, _ evaluator: Evaluator
  ) -> Bool {
    let model = evaluator.files[file.index]
    var value = value
    for _ in 0..<6 {
      guard model[value].kind == .call else { return false }
      let site = model[CallID(model[value].a)]
      let callee = model[site.callee]
      if callee.kind == .member, model[ValueID(callee.a)].kind == .call {
        value = ValueID(callee.a)
        continue
      }
      guard let first = model.values(site.arguments).first else { return false }
      let reference = ValueReference(file: file, value: first, context: .any)
      for entity in evaluator.evaluate(file, site.callee) where entity.kind == .external {
        switch evaluator.externals.text(ExternalID(entity.id)) {
        case "awilix#asClass": provisions[.text(name), default: []].append(.instance(reference))
        case "awilix#asFunction": provisions[.text(name), default: []].append(.result(reference))
        case "awilix#asValue":
          provisions[.text(name), default: []].append(.value(reference))
          return true
        default: continue
        }
        cradled.append(reference)
        return true
      }
      return false
    }
    return false
  }

  private func giveCradle(to value: ValueReference, _ evaluator: Evaluator) {
    let cradle = Entity(kind: .external, file: FileIndex(0), id: evaluator.path(InjectionKnowledge.cradle).raw)
    for entity in evaluator.evaluate(value).flatMap({ evaluator.callable($0) }) {
      let function: FunctionReference?
      switch entity.kind {
      case .function: function = entity.function
      case .class: function = evaluator.constructor(of: entity)
      default: function = nil
      }
      guard let function else { continue }
      evaluator.inflows.add(cradle, to: .parameter(function, 0))
    }
  }

  /// typedi's `@Service("token")` and `@Service({ id: "token" })`.
  private mutating func addService(_ record: ClassRecord, _ file: FileIndex, _ evaluator: Evaluator) {
    let model = evaluator.files[file.index]
    for decorator in model.values(record.decorators) where model[decorator].kind == .call {
      let site = model[CallID(model[decorator].a)]
      guard let first = model.values(site.arguments).first, model[first].kind != .literal else { continue }
      let isService = evaluator.evaluate(file, site.callee).contains { entity in
        entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)) == "typedi#Service"
      }
      guard isService,
        let own = model.values.firstIndex(where: { $0.kind == .class && model[ClassID($0.a)].node == record.node })
      else { continue }
      let reference = ValueReference(file: file, value: ValueID(own), context: .any)
      let properties = model[first].kind == .object ? Array(model.properties(of: model[first])) : []
      let token = properties.first { evaluator.text($0.name) == "id" }?.value ?? first
      if model[token].kind != .object { add(.instance(reference), for: token, file, evaluator) }
    }
  }

  /// `@provide(TOKEN)` of inversify-binding-decorators, `@fluentProvide(TOKEN).inSingletonScope().done()`, and functions of
  /// the project that give the like of it.
  private mutating func addBound(_ record: ClassRecord, _ file: FileIndex, _ evaluator: Evaluator) {
    let model = evaluator.files[file.index]
    for decorator in model.values(record.decorators) where model[decorator].kind == .call {
      let isBinding = evaluator.evaluate(file, decorator).contains { entity in
        entity.kind == .external
          && InjectionKnowledge.bindingPackages.contains {
            evaluator.externals.text(ExternalID(entity.id)).hasPrefix($0 + "#")
          }
      }
      guard isBinding, let token = model.values(firstCall(of: decorator, model).arguments).first,
        let own = model.values.firstIndex(where: { $0.kind == .class && model[ClassID($0.a)].node == record.node })
      else { continue }
      add(.instance(ValueReference(file: file, value: ValueID(own), context: .any)), for: token, file, evaluator)
    }
  }

  /// Where a chain of calls begins.
  private func firstCall(of value: ValueID, _ model: ProgramFile) -> CallSite {
    var site = model[CallID(model[value].a)]
    while model[site.callee].kind == .member, case let base = ValueID(model[site.callee].a), model[base].kind == .call {
      site = model[CallID(model[base].a)]
    }
    return site
  }

  // MARK: Asking

  static func tokens(_ file: FileIndex, _ value: ValueID, _ evaluator: Evaluator) -> [Token] {
    if let text = evaluator.constantText(file, value) { return [.text(text)] }
    return evaluator.evaluate(file, value).compactMap { token(of: $0, evaluator) }
  }

  private static func token(of entity: Entity, _ evaluator: Evaluator) -> Token? {
    switch entity.kind {
    case .string: .text(evaluator.text(Atom(entity.id)))
    case .class, .function, .object, .external: .thing(entity.inNoContext)
    case .instance, .constructed, .array, .module, .prototype, .constructedPrototype, .inert: nil
    }
  }

  /// What a name of awilix's cradle is.
  func named(_ name: String, _ evaluator: Evaluator) -> [Entity] { entities(for: .text(name), evaluator, depth: 0) }

  /// What was registered for a class; empty if nothing was.
  func provided(for entity: Entity, _ evaluator: Evaluator) -> [Entity] {
    provisions.isEmpty ? [] : entities(for: .thing(entity.inNoContext), evaluator, depth: 0)
  }

  /// What a container gives for a token: what was registered, else an instance of the class it is.
  func resolve(_ token: ValueID, _ file: FileIndex, _ evaluator: Evaluator) -> [Entity] {
    let found = Self.tokens(file, token, evaluator).flatMap { entities(for: $0, evaluator, depth: 0) }
    if !found.isEmpty { return found }
    return evaluator.evaluate(file, token).flatMap { entity -> [Entity] in
      switch entity.kind {
      case .class: return [Entity(kind: .instance, file: entity.file, id: entity.id)]
      case .external:
        // forwardRef(() => Users)
        guard let call = entity.siteCall,
          InjectionKnowledge.forwarding.contains(evaluator.externals.text(ExternalID(entity.id)))
        else { return [] }
        let model = evaluator.files[call.file.index]
        return model.values(model[call.call].arguments).prefix(1).flatMap { evaluator.evaluate(call.file, $0) }
          .flatMap { evaluator.returns(of: $0) }.filter { $0.kind == .class }
          .map { Entity(kind: .instance, file: $0.file, id: $0.id) }
      default: return []
      }
    }
  }

  private func entities(for token: Token, _ evaluator: Evaluator, depth: Int) -> [Entity] {
    guard depth < 8, let known = provisions[token] else { return [] }
    return known.flatMap { provision -> [Entity] in
      switch provision {
      case .instance(let value):
        return evaluator.evaluate(value).flatMap { evaluator.callable($0) }.compactMap { entity in
          switch entity.kind {
          case .class: Entity(kind: .instance, file: entity.file, id: entity.id)
          case .function: Entity(kind: .constructed, file: entity.file, id: entity.id)
          default: nil
          }
        }
      case .value(let value): return evaluator.evaluate(value)
      case .result(let value):
        return evaluator.evaluate(value).flatMap { evaluator.callable($0) }.flatMap { evaluator.returns(of: $0) }
      case .alias(let value):
        let keys = Self.tokens(value.file, value.value, evaluator).filter { $0 != token }
        let found = keys.flatMap { entities(for: $0, evaluator, depth: depth + 1) }
        if !found.isEmpty { return found }
        return evaluator.evaluate(value).filter { $0.kind == .class }
          .map { Entity(kind: .instance, file: $0.file, id: $0.id) }
      }
    }
  }
}

extension Evaluator {
  /// What decorators such as `@Inject(TOKEN)` put into a parameter or field.
  func injected(by decorators: ListID, _ file: FileIndex) -> [Entity] {
    let model = files[file.index]
    return model.values(decorators).flatMap { decorator -> [Entity] in
      guard model[decorator].kind == .call else { return [] }
      let site = model[CallID(model[decorator].a)]
      guard let first = model.values(site.arguments).first else { return [] }
      return evaluate(file, site.callee).flatMap { entity -> [Entity] in
        guard entity.kind == .external else { return [] }
        let decorating = externals.text(ExternalID(entity.id))
        if let made = InjectionKnowledge.mapped[decorating] {
          let call = model[decorator].a
          return [Entity(kind: .external, file: file, id: path(made).raw, site: call + 1)]
        }
        return InjectionKnowledge.decorators.contains(decorating) ? injections.resolve(first, file, self) : []
      }
    }
  }
}
