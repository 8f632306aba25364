import JavaScript
import Semantics
import SourceText

/// Paths and the prefixes of routers.
extension FindRequestHandlers {
  struct WrittenPath {
    /// nil where it is not a constant.
    var text: String?
    var span: Span?
  }

  /// Splits a leading path argument off: a string, regular expression, or array of them.
  func splitPath(_ arguments: [ValueID], _ call: CallReference) -> (path: WrittenPath?, rest: [ValueID]) {
    guard let first = arguments.first else { return (nil, []) }
    let model = evaluator.files[call.file.index]
    // Values that many places share stand nowhere, or where they stood first.
    let span = Self.isWrittenOnce(model[first].kind) && !model[first].span.isEmpty ? model[first].span : nil
    if let text = evaluator.constantText(call.file, first, in: standpoint) {
      return (WrittenPath(text: text, span: span), Array(arguments.dropFirst()))
    }
    switch model[first].kind {
    case .concatenation, .literal, .opaque, .unknown:
      return (WrittenPath(text: nil, span: span), Array(arguments.dropFirst()))
    default:
      break
    }
    let entities = evaluator.evaluate(call.file, first, in: standpoint)
    if entities.contains(where: { $0.kind == .string }) {
      return (WrittenPath(text: nil, span: span), Array(arguments.dropFirst()))
    }
    if let array = entities.first(where: { $0.kind == .array }), let path = path(ofArray: array) {
      return (WrittenPath(text: path.text, span: span), Array(arguments.dropFirst()))
    }
    if entities.allSatisfy({ $0.kind == .inert }), arguments.count > 1, !looksCallable(model[first].kind) {
      return (WrittenPath(text: nil, span: span), Array(arguments.dropFirst()))
    }
    return (nil, arguments)
  }

  /// `["/a", `${base}/b`]`: a text that is nil where one of the paths is no constant; nil where it is no list of paths.
  private func path(ofArray array: Entity) -> ListedPath? {
    let items = evaluator.elements(ofArray: array)
    let texts = items.filter { $0.kind == .string }.map { evaluator.text(Atom($0.id)) }
    guard items.allSatisfy({ $0.kind == .string || $0.kind == .inert }) else { return nil }
    let model = evaluator.files[array.file.index]
    guard model[ValueID(array.id)].kind == .array else { return listed(texts) }
    let written = Array(model.values(ListID(model[ValueID(array.id)].a)))
    guard written.contains(where: { model[$0].kind == .concatenation }) else {
      return listed(texts)
    }
    let constants = written.map { evaluator.constantText(array.file, $0, in: standpoint) }
    let known = constants.compactMap { $0 }
    return ListedPath(text: known.count == constants.count ? known.joined(separator: " | ") : nil)
  }

  private struct ListedPath {
    var text: String?
  }

  private func listed(_ texts: [String]) -> ListedPath? {
    texts.isEmpty ? nil : ListedPath(text: texts.joined(separator: " | "))
  }

  /// The end of a path that is computed, as far as it stands where the route is registered.
  func pathEnd(of handler: RequestHandler) -> String? {
    guard handler.kind == .route, handler.path == nil, let call = handler.call,
      let first = arguments(of: call).first
    else { return nil }
    let model = evaluator.files[call.file.index]
    var end = evaluator.constantText(call.file, first) ?? ""
    if end.isEmpty, model[first].kind == .concatenation {
      for part in model.values(ListID(model[first].a)).reversed() {
        guard let text = evaluator.constantText(call.file, part) else { break }
        end = text + end
      }
    }
    guard let slash = end.firstIndex(of: "/") else { return nil }
    let whole = end[slash...]
    return whole.utf8.count > 1 ? String(whole) : nil
  }

  private static func isWrittenOnce(_ kind: ValueKind) -> Bool {
    switch kind {
    case .string, .concatenation, .array, .literal, .opaque: true
    default: false
    }
  }

