import JavaScript
import Semantics

/// What calls lead to and give back.
extension Evaluator {
  /// One thing a call may enter.
  struct Callee {
    var entity: Entity
    /// `f.call(this, …)`: how many arguments stand before the first parameter.
    var skippedArguments = 0
    /// `f.apply(…)`: positions are not known.
    var positionsUnknown = false
  }

  /// What the callee of a call may be; empty means unknown. `bind`, `call` and `apply` are seen through.
  func callees(of call: CallReference, in context: ContextID) -> [Callee] {
    let model = files[call.file.index]
    let site = model[call.call]
    let callee = model[site.callee]
    if callee.kind == .member {
      let name = Atom(callee.b)
      if name == .call || name == .apply || name == .bind {
        let functions = functions(in: ValueID(callee.a), call.file, context)
        if !functions.isEmpty {
          if name == .bind { return [] }
          return functions.map { Callee(entity: $0, skippedArguments: 1, positionsUnknown: name == .apply) }
        }
      }
    }
    if callee.kind == .superclass {
      return evaluate(call.file, site.callee, in: context).map { Callee(entity: $0) }
    }
    var found = evaluate(call.file, site.callee, in: context)
    if found.contains(where: { $0.kind == .module }) {
      var seen: Set<Entity> = []
      found = found.gathered { callable($0) }.filter { seen.insert($0).inserted }
    }
    if callee.kind == .member, let members = schemaMembers {
      let isRecord = found.contains(where: isMemberOfRecord)
      if let known = (isRecord ? members.ofRecords : members.byName)[Atom(callee.b)], isRecord || found.isEmpty {
        found = known + found.filter { !isMemberOfRecord($0) }
      } else if found.count == 1, isMemberOfUser(found[0]), let known = members.ofRecords[Atom(callee.b)],
        known.count == 1
      {
        // `req.user.checkPassword()`: only one model has it.
        found = known
      }
    }
    return found.map { Callee(entity: $0) }
  }

  /// The functions that a value may be, a module that is one among them.
  private func functions(in value: ValueID, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    evaluate(file, value, in: context).flatMap { $0.kind == .module ? callable($0) : [$0] }
      .filter { $0.kind == .function }
  }

  private func isMemberOfRecord(_ entity: Entity) -> Bool {
    entity.kind == .external && Mongoose.isRecord(externals.text(ExternalID(entity.id)))
  }

  private func isMemberOfUser(_ entity: Entity) -> Bool {
    guard entity.kind == .external else { return false }
    let path = externals.text(ExternalID(entity.id))
    return Framework.passportUsers.contains { path.hasPrefix($0) }
  }

  /// `readdirSync(folder).filter(…).map(name => require(…))`: a list of what the callback gives.
  private func mapsNames(_ targets: [Callee]) -> Bool {
    guard targets.count == 1, targets[0].entity.kind == .external else { return false }
    let path = externals.text(ExternalID(targets[0].entity.id))
    return path.hasSuffix(").map")
      && (Self.listings.contains { path.hasPrefix($0) } || Globbing.functions.contains { path.hasPrefix($0 + "()") })
  }

  private static let listings = [
    "node:fs#readdirSync()", "node:fs/promises#readdir()", "node:fs#promises.readdir()", "fs-extra#readdirSync()",
  ]

  /// The value of a call or `new`.
  func result(of call: CallReference, in context: ContextID) -> [Entity] {
    let model = files[call.file.index]
    let site = model[call.call]
    let callee = model[site.callee]
    if callee.kind == .member, Atom(callee.b) == .bind {
      let functions = functions(in: ValueID(callee.a), call.file, context) + boundMembers(of: call, in: context)
      if !functions.isEmpty { return functions }
    }
    var found: [Entity] = []
    let targets = callees(of: call, in: context)
    if targets.isEmpty { return collectionResult(of: call, in: context) }
    if mapsNames(targets) { return [Entity(kind: .array, file: call.file, id: site.result.raw, context: context)] }
    for target in targets {
      let entity = target.entity
      switch entity.kind {
      case .function:
        if site.flags.contains(.new) {
          // `new Resolvers(users)` is the object that the function gives back, if it gives one.
          let given = returns(of: entity, called: call, in: context, skipped: 0).filter { $0.kind == .object }
          found += given.isEmpty ? [Entity(kind: .constructed, file: entity.file, id: entity.id)] : given
        } else {
          found += returns(of: entity, called: call, in: context, skipped: target.skippedArguments)
        }
      case .class:
        found.append(Entity(kind: .instance, file: entity.file, id: entity.id))
      case .external:
        found += externalResult(entity, call, context)
      case .instance, .constructed, .object, .array, .module, .string, .prototype, .constructedPrototype, .inert:
        continue
      }
    }
    return found
  }

  /// `connection.query.bind(connection)`, `promisify(connection.query).bind(connection)`: the methods from outside that
  /// are tied to what they are methods of.
  private func boundMembers(of call: CallReference, in context: ContextID) -> [Entity] {
    let model = files[call.file.index]
    let site = model[call.call]
    guard let receiver = model.values(site.arguments).first else { return [] }
    let methods = evaluate(call.file, ValueID(model[site.callee].a), in: context).filter {
      $0.kind == .external && !externals.isCall(ExternalID($0.id))
    }
    guard !methods.isEmpty else { return [] }
    let receivers = evaluate(call.file, receiver, in: context)
    return methods.filter { method in
      externals.lastMember(ExternalID(method.id)).map { member in
        receivers.contains { $0.kind == .external && ExternalID($0.id) == member.base }
      } ?? false
    }
  }

