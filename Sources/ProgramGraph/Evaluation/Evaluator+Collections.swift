import JavaScript
import Semantics

/// What arrays, maps, sets and tables hold.
extension Evaluator {
  /// What the elements of a value may be: what `for (x of value)` takes out.
  func elements(of reference: ValueReference) -> [Entity] {
    evaluate(reference).flatMap { entity -> [Entity] in
      switch entity.kind {
      case .array: elements(ofArray: entity)
      case .external: elements(ofExternal: entity)
      case .function, .class, .instance, .constructed, .object, .module, .string, .prototype, .constructedPrototype,
        .inert:
        []
      }
    }
  }

  /// What `forEach` of a value hands over.
  func held(by reference: ValueReference) -> [Entity] {
    let maps = evaluate(reference).filter { entity in
      guard entity.kind == .external, let kind = conduct(of: ExternalID(entity.id)).contents else { return false }
      return kind == .map || kind == .weakMap
    }
    return maps.isEmpty ? elements(of: reference) : maps.flatMap { contents(of: $0) }
  }

  /// What `const [, second] = list` takes at a position; of a list that does not tell its places apart, all.
  func elements(of reference: ValueReference, at position: Int) -> [Entity] {
    evaluate(reference).flatMap { entity -> [Entity] in
      switch entity.kind {
      case .array: element(ofArray: entity, at: position) ?? elements(ofArray: entity)
      // The key of `Object.entries(table)`, a text.
      case .external where position == 0 && conduct(of: ExternalID(entity.id)).contents == .tablePair: []
      case .external: elements(ofExternal: entity)
      case .function, .class, .instance, .constructed, .object, .module, .string, .prototype, .constructedPrototype,
        .inert:
        []
      }
    }
  }

  private func element(ofArray entity: Entity, at position: Int) -> [Entity]? {
    guard added(to: entity).isEmpty else { return nil }
    let model = files[entity.file.index]
    let value = model[ValueID(entity.id)]
    switch value.kind {
    case .array:
      let items = model.values(ListID(value.a))
      guard position < items.count, !items.prefix(position + 1).contains(where: { model[$0].kind == .spread }) else {
        return nil
      }
      return evaluate(entity.file, items[position], in: entity.context)
    case .restParameter, .arguments:
      let function = FunctionReference(file: entity.file, function: FunctionID(value.a))
      let index = position + (value.kind == .restParameter ? Int(value.b) : 0)
      guard let entry = contexts.call(of: function, in: entity.context) else {
        let given = inflow(.parameter(function, at: index))
        return given.values.flatMap { evaluate($0) } + given.things
      }
      let caller = files[entry.call.file.index]
      let arguments = caller.values(caller[entry.call.call].arguments)
      guard index + entry.skippedArguments < arguments.count,
        !caller[entry.call.call].flags.contains(.spreadArguments)
      else { return nil }
      return evaluate(entry.call.file, arguments[index + entry.skippedArguments], in: entry.outer)
    default: return nil
    }
  }

  func elements(ofArray entity: Entity) -> [Entity] {
    let model = files[entity.file.index]
    let value = model[ValueID(entity.id)]
    let later = added(to: entity)
    switch value.kind {
    case .array:
      return model.values(ListID(value.a)).flatMap { evaluate(entity.file, $0, in: entity.context) } + later
    case .restParameter, .arguments:
      return remaining(value, entity) + later
    case .call:
      // The array that `items.map(make)` gives.
      let arguments = model.values(model[CallID(value.a)].arguments)
      guard let first = arguments.first else { return later }
      return evaluate(entity.file, first, in: entity.context).flatMap { returns(of: $0) } + later
    default:
      return later
    }
  }