  private func looksCallable(_ kind: ValueKind) -> Bool {
    switch kind {
    case .function, .class, .call, .array, .object, .imported, .module: true
    default: false
    }
  }

  /// The path of `app.route(path)`.
  func routePath(of receiver: Entity) -> String? {
    guard let call = receiver.siteCall, let first = arguments(of: call).first else { return nil }
    return evaluator.constantText(call.file, first)
  }

  /// The router behind `router.route(path)`.
  func routeParent(of receiver: Entity) -> Entity? {
    guard let call = receiver.siteCall else { return nil }
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    guard callee.kind == .member else { return nil }
    return evaluator.evaluate(call.file, ValueID(callee.a)).first { serverType(of: $0) != nil }
  }

  func mounted(_ path: String?, _ receiver: Entity) -> String? {
    guard let path else { return nil }
    let own = routerPrefix(of: receiver)
    guard let prefix = mounts.prefix(of: receiver, in: registrant) else { return nil }
    return MountTable.join(prefix, MountTable.join(own, path))
  }

  /// The class whose things make a registration, read for one call of the function around it.
  func registrant(of call: CallReference, in context: ContextID) -> Entity? {
    if let heir = evaluator.contexts.heir(in: context) { return Self.ownClass(of: heir) }
    if let entry = evaluator.contexts[context], entry.heritage == nil {
      // `this.route(…)`: whoever calls the method of the class that it extends.
      let model = evaluator.files[entry.call.file.index]
      let callee = model[model[entry.call.call].callee]
      guard callee.kind == .member else { return nil }
      if model[ValueID(callee.a)].kind == .this { return registrant(of: entry.call, in: entry.outer) }
      return evaluator.evaluate(entry.call.file, ValueID(callee.a), in: entry.outer).lazy
        .compactMap { Self.ownClass(of: $0) }.first
    }
    let model = evaluator.files[call.file.index]
    var function = model[call.call].function
    while function != .moduleBody {
      if let id = model[function].owner { return Entity(kind: .class, file: call.file, id: id.raw) }
      function = model[function].parent
    }
    return nil
  }

  private static func ownClass(of thing: Entity) -> Entity? {
    guard thing.kind == .instance || thing.kind == .class else { return nil }
    return Entity(kind: .class, file: thing.file, id: thing.id)
  }

  /// `new Router({ prefix: "/users" })`
  private func routerPrefix(of receiver: Entity) -> String {
    guard let type = serverType(of: receiver), let call = receiver.siteCall,
      let name = ExternalTypes.framework(of: type)?.prefixOptions[type], let first = arguments(of: call).first
    else { return "" }
    return option(name, of: first, call.file) ?? ""
  }

  /// The constant text of an option, given with dots between nested ones: "" where it is absent, nil where it is no
  /// constant.
  private func option(_ name: String, of value: ValueID, _ file: FileIndex) -> String? {
    var entities = evaluator.evaluate(file, value).filter { $0.kind == .object }
    let steps = name.parts(between: ".")
    for step in steps.dropLast() {
      entities = entities.flatMap { evaluator.lookUp(evaluator.atoms.intern(String(step)), in: $0) }
        .filter { $0.kind == .object }
    }
    for entity in entities where has(String(steps.last ?? ""), entity) {
      return option(String(steps.last ?? ""), of: entity)
    }
    return ""
  }

  private func has(_ name: String, _ object: Entity) -> Bool {
    let model = evaluator.files[object.file.index]
    return model.properties(of: model[ValueID(object.id)]).contains { evaluator.text($0.name) == name }
  }

  /// The constant text of a property; nil where it is none.
  func option(_ name: String, of object: Entity) -> String? {
    let model = evaluator.files[object.file.index]
    let property = model.properties(of: model[ValueID(object.id)]).first { evaluator.text($0.name) == name }
    return property.flatMap { evaluator.constantText(object.file, $0.value, in: object.context) }
  }

  // MARK: Mounts

