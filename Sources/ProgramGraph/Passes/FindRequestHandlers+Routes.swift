import JavaScript
import Semantics
import SourceText

/// Reading single registrations.
extension FindRequestHandlers {
  mutating func readHere(_ registration: Registration) {
    registrant = registrant(of: registration.call, in: standpoint)
    defer { registrant = nil }
    let arguments = arguments(of: registration.call)
    switch registration.known.shape {
    case .verb(let options): readVerb(registration, arguments, options: options)
    case .all(let options): readVerb(registration, arguments, options: options)
    case .use:
      let (path, rest) = splitPath(arguments, registration.call)
      let written = path.map { $0.text } ?? ""
      add(rest[...], registration, .middleware, mounted(written, registration.receiver), path?.span)
    case .parameter:
      add(arguments.dropFirst(), registration, .named("a route parameter"), nil, nil)
    case .methods(let methods, let path, let handlers):
      guard arguments.count > handlers else { return }
      let (written, _) = splitPath([arguments[path]], registration.call)
      let names = texts(arguments[methods], registration.call.file).map { $0.uppercased() }
      add(
        arguments[handlers...], registration, .route, mounted(written?.text, registration.receiver), written?.span,
        method: names.isEmpty ? "ALL" : names.joined(separator: "|"))
    case .described(let object): readDescribed(registration, arguments, object)
    case .routeObject(let object): readRouteObjects(registration, arguments, object)
    case .event(let events, let shape):
      guard let first = arguments.first,
        let name = evaluator.constantText(registration.call.file, first, in: standpoint)
      else {
        if events.isEmpty { read(shape, registration) } else { readDescribedEvents(events, shape, registration) }
        return
      }
      if events.isEmpty || events.contains(name) { read(shape, registration) }
    case .laterEvent(let begun, let shape):
      let file = registration.call.file
      if let first = arguments.first, evaluator.isEvent(first, in: file, among: begun) { return }
      let others = arguments.first.map { evaluator.functions(ofObjectsNamed: $0, in: file, among: begun) } ?? []
      read(shape, registration, besides: others)
    case .functions(let shape): read(shape, registration)
    case .several(let shapes):
      for shape in shapes { read(shape, registration) }
    case .plugin: readPluginHandlers(registration, arguments)
    case .resource: readResource(registration, arguments)
    case .mount, .prefix, .groupPrefix: return
    }
  }

  private mutating func read(
    _ shape: FunctionShape, _ registration: Registration, besides others: Set<FunctionReference> = []
  ) {
    // Declaring things is no handling.
    if shape.phase == .startUp { return }
    if let member = shape.needs, !isCalled(member, on: registration.receiver) { return }
    if let part = shape.makesContext {
      if registration.known.framework.name == Framework.tRPC.name {
        procedureContexts.add(part, shape.places, registration.call, evaluator)
      } else {
        resolverContexts.add(part, shape.places, registration.call, evaluator)
      }
    }
    for place in shape.places {
      for found in functions.functions(at: place, of: registration.call, in: standpoint)
      where !others.contains(found.function.function) {
        let description = description(of: shape, found, registration.call, registration.known.framework)
        add(
          [found], registration.known.framework, description, receiver: registration.receiver, call: registration.call)
      }
    }
  }

  /// `server.ext({ type: "onPreHandler", method })`, or a list of such objects.
  private mutating func readDescribedEvents(
    _ events: Set<String>, _ shape: FunctionShape, _ registration: Registration
  ) {
    guard registration.type == .hapi, let first = arguments(of: registration.call).first else { return }
    let file = registration.call.file
    for entity in objects(in: evaluator.evaluate(file, first)) {
      guard let event = constant("type", in: entity), events.contains(event) else { continue }
      let site = RequestHandler.Site(file: file, span: evaluator.files[file.index][registration.call.call].calleeSpan)
      add(
        functions.functions(in: [entity], along: "method"), registration.known.framework,
        Description(
          kind: .named("the \(event) extension"), site: site, phase: shape.phase, awaits: shape.awaits,
          signature: shape.signature), receiver: registration.receiver, call: registration.call)
    }
  }