  /// `...rest` and `arguments`: from the call of the context, else from all that was seen to be passed.
  private func remaining(_ value: Value, _ entity: Entity) -> [Entity] {
    let function = FunctionReference(file: entity.file, function: FunctionID(value.a))
    let first = value.kind == .restParameter ? Int(value.b) : 0
    if let entry = contexts.call(of: function, in: entity.context) {
      let caller = files[entry.call.file.index]
      let arguments = caller.values(caller[entry.call.call].arguments).dropFirst(first + entry.skippedArguments)
      return arguments.flatMap { evaluate(entry.call.file, $0, in: entry.outer) }
    }
    return (first..<(first + Self.restParameters)).flatMap { index -> [Entity] in
      let given = inflow(.parameter(function, at: index))
      return given.values.flatMap { evaluate($0) } + given.things
    }
  }

  /// How many of the arguments that `...rest` gathers are looked at.
  private static let restParameters = 32

  private func added(to entity: Entity) -> [Entity] {
    // What is added depends on calls that may become known.
    let given = inflow(.collection(entity.inNoContext))
    return given.values.flatMap { evaluate($0) } + given.things
  }

  // MARK: From outside

  /// Maps, sets, and what `Object.values` and its kin make of a table.
  private func elements(ofExternal entity: Entity) -> [Entity] {
    switch conduct(of: ExternalID(entity.id)).contents {
    case nil: recordsIn(list: entity)
    case .map, .weakMap, .mapEntries, .tablePairs:
      externals.member(ExternalID(entity.id), "[]").map { [entity.with(external: $0)] } ?? []
    case .pairs, .weakPairs, .set, .copy, .table, .tablePair, .ofReceiver, .arguments:
      contents(of: entity)
    }
  }

  /// The values that a collection from outside holds, keys left out.
  func contents(of entity: Entity) -> [Entity] {
    guard entity.kind == .external, let kind = conduct(of: ExternalID(entity.id)).contents, let call = entity.siteCall
    else { return [] }
    // `set = new Set([...set, more])` holds what it holds.
    guard contentsInProgress.count < 8, contentsInProgress.insert(entity).inserted else { return [] }
    defer { contentsInProgress.remove(entity) }
    let model = files[call.file.index]
    let site = model[call.call]
    let arguments = model.values(site.arguments)
    switch kind {
    case .map, .weakMap, .pairs, .weakPairs:
      let isWeak = kind == .weakMap || kind == .weakPairs
      let owner = entity.with(external: path(isWeak ? "#WeakMap()" : "#Map()"))
      let pairs = arguments.first.map { elements(of: ValueReference(file: call.file, value: $0, context: .any)) } ?? []
      // Of copies of copies, `new Map(map)`, not all that each has is gone through again.
      let isCopy = contentsInProgress.count > 1
      return pairs.flatMap { $0.kind == .array ? elements(ofArray: $0) : isCopy ? [] : contents(of: $0) }
        .filter { $0.kind != .string }
        + added(to: owner)
    case .set, .copy:
      let first = arguments.first.map { elements(of: ValueReference(file: call.file, value: $0, context: .any)) } ?? []
      return first + added(to: entity)
    case .table, .tablePair:
      return arguments.first.map { evaluate(call.file, $0) }?.flatMap { anyMember(of: $0) } ?? []
    case .ofReceiver:
      let callee = model[site.callee]
      guard callee.kind == .member else { return [] }
      return evaluate(call.file, ValueID(callee.a)).flatMap { contents(of: $0) }
    case .arguments:
      return arguments.gathered { evaluate(call.file, $0) }
    case .mapEntries, .tablePairs:
      return []
    }
  }

  /// `value[key]` with a key that is not known: whatever may stand there.
  func anyMember(of entity: Entity) -> [Entity] {
    switch entity.kind {
    case .array: return elements(ofArray: entity)
    case .object: return everyProperty(of: entity)
    case .instance: return everyMethod(of: ClassID(entity.id), entity.file, isStatic: false)
    case .class: return everyMethod(of: ClassID(entity.id), entity.file, isStatic: true)
    case .module:
      // An export that is an object may be one of many, `export { default as ping }`, or the table itself.
      return everyExport(of: entity.file).flatMap { export -> [Entity] in
        guard export.kind == .object else { return [export] }
        // `{}`, into which things are put under names, is the table.
        let model = files[export.file.index]
        return everyProperty(of: export) + (model.properties(of: model[ValueID(export.id)]).isEmpty ? [] : [export])
      }
    case .external:
      return externals.member(ExternalID(entity.id), "[]").map { [entity.with(external: $0)] } ?? []
    case .function, .constructed, .string, .prototype, .constructedPrototype, .inert: return []
    }
  }

