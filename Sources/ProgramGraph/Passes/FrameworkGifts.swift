import JavaScript
import Semantics
import SourceText

/// What frameworks hand to the functions they are given, where that is something handlers are registered on: an instance
/// to a plugin, a socket to a listener.
struct FrameworkGifts {
  let evaluator: Evaluator

  struct Gift {
    var target: FlowTarget
    var entity: Entity
  }

  /// What a call of `callee` makes flow into parameters.
  func gifts(of call: CallReference, _ callee: Entity) -> [Gift] {
    let conduct = evaluator.conduct(of: ExternalID(callee.id))
    if let gift = conduct.callbackGift { return given(gift, to: call, callee) }
    return conduct.registrations.flatMap { known -> [Gift] in
      switch known.shape {
      case .plugin(let shape): return plugin(shape, call)
      case .functions(let shape): return shape.gives.isEmpty ? [] : given(shape, call)
      case .several(let shapes): return shapes.filter { !$0.gives.isEmpty }.flatMap { given($0, call) }
      case .event(let events, let shape):
        if shape.gives.isEmpty { return [] }
        let model = evaluator.files[call.file.index]
        guard let first = model.values(model[call.call].arguments).first,
          let name = evaluator.constantText(call.file, first), events.isEmpty || events.contains(name)
        else { return [] }
        return given(shape, call)
      case .laterEvent(let begun, let shape):
        if shape.gives.isEmpty { return [] }
        let model = evaluator.files[call.file.index]
        let name = model.values(model[call.call].arguments).first.flatMap { evaluator.eventName(call.file, $0) }
        return begun.contains(name ?? "") ? [] : given(shape, call)
      case .verb, .all, .use, .parameter, .routeObject, .described, .methods, .mount, .prefix,
        .groupPrefix, .resource:
        return []
      }
    }
  }

  /// `pool.getConnection((error, connection) => …)`: the connection; `prisma.$transaction(async (tx) => …)`: the client.
  private func given(_ gift: CallbackResults.Gift, to call: CallReference, _ callee: Entity) -> [Gift] {
    let thing: Entity
    switch gift.thing {
    case .result:
      let path = evaluator.externals.text(ExternalID(callee.id)) + "()"
      thing = Self.instance(path, madeBy: call, evaluator)
    case .receiver, .member:
      guard let base = evaluator.externals.lastMember(ExternalID(callee.id))?.base else { return [] }
      guard case .member(let name) = gift.thing else {
        thing = callee.with(external: base)
        break
      }
      let atom = evaluator.atoms.intern(name)
      guard let member = evaluator.externals.member(base, atom, evaluator.atoms) else { return [] }
      thing = callee.with(external: member)
    }
    return HandlerFunctions(evaluator: evaluator).functions(at: Place(position: .last), of: call).map { found in
      Gift(target: .parameter(found.function.function, at: gift.parameter), entity: thing)
    }
  }

  private func given(_ shape: FunctionShape, _ call: CallReference) -> [Gift] {
    let functions = HandlerFunctions(evaluator: evaluator)
    return shape.places.flatMap { functions.functions(at: $0, of: call) }.flatMap { found in
      shape.gives.map { index, path in
        Gift(
          target: .parameter(found.function.function, at: index),
          entity: Self.instance(path, madeBy: call, evaluator))
      }
    }
  }

  private func plugin(_ shape: PluginShape, _ call: CallReference) -> [Gift] {
    let functions = HandlerFunctions(evaluator: evaluator)
    let instance = Self.instance(shape.gives, madeBy: call, evaluator)
    var gifts: [Gift] = []
    for path in shape.paths {
      for found in functions.functions(at: Place(position: shape.plugin, path: path), of: call) {
        gifts.append(
          Gift(target: .parameter(found.function.function, 0), entity: instance))
        if shape.isReceiver {
          gifts.append(Gift(target: .parameter(found.function.function, at: FlowTarget.this), entity: instance))
        }
      }
    }
    gifts += options(shape, call)
    for (file, _) in autoloaded(by: call) {
      let whole =
        evaluator.export(.default, of: file) + evaluator.callable(Entity(kind: .module, file: file, id: 0))
      for entity in Set(whole) where entity.kind == .function {
        gifts.append(
          Gift(
            target: .parameter(entity.function, 0),
            entity: Self.instance(shape.gives, in: file, evaluator)))
      }
    }
    return gifts
  }