  /// Plugins that are given handlers in their options: `register(mercurius, { resolvers })`.
  private mutating func readPluginHandlers(_ registration: Registration, _ arguments: [ValueID]) {
    guard arguments.count > 1 else { return }
    let file = registration.call.file
    for entity in evaluator.evaluate(file, arguments[0]) where entity.kind == .external {
      let name = evaluator.externals.text(ExternalID(entity.id))
      for path in Framework.fastifyPluginOptions[name] ?? [] {
        let shape = FunctionShape(
          places: [Place(position: .index(1), path: path)], label: .named("the plugin \(name)"), isListed: false)
        read(shape, registration)
      }
      guard let paths = Framework.graphQLPlugins[name] else { continue }
      for path in paths {
        let place = Place(position: .index(1), path: path)
        let shape = FunctionShape(places: [place], label: .named("the resolver {*}"), signature: .resolver)
        for found in functions.functions(at: place, of: registration.call) {
          add([found], Framework.graphQL, description(of: shape, found, registration.call, Framework.graphQL))
        }
      }
    }
  }

  /// Whether a member of the same thing is called somewhere.
  private func isCalled(_ member: String, on thing: Entity) -> Bool {
    guard let id = evaluator.externals.member(ExternalID(thing.id), evaluator.atoms.intern(member), evaluator.atoms)
    else { return false }
    return callees.contains { calls in
      calls.contains { found in
        found.contains { $0.entity.id == id.raw && $0.entity.kind == .external && $0.entity.site == thing.site }
      }
    }
  }

  // MARK: Methods and paths

  private mutating func readVerb(_ registration: Registration, _ arguments: [ValueID], options: [String]) {
    if registration.type == .expressRoute {
      let path = routePath(of: registration.receiver)
      let base = routeParent(of: registration.receiver) ?? registration.receiver
      add(arguments[...], registration, .route, mounted(path, base), nil, options: options)
      return
    }
    if registration.type == .nextConnect {
      readNextConnect(registration, arguments)
      return
    }
    if registration.type == .hono, let first = arguments.first, splitPath([first], registration.call).path == nil {
      // Without a path of its own it serves the one before in the chain.
      let path = pathBefore(registration.call) ?? "*"
      return add(arguments[...], registration, .route, mounted(path, registration.receiver), nil)
    }
    // `app.get("setting")` reads a setting.
    guard arguments.count > 1 else { return }
    if readTable(registration, arguments) { return }
    if registration.type == .restify,
      let described = objects(in: evaluator.evaluate(registration.call.file, arguments[0], in: standpoint)).first,
      let path = ["path", "name", "url"].compactMap({ constant($0, in: described) }).first
    {
      add(arguments[1...], registration, .route, mounted(path, registration.receiver), nil)
      return
    }
    let (path, rest) = splitPath(arguments, registration.call)
    guard !rest.isEmpty, !isNeverMatched(path?.text, registration) else { return }
    // Koa's routes may have a name before their path.
    let mayBeNamed = registration.type == .koaRouter || registration.type == .eggRouter
    let named = mayBeNamed && rest.count > 1 ? splitPath(rest, registration.call) : (nil, rest)
    let written = (named.0 ?? path).map { $0.text } ?? ""
    add(
      named.1[...], registration, .route, mounted(written, registration.receiver), path?.span, options: options)
  }

  /// Express holds the path of a request, which begins with a slash, against `users/list` as it is written.
  private func isNeverMatched(_ path: String?, _ registration: Registration) -> Bool {
    guard registration.type == .expressApplication || registration.type == .expressRouter,
      let first = path?.first, path?.contains(" | ") == false
    else { return false }
    return first.isLetter || first.isNumber
  }

  /// `/books` of `app.get("/books", list).post(make)`.
  private func pathBefore(_ call: CallReference) -> String? {
    let model = evaluator.files[call.file.index]
    var callee = model[model[call.call].callee]
    for _ in 0..<32 {
      guard callee.kind == .member, model[ValueID(callee.a)].kind == .call else { return nil }
      let site = model[CallID(model[ValueID(callee.a)].a)]
      if let first = model.values(site.arguments).first, let text = evaluator.constantText(call.file, first) {
        return text
      }
      callee = model[site.callee]
    }
    return nil
  }

  /// `handler.get(list)` of next-connect: without a path it serves the route of the file it stands in, with one that
  /// path of the whole address.
  private mutating func readNextConnect(_ registration: Registration, _ arguments: [ValueID]) {
    let (written, rest) = splitPath(arguments, registration.call)
    let path = written.map(\.text) ?? routeOfFile(registration.call.file, registration.known.framework)?.path
    add(rest[...], registration, .route, path, written?.span)
  }

  /// The route that a file has by where it stands.
  func routeOfFile(_ file: FileIndex, _ framework: Framework) -> FileHandlers.Place? {
    FileHandlers(evaluator: evaluator, examined: examined, packages: packages, functions: functions)
      .place(of: file, framework)
  }

