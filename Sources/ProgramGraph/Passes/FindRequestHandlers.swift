import JavaScript
import Semantics
import SourceText

/// Finds the functions that frameworks call per request, from the calls that register them and the decorators that
/// mark them. A registration counts when its receiver *is* the framework's thing, never by the name of a method.
struct FindRequestHandlers {
  let evaluator: Evaluator
  let examined: [Bool]
  let callees: [[[Evaluator.Callee]]]

  private var mounts = MountTable()
  /// Registrations are read after all mounts are known, so that routes have their prefixes.
  private var registrations: [Registration] = []
  private(set) var handlers: [RequestHandler] = []

  struct Registration {
    var call: CallReference
    /// The router or application it is made on.
    var receiver: Entity
    var type: ServerType
    var member: String
    var shape: RegistrationShape
  }

  init(evaluator: Evaluator, examined: [Bool], callees: [[[Evaluator.Callee]]]) {
    self.evaluator = evaluator
    self.examined = examined
    self.callees = callees
  }

  mutating func run() {
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for call in model.calls.indices {
        collect(CallReference(file: FileIndex(file), call: CallID(call)))
      }
    }
    for registration in registrations { read(registration) }
    handlers += NestControllers(evaluator: evaluator, examined: examined, callees: callees).handlers()
    var seen: Set<HandlerKey> = []
    handlers = handlers.filter { seen.insert(HandlerKey($0)).inserted }
    // In the order they are written; of one registration, in the order of its arguments.
    handlers = handlers.enumerated().sorted { left, right in
      (left.element.site.file.raw, left.element.site.span.start, left.offset)
        < (right.element.site.file.raw, right.element.site.span.start, right.offset)
    }.map(\.element)
  }

  private mutating func collect(_ call: CallReference) {
    for callee in callees[call.file.index][call.call.index] where callee.entity.kind == .external {
      let path = evaluator.externals.text(ExternalID(callee.entity.id))
      if Framework.httpCreation.contains(path) {
        registrations.append(
          Registration(call: call, receiver: callee.entity, type: .httpServer, member: "createServer", shape: .creation)
        )
      } else if let purpose = Passport.registrations[path] {
        registrations.append(
          Registration(
            call: call, receiver: callee.entity, type: .expressApplication, member: "use", shape: .named(purpose)))
      } else if let found = ExternalTypes.registration(path) {
        let registration = Registration(
          call: call, receiver: receiver(of: call, callee.entity), type: found.type, member: found.member,
          shape: found.shape)
        registrations.append(registration)
        collectMounts(registration)
      }
    }
  }

  /// The thing the method was called on, with the site that made it.
  private func receiver(of call: CallReference, _ callee: Entity) -> Entity {
    let model = evaluator.files[call.file.index]
    let value = model[model[call.call].callee]
    guard value.kind == .member else { return callee }
    let bases = evaluator.evaluate(call.file, ValueID(value.a))
    return bases.first { $0.kind == .external && $0.site == callee.site && $0.file == callee.file } ?? callee
  }

  // MARK: Mounts

  private mutating func collectMounts(_ registration: Registration) {
    let arguments = arguments(of: registration.call)
    switch registration.shape {
    case .use:
      let (path, rest) = splitPath(arguments, registration.call)
      for argument in rest {
        for entity in routers(in: argument, registration.call.file) {
          let written = path == nil ? "" : path?.text
          let own = routerPrefix(of: registration.receiver)
          mounts.mount(entity, on: registration.receiver, prefix: written.map { MountTable.join(own, $0) })
        }
      }
    case .plugin:
      var instance = registration.receiver.with(external: evaluator.path("fastify()"))
      instance.file = registration.call.file
      instance.site = registration.call.call.raw + 1
      let prefix = arguments.count > 1 ? option("prefix", of: arguments[1], registration.call.file) : ""
      mounts.mount(instance, on: registration.receiver, prefix: prefix ?? "")
    default:
      break
    }
  }

  /// Routers among what an argument may be: `router`, `router.routes()`, arrays of them.
  private func routers(in argument: ValueID, _ file: FileIndex) -> [Entity] {
    evaluator.evaluate(file, argument).flatMap { evaluator.callable($0) }.flatMap { entity -> [Entity] in
      switch entity.kind {
      case .array: return evaluator.elements(ofArray: entity).filter { serverType(of: $0) != nil }
      case .external:
        if serverType(of: entity) != nil { return [entity] }
        return routesOwner(of: entity).map { [$0] } ?? []
      default: return []
      }
    }
  }

  /// The router behind `router.routes()` or `router.middleware()`.
  private func routesOwner(of entity: Entity) -> Entity? {
    let path = evaluator.externals.text(ExternalID(entity.id))
    guard path.hasSuffix(".routes()") || path.hasSuffix(".middleware()"), let call = entity.siteCall else { return nil }
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    guard callee.kind == .member else { return nil }
    return evaluator.evaluate(call.file, ValueID(callee.a)).first { serverType(of: $0) != nil }
  }

  private func serverType(of entity: Entity) -> ServerType? {
    entity.kind == .external ? ExternalTypes.type(of: evaluator.externals.text(ExternalID(entity.id))) : nil
  }

  // MARK: Registrations

  private mutating func read(_ registration: Registration) {
    let arguments = arguments(of: registration.call)
    let site = evaluator.files[registration.call.file.index][registration.call.call]
    switch registration.shape {
    case .verb, .all:
      if registration.type == .expressRoute {
        let path = routePath(of: registration.receiver)
        let base = routeParent(of: registration.receiver) ?? registration.receiver
        add(arguments[...], registration, .route, mounted(path, base), site.calleeSpan)
        return
      }
      // `app.get("setting")` reads a setting.
      guard arguments.count > 1 else { return }
      let (path, rest) = splitPath(arguments, registration.call)
      guard !rest.isEmpty else { return }
      let named = registration.type == .koaRouter && rest.count > 1 ? splitPath(rest, registration.call) : (nil, rest)
      let written = (named.0 ?? path).map { $0.text } ?? ""
      add(named.1[...], registration, .route, mounted(written, registration.receiver), path?.span ?? site.calleeSpan)
    case .use:
      let (path, rest) = splitPath(arguments, registration.call)
      let written = path.map { $0.text } ?? ""
      add(rest[...], registration, .middleware, mounted(written, registration.receiver), path?.span ?? site.calleeSpan)
    case .parameter:
      add(arguments.dropFirst(), registration, .named("a route parameter"), nil, site.calleeSpan)
    case .hook:
      let name = arguments.first.flatMap { evaluator.constantText(registration.call.file, $0) }
      if let name, Framework.fastifyLifecycleHooks.contains(name) { return }
      add(arguments.dropFirst(), registration, .named("the \(name ?? "request") hook"), nil, site.calleeSpan)
    case .named(let description):
      if let last = arguments.last { add([last], registration, .named(description), nil, site.calleeSpan) }
    case .routeObject:
      readRouteObject(registration, arguments)
    case .event:
      guard let first = arguments.first, let name = evaluator.constantText(registration.call.file, first) else {
        return
      }
      guard Framework.httpRequestEvents.contains(name) else { return }
      let kind: RequestHandler.Kind = name == "request" ? .middleware : .named("the server's \(name) event")
      add(arguments.dropFirst(), registration, kind, nil, site.calleeSpan)
    case .creation:
      if let last = arguments.last { add([last], registration, .middleware, nil, site.calleeSpan) }
    case .plugin:
      return
    }
  }

  private mutating func readRouteObject(_ registration: Registration, _ arguments: [ValueID]) {
    guard let first = arguments.first else { return }
    for entity in evaluator.evaluate(registration.call.file, first) where entity.kind == .object {
      let model = evaluator.files[entity.file.index]
      let properties = Array(model.properties(of: model[ValueID(entity.id)]))
      let method = text(of: "method", properties, entity.file)?.uppercased()
      let url = text(of: "url", properties, entity.file) ?? text(of: "path", properties, entity.file)
      let path = mounted(url, registration.receiver)
      for property in properties {
        let name = evaluator.text(property.name)
        guard Framework.fastifyRouteFunctions.contains(name) else { continue }
        var entry = registration
        entry.member = method?.lowercased() ?? "all"
        add(
          [property.value], entry, .route, path, model[property.value].span, in: entity.file, context: entity.context)
      }
    }
  }

  private func text(of name: String, _ properties: [ObjectProperty], _ file: FileIndex) -> String? {
    properties.first { evaluator.text($0.name) == name }.flatMap { evaluator.constantText(file, $0.value) }
  }

  private mutating func add(
    _ arguments: ArraySlice<ValueID>, _ registration: Registration, _ kind: RequestHandler.Kind, _ path: String?,
    _ span: Span, in file: FileIndex? = nil, context: ContextID = .any
  ) {
    let framework = ExternalTypes.framework(of: registration.type)?.name ?? ""
    let method = registration.shape == .all ? "ALL" : methodName(registration.member)
    let source = file ?? registration.call.file
    for argument in arguments {
      for entity in functions(in: evaluator.evaluate(source, argument, in: context)) {
        // Fastify's options object may stand between path and handler.
        let arity = evaluator.files[entity.file.index][FunctionID(entity.id)].parameters.count
        let isErrorHandler = arity == 4 && registration.type.isExpress && (kind == .middleware || kind == .route)
        handlers.append(
          RequestHandler(
            function: entity.function, context: entity.context, framework: framework,
            kind: isErrorHandler ? .named("the error handler") : kind, method: kind == .route ? method : nil,
            path: path, site: RequestHandler.Site(file: source, span: span)))
      }
    }
  }

  private func methodName(_ member: String) -> String {
    member == "del" ? "DELETE" : member.uppercased()
  }

  /// The functions in what an argument may be: arrays flattened, route options opened, outside wrappers looked through.
  private func functions(in entities: [Entity], depth: Int = 0) -> [Entity] {
    guard depth < 5 else { return [] }
    return entities.flatMap { evaluator.callable($0) }.flatMap { entity -> [Entity] in
      switch entity.kind {
      case .function:
        return [entity]
      case .array:
        return functions(in: evaluator.elements(ofArray: entity), depth: depth + 1)
      case .object:
        return Framework.fastifyRouteFunctions.flatMap { name in
          functions(in: evaluator.lookUp(evaluator.atoms.intern(name), in: entity), depth: depth + 1)
        }
      case .external:
        guard serverType(of: entity) == nil, routesOwner(of: entity) == nil, let call = entity.siteCall else {
          return []
        }
        // `wrapper(fn)` of a package: the package calls fn per request.
        return self.arguments(of: call).flatMap { argument -> [Entity] in
          functions(in: evaluator.evaluate(call.file, argument).filter { $0.kind == .function }, depth: depth + 1)
        }
      default:
        return []
      }
    }
  }

  // MARK: Paths

  private func arguments(of call: CallReference) -> [ValueID] {
    let model = evaluator.files[call.file.index]
    return Array(model.values(model[call.call].arguments))
  }

  private struct WrittenPath {
    /// nil where it is not a constant.
    var text: String?
    var span: Span
  }

  /// Splits a leading path argument off: a string, regular expression, or array of them.
  private func splitPath(_ arguments: [ValueID], _ call: CallReference) -> (path: WrittenPath?, rest: [ValueID]) {
    guard let first = arguments.first else { return (nil, []) }
    let model = evaluator.files[call.file.index]
    let span = model[first].span
    if let text = evaluator.constantText(call.file, first) {
      return (WrittenPath(text: text, span: span), Array(arguments.dropFirst()))
    }
    switch model[first].kind {
    case .concatenation, .literal, .opaque, .unknown:
      return (WrittenPath(text: nil, span: span), Array(arguments.dropFirst()))
    default:
      break
    }
    let entities = evaluator.evaluate(call.file, first)
    if entities.contains(where: { $0.kind == .string }) {
      return (WrittenPath(text: nil, span: span), Array(arguments.dropFirst()))
    }
    if let array = entities.first(where: { $0.kind == .array }) {
      let items = evaluator.elements(ofArray: array)
      if !items.isEmpty, items.allSatisfy({ $0.kind == .string }) {
        let texts = items.map { evaluator.text(Atom($0.id)) }
        return (WrittenPath(text: texts.joined(separator: " | "), span: span), Array(arguments.dropFirst()))
      }
    }
    if entities.isEmpty, arguments.count > 1, !looksCallable(model[first].kind) {
      return (WrittenPath(text: nil, span: span), Array(arguments.dropFirst()))
    }
    return (nil, arguments)
  }

  private func looksCallable(_ kind: ValueKind) -> Bool {
    switch kind {
    case .function, .class, .call, .array, .object, .imported, .module: true
    default: false
    }
  }

  /// The path of `app.route(path)`.
  private func routePath(of receiver: Entity) -> String? {
    guard let call = receiver.siteCall, let first = arguments(of: call).first else { return nil }
    return evaluator.constantText(call.file, first)
  }

  /// The router behind `router.route(path)`.
  private func routeParent(of receiver: Entity) -> Entity? {
    guard let call = receiver.siteCall else { return nil }
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    guard callee.kind == .member else { return nil }
    return evaluator.evaluate(call.file, ValueID(callee.a)).first { serverType(of: $0) != nil }
  }

  private func mounted(_ path: String?, _ receiver: Entity) -> String? {
    guard let path else { return nil }
    let own = routerPrefix(of: receiver)
    guard let prefix = mounts.prefix(of: receiver) else { return nil }
    return MountTable.join(prefix, MountTable.join(own, path))
  }

  /// `new Router({ prefix: "/users" })`
  private func routerPrefix(of receiver: Entity) -> String {
    guard serverType(of: receiver) == .koaRouter, let call = receiver.siteCall else { return "" }
    guard let first = arguments(of: call).first else { return "" }
    return option("prefix", of: first, call.file) ?? ""
  }

  private func option(_ name: String, of value: ValueID, _ file: FileIndex) -> String? {
    for entity in evaluator.evaluate(file, value) where entity.kind == .object {
      let model = evaluator.files[entity.file.index]
      for property in model.properties(of: model[ValueID(entity.id)]) where evaluator.text(property.name) == name {
        return evaluator.constantText(entity.file, property.value, in: entity.context)
      }
    }
    return ""
  }
}

/// What makes two registrations the same.
private struct HandlerKey: Hashable {
  var site: RequestHandler.Site
  var route: String
  var function: FunctionReference
  var context: ContextID

  init(_ handler: RequestHandler) {
    site = handler.site
    route = handler.route
    function = handler.function
    context = handler.context
  }
}