  mutating func collectMounts(_ registration: Registration) {
    let arguments = arguments(of: registration.call)
    switch registration.known.shape {
    case .use, .mount: if mountTable(registration, arguments) { return }
    default: break
    }
    switch registration.known.shape {
    case .use:
      let (path, rest) = splitPath(arguments, registration.call)
      // Polka puts a slash before what has none.
      let lead = registration.type == .polka && path?.text?.hasPrefix("/") == false ? "/" : ""
      for argument in rest { mount(argument, registration, prefix: path == nil ? "" : path?.text.map { lead + $0 }) }
    case .mount:
      guard arguments.count > 1 else { return }
      mount(arguments[1], registration, prefix: evaluator.constantText(registration.call.file, arguments[0]))
    case .prefix:
      guard let first = arguments.first else { return }
      let prefix = evaluator.constantText(registration.call.file, first)
      guard let made = madeWithPrefix(registration) else { return mounts.prefix(registration.receiver, prefix) }
      mounts.mount(made, on: registration.receiver, prefix: prefix, by: registration.call)
    case .groupPrefix: addGroup(registration, arguments)
    case .plugin(let shape): mountPlugin(shape, registration, arguments)
    default: break
    }
  }

  /// `for (const entry of table) app.use(entry.path, entry.router)`: each router with the path that stands beside it.
  private mutating func mountTable(_ registration: Registration, _ arguments: [ValueID]) -> Bool {
    let file = registration.call.file
    let model = evaluator.files[file.index]
    guard arguments.count > 1, let (base, pathName) = member(onlyPart(arguments[0], model), file) else { return false }
    let items = evaluator.evaluate(file, base).filter { $0.kind == .object }
    guard items.count > 1 else { return false }
    let own = routerPrefix(of: registration.receiver)
    for argument in arguments.dropFirst() {
      guard let (other, name) = member(argument, file), isSame(other, base, model) else { return false }
      for item in items {
        let prefix = text(pathName, in: item)
        for (entity, inner) in routers(in: evaluator.lookUp(name, in: item), depth: 0) {
          let whole = prefix.flatMap { prefix in
            inner.map { MountTable.join(own, MountTable.join(prefix, $0)) }
          }
          mounts.mount(entity, on: registration.receiver, prefix: whole, by: registration.call)
        }
      }
    }
    return true
  }

  /// `entry.path` of `${entry.path}`.
  private func onlyPart(_ value: ValueID, _ model: ProgramFile) -> ValueID {
    guard model[value].kind == .concatenation else { return value }
    let parts = model.values(ListID(model[value].a)).filter { part in
      model[part].kind != .string || !evaluator.text(Atom(model[part].a)).isEmpty
    }
    return parts.count == 1 ? parts[0] : value
  }

  /// `table[index]` twice.
  private func isSame(_ first: ValueID, _ second: ValueID, _ model: ProgramFile) -> Bool {
    let (left, right) = (model[first], model[second])
    return first == second || left.kind == .element && right.kind == .element && left.a == right.a && left.b == right.b
  }

  /// `app.basePath("/v1")` of Hono makes another application, `router.namespace("/v1")` of Egg another router.
  private func madeWithPrefix(_ registration: Registration) -> Entity? {
    guard let type = registration.type, type == .hono || type == .eggRouter else { return nil }
    let result = evaluator.files[registration.call.file.index][registration.call.call].result
    return evaluator.evaluate(registration.call.file, result).first { serverType(of: $0) == type }
  }

  private mutating func mount(_ argument: ValueID, _ registration: Registration, prefix: String?) {
    let own = routerPrefix(of: registration.receiver)
    for (entity, inner) in routers(in: argument, registration.call.file) {
      let whole = prefix.flatMap { prefix in
        inner.map { MountTable.join(own, MountTable.join(prefix, $0)) }
      }
      mounts.mount(
        entity, on: registration.receiver, prefix: whole, by: registration.call,
        owner: owner(of: argument, registration.call.file))
    }
  }