  /// `for (const route of routes) app[route.method](route.path, route.handler)`: a route for each item of the table.
  private mutating func readTable(_ registration: Registration, _ arguments: [ValueID]) -> Bool {
    let file = registration.call.file
    let model = evaluator.files[file.index]
    guard let (base, pathName) = member(arguments[0], file) else { return false }
    let items = evaluator.evaluate(file, base, in: standpoint).filter { $0.kind == .object }
    guard items.count > 1 else { return false }
    let callee = model[model[registration.call.call].callee]
    let methodName = callee.kind == .element ? member(ofCase(ValueID(callee.b), model), file)?.name : nil
    for item in items {
      let path = text(pathName, in: item)
      let method = methodName.flatMap { text($0, in: item) }?.uppercased() ?? methodText(registration)
      for argument in arguments.dropFirst() {
        guard let (other, name) = member(argument, file), other == base else {
          add([argument], registration, .route, mounted(path, registration.receiver), nil, method: method)
          continue
        }
        let found = functions.handlers(in: evaluator.lookUp(name, in: item), options: [])
        let site = RequestHandler.Site(file: file, span: model[registration.call.call].calleeSpan)
        add(
          found, registration.known.framework,
          Description(kind: .route, method: method, path: mounted(path, registration.receiver), site: site),
          receiver: registration.receiver, call: registration.call)
      }
    }
    return true
  }

  /// `route.path` as the value of `route` and the name, through a variable that destructuring made.
  func member(_ value: ValueID, _ file: FileIndex, depth: Int = 0) -> (base: ValueID, name: Atom)? {
    let model = evaluator.files[file.index]
    let record = model[value]
    switch record.kind {
    case .member: return (base(ValueID(record.a), file), Atom(record.b))
    case .spread where depth < 3: return member(ValueID(record.a), file, depth: depth + 1)
    case .binding where depth < 3:
      // Beside a default there may be one.
      let values = model.values(model[BindingID(record.a)].values).filter { model[$0].kind != .array }
      return values.count == 1 ? member(values[0], file, depth: depth + 1) : nil
    case .choice where depth < 3:
      let values = model.values(ListID(record.a)).filter { model[$0].kind != .array }
      return values.count == 1 ? member(values[0], file, depth: depth + 1) : nil
    default: return nil
    }
  }

  /// What stands before `.toLowerCase()`.
  private func ofCase(_ value: ValueID, _ model: ProgramFile) -> ValueID {
    guard model[value].kind == .call else { return value }
    let callee = model[model[CallID(model[value].a)].callee]
    guard callee.kind == .member, ["toLowerCase", "toUpperCase"].contains(evaluator.text(Atom(callee.b))) else {
      return value
    }
    return ValueID(callee.a)
  }

  /// The value behind a variable that is given one value.
  private func base(_ value: ValueID, _ file: FileIndex) -> ValueID {
    let model = evaluator.files[file.index]
    guard model[value].kind == .binding else { return value }
    let values = model.values(model[BindingID(model[value].a)].values)
    return values.count == 1 ? values[0] : value
  }

  func text(_ name: Atom, in entity: Entity) -> String? {
    evaluator.lookUp(name, in: entity).first { $0.kind == .string }.map { evaluator.text(Atom($0.id)) }
      ?? option(evaluator.text(name), of: entity)
  }

  private func texts(_ value: ValueID, _ file: FileIndex) -> [String] {
    if let text = evaluator.constantText(file, value, in: standpoint) { return [text] }
    return evaluator.evaluate(file, value, in: standpoint).flatMap { entity -> [String] in
      switch entity.kind {
      case .string: [evaluator.text(Atom(entity.id))]
      case .array: evaluator.elements(ofArray: entity).filter { $0.kind == .string }.map { evaluator.text(Atom($0.id)) }
      default: []
      }
    }
  }

  // MARK: Objects that describe routes

  private mutating func readRouteObjects(
    _ registration: Registration, _ arguments: [ValueID], _ object: RouteObject
  ) {
    guard let first = arguments.first else { return }
    for entity in objects(in: evaluator.evaluate(registration.call.file, first, in: standpoint)) {
      let found = object.functions.map { ($0, functions.functions(in: [entity], along: $0)) }
      let methods = object.method.flatMap { texts($0, in: entity) }.map { $0.uppercased() }
      let url = object.path.compactMap { constant($0, in: entity) }.first
      let path = mounted(url, registration.receiver)
      for (name, items) in found {
        add(
          items, registration.known.framework,
          Description(
            kind: .route, method: methods.isEmpty || methods.contains("*") ? "ALL" : methods.joined(separator: "|"),
            path: path, site: site(of: name, in: entity)), receiver: registration.receiver, call: registration.call)
      }
    }
  }