  /// What a plugin gets as its own options: `register(plugin, { users })`, `register({ plugin, options: { users } })`.
  private func options(_ shape: PluginShape, _ call: CallReference) -> [Gift] {
    guard case .index(let position) = shape.plugin else { return [] }
    let model = evaluator.files[call.file.index]
    let arguments = model.values(model[call.call].arguments)
    let functions = HandlerFunctions(evaluator: evaluator)
    func gifts(_ options: [Entity], to plugins: [Entity], _ paths: [String]) -> [Gift] {
      if options.isEmpty { return [] }
      return paths.flatMap { functions.functions(in: plugins, along: $0) }.flatMap { found in
        options.map { Gift(target: .parameter(found.function.function, 1), entity: $0) }
      }
    }
    switch shape.ownOptions {
    case .none:
      return []
    case .nextArgument:
      guard position + 1 < arguments.count else { return [] }
      return gifts(
        evaluator.evaluate(call.file, arguments[position + 1]),
        to: evaluator.evaluate(call.file, arguments[position]), shape.paths)
    case .beside(let plugin, let options):
      guard position < arguments.count else { return [] }
      let given = evaluator.evaluate(call.file, arguments[position]).flatMap { entity in
        entity.kind == .array ? evaluator.elements(ofArray: entity) : [entity]
      }
      return given.filter { $0.kind == .object }.flatMap { entity in
        gifts(
          evaluator.lookUp(evaluator.atoms.intern(options), in: entity),
          to: evaluator.lookUp(evaluator.atoms.intern(plugin), in: entity), ["", "register", "plugin.register"])
      }
    }
  }

  /// Functions declared with the type of a plugin.
  func typed(examined: [Bool]) -> [Gift] {
    let names = Set(
      Framework.all.flatMap { framework in
        framework.typedFunctions.filter { !$0.value.gives.isEmpty }.keys.compactMap { path in
          path.parts(between: "#").last.map(String.init)
        }
      })
    var gifts: [Gift] = []
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      for binding in model.bindings where !binding.type.isUnknown {
        guard let name = ClassIndex.name(of: binding.type, model), names.contains(evaluator.text(name)) else {
          continue
        }
        for entity in evaluator.evaluate(FileIndex(index), binding.type) where entity.kind == .external {
          let path = evaluator.externals.text(ExternalID(entity.id))
          guard let shape = Framework.all.lazy.compactMap({ $0.typedFunctions[path] }).first else { continue }
          for value in model.values(binding.values) where model[value].kind == .function {
            let function = FunctionReference(file: FileIndex(index), function: FunctionID(model[value].a))
            for (position, given) in shape.gives {
              gifts.append(
                Gift(
                  target: .parameter(function, at: position),
                  entity: Self.instance(given, in: FileIndex(index), evaluator)))
            }
          }
        }
      }
    }
    return gifts
  }

  /// Functions that files give away, by the name of their first parameter.
  func presumed(examined: [Bool], packages: PackageFacts) -> [Gift] {
    let tables = Framework.all.flatMap(\.presumedParameters)
    let names = Set(tables.flatMap(\.names))
    var gifts: [Gift] = []
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      for (number, record) in model.functions.enumerated() where record.kind != .module {
        guard let first = record.parameters.first, first.name.exists, first.type.isUnknown else { continue }
        let name = evaluator.text(first.name)
        guard names.contains(name) else { continue }
        let isAtTop = record.parent == .moduleBody
        let table = tables.first { table in
          table.names.contains(name) && (isAtTop || table.isAnywhere) && packages.depends(model.path, on: table.package)
            && (table.functions.isEmpty || table.functions.contains(evaluator.text(record.name)))
        }
        guard let table else { continue }
        let function = FunctionReference(file: FileIndex(index), function: FunctionID(number))
        gifts.append(
          Gift(
            target: .parameter(function, 0),
            entity: Self.instance(table.gives, in: FileIndex(index), evaluator)))
      }
    }
    return gifts
  }

  // MARK: Instances

  /// The instance that a call makes.
  static func instance(_ path: String, madeBy call: CallReference, _ evaluator: Evaluator) -> Entity {
    Entity(kind: .external, file: call.file, id: evaluator.path(path).raw, site: call.call.raw + 1)
  }

  /// The instance that a file is given.
  static func instance(_ path: String, in file: FileIndex, _ evaluator: Evaluator) -> Entity {
    Entity(kind: .external, file: file, id: evaluator.path(path).raw)
  }

  // MARK: Folders

  /// Files that a call loads as plugins, with the prefix that each gets from its folders.
  func autoloaded(by call: CallReference) -> [(file: FileIndex, prefix: String?)] {
    let model = evaluator.files[call.file.index]
    guard let first = model.values(model[call.call].arguments).first else { return [] }
    let isAutoload = evaluator.evaluate(call.file, first).contains { entity in
      entity.kind == .external
        && Framework.fastifyAutoload.contains(evaluator.externals.text(ExternalID(entity.id)))
    }
    return isAutoload ? AutoloadedFolder(evaluator: evaluator).plugins(loadedBy: call) : []
  }
}