  private func everyMethod(of id: ClassID, _ file: FileIndex, isStatic: Bool, depth: Int = 0) -> [Entity] {
    guard depth < 12 else { return [] }
    let record = files[file.index][id]
    var found: [Entity] = []
    for member in record.members where member.isStatic == isStatic {
      switch member.kind {
      case .method: found += evaluate(file, member.value)
      case .field: found += evaluate(file, member.value).filter { $0.kind == .function }
      case .getter, .setter, .constructor, .parameterProperty: continue
      }
    }
    for parent in evaluate(file, record.superclass) where parent.kind == .class {
      found += everyMethod(of: ClassID(parent.id), parent.file, isStatic: isStatic, depth: depth + 1)
    }
    return found
  }

  // MARK: Methods of arrays

  /// What a method of an array gives: `handlers.filter(Boolean)`, `names.map(load)`, `steps.pop()`.
  func collectionResult(of call: CallReference, in context: ContextID) -> [Entity] {
    let model = files[call.file.index]
    let site = model[call.call]
    let callee = model[site.callee]
    guard callee.kind == .member else { return [] }
    if let found = settled(site, Atom(callee.b), ValueID(callee.a), call, context) { return found }
    guard let shape = ArrayMethod.shapes[text(Atom(callee.b))] else { return [] }
    let arguments = model.values(site.arguments)
    let arrays = evaluate(call.file, ValueID(callee.a), in: context).filter { $0.kind == .array }
    switch shape {
    case .same:
      guard !arrays.isEmpty else { return [] }
      let others = arguments.flatMap { evaluate(call.file, $0, in: context).filter { $0.kind == .array } }
      return arrays + others
    case .element:
      return arrays.flatMap { elements(ofArray: $0) }
    case .mapped:
      guard !arrays.isEmpty else { return [] }
      return [Entity(kind: .array, file: call.file, id: site.result.raw, context: context)]
    case .folded:
      return arguments.first.map { evaluate(call.file, $0, in: context) }?.flatMap { returns(of: $0) } ?? []
    }
  }

  /// What `promise.then(fn)`, `catch` and `finally` are promises of.
  private func settled(
    _ site: CallSite, _ name: Atom, _ promise: ValueID, _ call: CallReference, _ context: ContextID
  ) -> [Entity]? {
    guard name == .then || name == .catch || name == .finally else { return nil }
    let first = files[call.file.index].values(site.arguments).first
    let given = name == .finally ? [] : first.map { evaluate(call.file, $0, in: context) } ?? []
    let returned = given.flatMap { returns(of: $0) }
    return name == .then && !returned.isEmpty ? returned : returned + evaluate(call.file, promise, in: context)
  }

  /// What `connect().then(connection => connection.createChannel())` is a promise of, where that is a thing of a framework
  /// or of the program. Other promises of packages stay what their path says.
  func settledThing(_ call: CallReference, _ context: ContextID) -> [Entity] {
    let model = files[call.file.index]
    let site = model[call.call]
    guard model[site.callee].kind == .member, Atom(model[site.callee].b) == .then,
      let first = model.values(site.arguments).first
    else { return [] }
    return evaluate(call.file, first, in: context).flatMap { returns(of: $0) }.filter { entity in
      switch entity.kind {
      case .external: conduct(of: ExternalID(entity.id)).type != nil
      case .instance, .constructed, .module: true
      case .function, .class, .object, .array, .string, .prototype, .constructedPrototype, .inert: false
      }
    }
  }