  /// `app.openapi(createRoute({ method: "get", path: "/books" }), handler)`
  private mutating func readDescribed(
    _ registration: Registration, _ arguments: [ValueID], _ object: RouteObject
  ) {
    guard arguments.count > 1 else { return }
    let described = objects(in: evaluator.evaluate(registration.call.file, arguments[0], in: standpoint)).first
    let methods = described.map { entity in object.method.flatMap { texts($0, in: entity) } } ?? []
    let path = described.flatMap { entity in object.path.compactMap { constant($0, in: entity) }.first }
    let method = methods.isEmpty ? "ALL" : methods.map { $0.uppercased() }.joined(separator: "|")
    let place = mounted(path, registration.receiver)
    // `middleware` of the description runs before the handler.
    for name in object.functions {
      guard let described else { continue }
      add(
        functions.functions(in: [described], along: name), registration.known.framework,
        Description(kind: .route, method: method, path: place, site: site(of: name, in: described)),
        receiver: registration.receiver, call: registration.call)
    }
    add(arguments[1...], registration, .route, place, nil, method: method)
  }

  private func objects(in entities: [Entity], depth: Int = 0) -> [Entity] {
    guard depth < 4 else { return [] }
    return entities.flatMap { evaluator.callable($0) }.flatMap { entity -> [Entity] in
      switch entity.kind {
      case .object: [entity]
      case .array: objects(in: evaluator.elements(ofArray: entity), depth: depth + 1)
      default: []
      }
    }
  }

  private func site(of way: String, in entity: Entity) -> RequestHandler.Site {
    let model = evaluator.files[entity.file.index]
    let name = way.prefix { $0 != "." }
    let properties = model.properties(of: model[ValueID(entity.id)])
    let property = properties.first { evaluator.text($0.name) == name }
    let span = property.map { model[$0.value].span } ?? model[ValueID(entity.id)].span
    return RequestHandler.Site(file: entity.file, span: span.isEmpty ? model[ValueID(entity.id)].span : span)
  }

  private func texts(_ name: String, in entity: Entity) -> [String] {
    evaluator.lookUp(evaluator.atoms.intern(name), in: entity).flatMap { value -> [String] in
      switch value.kind {
      case .string: [evaluator.text(Atom(value.id))]
      case .array:
        evaluator.elements(ofArray: value).filter { $0.kind == .string }.map { evaluator.text(Atom($0.id)) }
      default: []
      }
    }
  }

  private func constant(_ name: String, in entity: Entity) -> String? {
    let model = evaluator.files[entity.file.index]
    let properties = model.properties(of: model[ValueID(entity.id)])
    if let property = properties.first(where: { evaluator.text($0.name) == name }),
      let text = evaluator.constantText(entity.file, property.value, in: entity.context)
    {
      return text
    }
    return texts(name, in: entity).first
  }

  // MARK: Adding

  private mutating func add(
    _ arguments: ArraySlice<ValueID>, _ registration: Registration, _ kind: RequestHandler.Kind, _ path: String?,
    _ span: Span?, method: String? = nil, options: [String] = []
  ) {
    let file = registration.call.file
    let site = RequestHandler.Site(
      file: file, span: span ?? evaluator.files[file.index][registration.call.call].calleeSpan)
    for argument in arguments {
      var found = functions.functions(in: argument, file, standpoint, options: options)
      found = decorated(found, picked: argument, file)
      if registration.type == .adonisRouter { found += controllerMethods(argument, file) }
      if registration.type == .eggRouter { found += eggMethods(argument, file) }
      add(
        found, registration.known.framework,
        Description(kind: kind, method: method ?? methodText(registration), path: path, site: site),
        receiver: registration.receiver, call: registration.call)
    }
  }

  private func methodText(_ registration: Registration) -> String {
    if case .all = registration.known.shape { return "ALL" }
    switch registration.known.member {
    case "del", "deleteRequest": return "DELETE"
    case "opts": return "OPTIONS"
    case "any": return "ALL"
    case "[]":
      let model = evaluator.files[registration.call.file.index]
      let callee = model[model[registration.call.call].callee]
      let names = (callee.kind == .element ? texts(ValueID(callee.b), registration.call.file) : [])
        .filter { Framework.expressMethods.contains($0.lowercased()) }
      return names.isEmpty ? "ALL" : names.map { $0.uppercased() }.joined(separator: "|")
    case let member: return member.uppercased()
    }
  }
}