  /// What a function returns when called without a known call.
  func returns(of entity: Entity) -> [Entity] {
    guard entity.kind == .function else { return [] }
    let model = files[entity.file.index]
    let record = model[FunctionID(entity.id)]
    let found = model.values(record.returns).gathered { evaluate(entity.file, $0, in: entity.context) }
    return declared(found, as: record.resultType, entity.file)
  }

  private func returns(of entity: Entity, called call: CallReference, in context: ContextID, skipped: Int) -> [Entity] {
    let model = files[entity.file.index]
    let record = model[FunctionID(entity.id)]
    if record.flags.contains(.generator) { return [] }
    let results = model.values(record.returns)
    if results.isEmpty { return [] }
    let inner = bodyContext(of: entity, called: call, in: context, skipped: skipped)
    return declared(results.gathered { evaluate(entity.file, $0, in: inner) }, as: record.resultType, entity.file)
  }

  /// Where the body of a called function is read: a context of its own if functions or objects are handed over.
  func bodyContext(of entity: Entity, called call: CallReference, in context: ContextID, skipped: Int) -> ContextID {
    let model = files[call.file.index]
    // Whoever asks, what counts is whether the arguments hang on the context they are read in.
    let outside = asking
    asking.onSurroundings = false
    asking.context = context
    var carries = false
    var brings = Carried()
    for argument in model.values(model[call.call].arguments)
    where mayCarryFunction(argument, call.file, context, depth: 0, &brings) {
      carries = true
    }
    let hangsOnContext = asking.onSurroundings
    asking.context = outside.context
    asking.onSurroundings = outside.onSurroundings || hangsOnContext && context == outside.context
    guard carries else { return entity.context }
    // Arguments that are the same wherever the caller was entered from make the same body. What is handed on is told
    // apart by the caller's caller, not by all before it: their number would grow with each.
    let keepsContext =
      brings.closure || context == outside.context || brings.function && contexts.depth(of: context) < 2
    let outer = hangsOnContext && keepsContext ? context : .any
    return contexts.enter(entity.function, by: call, outer: outer, lexical: entity.context, skipped: skipped)
  }

  /// What comes along with arguments.
  private struct Carried {
    /// A function written within another one.
    var closure = false
    /// A function that was handed over before.
    var function = false
  }

  /// Whether functions come along with a value. Objects made of plain data bring none.
  ///
  /// - Parameter brings: told what comes along.
  private func mayCarryFunction(
    _ value: ValueID, _ file: FileIndex, _ context: ContextID, depth: Int, _ brings: inout Carried
  ) -> Bool {
    let model = files[file.index]
    let record = model[value]
    switch record.kind {
    case .unknown, .literal, .string, .concatenation, .caught, .importMeta, .opaque, .elementOf:
      return false
    case .function:
      if model.isNested(FunctionID(record.a)) {
        asking.onSurroundings = true
        brings.closure = true
      }
      return true
    case .class:
      return true
    case .object:
      guard depth < 3 else { return true }
      var carries = false
      for property in model.properties(of: record)
      where mayCarryFunction(property.value, file, context, depth: depth + 1, &brings) {
        carries = true
      }
      return carries
    case .binding, .global, .module, .imported, .array, .spread, .member, .element, .call, .awaited, .this, .superclass,
      .choice, .parameter, .restParameter, .arguments:
      return evaluate(file, value, in: context).contains { entity in
        switch entity.kind {
        case .function:
          brings.function = true
          return true
        case .class, .object, .array, .module: return true
        case .external: return entity.site != 0
        case .instance, .constructed, .string, .prototype, .constructedPrototype, .inert: return false
        }
      }
    }
  }

  private func externalResult(_ entity: Entity, _ call: CallReference, _ context: ContextID) -> [Entity] {
    let conduct = conduct(of: ExternalID(entity.id))
    if conduct.hasKnownResult {
      let path = externals.text(ExternalID(entity.id))
      if let known = knownResult(of: path, entity, call, context) { return known }
    }
    if let argument = conduct.passesThrough {
      let model = files[call.file.index]
      let arguments = model.values(model[call.call].arguments)
      switch argument {
      case .first:
        return arguments.first.map { evaluate(call.file, $0, in: context) } ?? []
      case .all:
        return arguments.gathered { evaluate(call.file, $0, in: context) }
      }
    }
    if conduct.returnsReceiver {
      let model = files[call.file.index]
      let callee = model[model[call.call].callee]
      if callee.kind == .member { return evaluate(call.file, ValueID(callee.a), in: context) }
    }
    let settled = settledThing(call, context)
    if !settled.isEmpty { return settled }
    guard let made = externals.call(ExternalID(entity.id)) else { return [] }
    var result = entity.with(external: made)
    result.file = call.file
    result.site = call.call.raw + 1
    // `getRepository = target => source.getRepository(target)`: a repository is one of the class that was handed over.
    let span = files[call.file.index][call.call].span
    if conduct.takesClass, files[call.file.index].isInFunction(span) {
      asking.onSurroundings = true
      result.context = contexts.enclosing(context, span, call.file, files: files)
    }
    return [result]
  }
}