  /// Results of outside functions that are known better than by their path.
  func knownResult(of path: String, _ entity: Entity, _ call: CallReference, _ context: ContextID) -> [Entity]? {
    let model = files[call.file.index]
    let site = model[call.call]
    switch path {
    case "#Map().get", "#WeakMap().get":
      let callee = model[site.callee]
      guard callee.kind == .member else { return nil }
      let found = evaluate(call.file, ValueID(callee.a), in: context).flatMap { contents(of: $0) }
      return found.isEmpty ? nil : found
    case _ where SequelizeModels.getters.contains(path):
      guard let first = model.values(site.arguments).first, let name = constantText(call.file, first) else {
        return nil
      }
      let found = sequelizeModels.models(named: atoms.intern(name), self)
      return found.isEmpty ? nil : found
    case "#require", "#import", "#module.require":
      guard let first = model.values(site.arguments).first else { return nil }
      let found = PathPattern(evaluator: self).files(loadedBy: first, in: call.file)
      return found.isEmpty ? nil : found.map { Entity(kind: .module, file: $0, id: 0) }
    case _ where FolderLoaders.lists.contains(path):
      let found = exports(loadedBy: call)
      return found.isEmpty ? nil : found
    case "express().get", "@feathersjs/express().get":
      let arguments = model.values(site.arguments)
      guard arguments.count == 1, let name = constantText(call.file, arguments[0]) else { return nil }
      let found = setting(atoms.intern(name))
      return found.isEmpty ? nil : found
    case "#use":
      guard let first = model.values(site.arguments).first, let name = constantText(call.file, first) else {
        return nil
      }
      if name == "Route" { return [Entity(kind: .external, file: FileIndex(0), id: self.path("#Route").raw)] }
      guard name.hasPrefix("App/") else { return nil }
      return file(named: "app/" + name.dropFirst(4), above: call.file).map { target in
        callable(Entity(kind: .module, file: target, id: 0))
      }
    case "#Object.create":
      guard let first = model.values(site.arguments).first else { return nil }
      let found = evaluate(call.file, first, in: context).compactMap { base -> Entity? in
        switch base.kind {
        case .prototype: Entity(kind: .instance, file: base.file, id: base.id)
        case .constructedPrototype: Entity(kind: .constructed, file: base.file, id: base.id)
        case .object: base
        default: nil
        }
      }
      return found.isEmpty ? nil : found
    default:
      guard InjectionKnowledge.resolving.contains(path), let token = model.values(site.arguments).first else {
        return nil
      }
      let found = injections.resolve(token, call.file, self)
      return found.isEmpty ? nil : found
    }
  }
}

/// Outside functions whose result is worked out, by path.
enum KnownResults {
  static let paths: Set<String> = InjectionKnowledge.resolving.union(SequelizeModels.getters).union(
    FolderLoaders.lists
  ).union([
    "#Map().get", "#WeakMap().get", "#require", "#import", "#module.require", "#Object.create", "#use", "express().get",
    "@feathersjs/express().get",
  ])
}

/// What the methods of arrays give back. Source: ECMAScript 2026, section 23.1.3.
enum ArrayMethod {
  enum Shape: Sendable {
    /// An array of the same elements.
    case same
    /// One of the elements.
    case element
    /// What the callback returns, as an array.
    case mapped
    /// What the callback returns.
    case folded
  }

  static let shapes: [String: Shape] = [
    "filter": .same, "slice": .same, "concat": .same, "reverse": .same, "sort": .same, "toSorted": .same,
    "toReversed": .same, "flat": .same, "splice": .same, "pop": .element, "shift": .element, "find": .element,
    "findLast": .element, "at": .element, "map": .mapped, "flatMap": .mapped, "reduce": .folded, "reduceRight": .folded,
  ]

  /// Methods that call their argument with an element, and at which of its parameters.
  static let elementParameters: [String: UInt32] = [
    "forEach": 0, "map": 0, "filter": 0, "some": 0, "every": 0, "find": 0, "findIndex": 0, "findLast": 0, "flatMap": 0,
    "reduce": 1, "reduceRight": 1,
  ]

  /// Methods that put arguments into the collection, and from which argument on.
  static let adding: [String: Int] = ["push": 0, "unshift": 0, "set": 1, "add": 0]
}

extension Entity {
  var inNoContext: Entity {
    var copy = self
    copy.context = .any
    return copy
  }
}