  /// The class of the thing that a router is taken from: `new Users().router`, `users.router()`.
  private func owner(of argument: ValueID, _ file: FileIndex) -> Entity? {
    let model = evaluator.files[file.index]
    var value = model[argument]
    if value.kind == .call { value = model[model[CallID(value.a)].callee] }
    guard value.kind == .member else { return nil }
    let owners = Set(evaluator.evaluate(file, ValueID(value.a)).compactMap { Self.ownClass(of: $0) })
    return owners.count == 1 ? owners.first : nil
  }

  private mutating func mountPlugin(_ shape: PluginShape, _ registration: Registration, _ arguments: [ValueID]) {
    let instance = FrameworkGifts.instance(shape.gives, madeBy: registration.call, evaluator)
    var prefix: String? = ""
    if let index = shape.prefixArgument {
      prefix = index < arguments.count ? evaluator.constantText(registration.call.file, arguments[index]) : ""
    } else {
      // Beside the plugin, or in the object that names it.
      for index in [shape.options, 0] where index < arguments.count {
        for name in shape.prefixes where prefix == "" {
          prefix = option(name, of: arguments[index], registration.call.file)
        }
      }
    }
    let own = routerPrefix(of: registration.receiver)
    let whole = prefix.map { MountTable.join(own, $0) }
    mounts.mount(instance, on: registration.receiver, prefix: whole, by: registration.call)
    // An instance made elsewhere is a plugin too.
    if let first = arguments.first { mount(first, registration, prefix: prefix) }
    let gifts = FrameworkGifts(evaluator: evaluator)
    for (file, folder) in gifts.autoloaded(by: registration.call) {
      mounts.mount(
        FrameworkGifts.instance(shape.gives, in: file, evaluator), on: instance, prefix: folder, by: registration.call)
    }
  }

  /// Routers among what an argument may be, with the prefix that stands with them: `router`, `router.routes()`,
  /// `mount("/path", application)`, arrays of them.
  private func routers(in argument: ValueID, _ file: FileIndex, depth: Int = 0) -> [(Entity, String?)] {
    routers(in: evaluator.evaluate(file, argument), depth: depth)
  }

  private func routers(in entities: [Entity], depth: Int) -> [(Entity, String?)] {
    guard depth < 4 else { return [] }
    return entities.flatMap { evaluator.callable($0) }.flatMap { entity -> [(Entity, String?)] in
      switch entity.kind {
      case .array: return routers(in: evaluator.elements(ofArray: entity), depth: depth + 1)
      case .external:
        if serverType(of: entity) != nil { return [(entity, "")] }
        if let owner = routesOwner(of: entity) { return [(owner, "")] }
        return mountedByPackage(entity, depth: depth)
      case .instance: return servers(of: entity).map { ($0, "") }
      default: return []
      }
    }
  }

  /// `mount("/path", application)` of koa-mount.
  private func mountedByPackage(_ entity: Entity, depth: Int) -> [(Entity, String?)] {
    guard Framework.mounts.contains(evaluator.externals.text(ExternalID(entity.id))), let call = entity.siteCall else {
      return []
    }
    let arguments = arguments(of: call)
    guard let last = arguments.last else { return [] }
    let prefix = arguments.count > 1 ? evaluator.constantText(call.file, arguments[0]) : ""
    return routers(in: last, call.file, depth: depth + 1).map { ($0.0, prefix) }
  }

  /// The router behind `router.routes()` or `router.middleware()`.
  private func routesOwner(of entity: Entity) -> Entity? {
    guard let call = entity.siteCall else { return nil }
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    guard callee.kind == .member, Framework.routerMiddleware.contains(evaluator.text(Atom(callee.b))) else {
      return nil
    }
    return evaluator.evaluate(call.file, ValueID(callee.a)).first { serverType(of: $0) != nil }
  }
}
