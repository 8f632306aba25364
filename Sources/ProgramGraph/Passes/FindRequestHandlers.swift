import JavaScript
import Semantics
import SourceText

/// Finds the functions that frameworks call, by what the tables in `Knowledge` say: from calls that register them, from
/// decorators and types that mark them, from the files they stand in. A registration counts when its receiver *is* the
/// framework's thing; where nothing is known about the receiver, by its looks alone, and then it is called presumed.
struct FindRequestHandlers {
  let evaluator: Evaluator
  let examined: [Bool]
  let callees: [[[Evaluator.Callee]]]
  let packages: PackageFacts
  let functions: HandlerFunctions

  var mounts = MountTable()
  /// Registrations are read after all mounts are known, so that routes have their prefixes.
  var registrations: [Registration] = []
  private let found = Found()
  /// How many handlers were found at each call.
  var countOfCall: [CallReference: Int] = [:]
  /// Calls whose handlers are not told apart by their routes.
  var gathered: Set<CallReference> = []
  let callers: RegistrarCallers
  /// The call of the function around the registration that is being read.
  var standpoint = ContextID.any
  /// The class whose things make that registration, if it stands in one.
  var registrant: Entity?
  /// What resolvers are handed as their context.
  var resolverContexts = ResolverContexts()
  /// The same of tRPC's procedures.
  var procedureContexts = ResolverContexts()
  var names: [FileIndex: [UInt32: Atom]] = [:]
  /// Functions that register a group of routes, with the prefix that these have; nil where it is no constant.
  var groups: [(function: FunctionReference, prefix: String?)] = []

  var handlers: [RequestHandler] {
    get { found.handlers }
    _modify { yield &found.handlers }
  }

  /// Apart from the rest, so that copies of the finder do not make each addition copy them all.
  private final class Found {
    var handlers: [RequestHandler] = []
  }

  struct Registration {
    var call: CallReference
    /// The router or application it is made on.
    var receiver: Entity
    var known: ExternalTypes.Registration
    var type: ServerType? { known.type }
  }

  init(
    evaluator: Evaluator, examined: [Bool], callees: [[[Evaluator.Callee]]], packages: PackageFacts
  ) {
    self.evaluator = evaluator
    self.examined = examined
    self.callees = callees
    self.packages = packages
    functions = HandlerFunctions(evaluator: evaluator)
    callers = RegistrarCallers(callees)
  }

  mutating func run(configured: [ConfiguredHandler] = []) {
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for call in model.calls.indices {
        collect(CallReference(file: FileIndex(file), call: CallID(call)))
      }
    }
    for registration in registrations { read(registration) }
    prefixGroups()
    nameDecorated()
    readWrites()
    handlers += DecoratedHandlers(evaluator: evaluator, examined: examined, callees: callees).handlers()
    handlers += FileHandlers(
      evaluator: evaluator, examined: examined, packages: packages, functions: functions
    ).handlers(
      configured: configured + DeployedFunctions(evaluator: evaluator, examined: examined, callees: callees).handlers())
    readTypedFunctions()
    readTypedEvents()
    presume()
    dropUnmounted()
    setAside()
    for index in handlers.indices where handlers[index].framework == Framework.fastify.name {
      // Fastify puts a slash before a prefix that has none.
      guard let path = handlers[index].path, !path.isEmpty, !path.hasPrefix("/"), path != "*" else { continue }
      handlers[index].path = "/" + path
    }
    markOneAtATime()
    MiddlewareBefore(mounts: mounts).fill(&handlers)
    for index in handlers.indices {
      fillVersion(&handlers[index])
      handlers[index].pathEnd = pathEnd(of: handlers[index])
    }
  }

  /// Each registration once, in the order they are written; of one registration, in the order of its arguments.
  private mutating func setAside() {
    let registered = Set(handlers.filter { !$0.givesWay }.map(\.function))
    handlers.removeAll { $0.givesWay && registered.contains($0.function) }
    dropScripts()
    var seen: Set<HandlerKey> = []
    handlers = handlers.filter { seen.insert(HandlerKey($0)).inserted }
    handlers = handlers.enumerated().sorted { left, right in
      (left.element.site.file.raw, left.element.site.span.start, left.offset)
        < (right.element.site.file.raw, right.element.site.span.start, right.offset)
    }.map(\.element)
  }

  /// A script that prints a schema registers the resolvers that the server has as well.
  private mutating func dropScripts() {
    func isInScript(_ handler: RequestHandler) -> Bool {
      PathRoles.scriptFolder(of: evaluator.files[handler.site.file.index].path) != nil
    }
    guard handlers.contains(where: isInScript) else { return }
    let served = Set(handlers.filter { !isInScript($0) }.map { Served(function: $0.function, route: $0.route) })
    handlers = handlers.filter { !isInScript($0) || !served.contains(Served(function: $0.function, route: $0.route)) }
  }

  private struct Served: Hashable {
    var function: FunctionReference
    var route: String
  }

  private func fillVersion(_ handler: inout RequestHandler) {
    guard let framework = Framework.named(handler.framework) else { return }
    let path = evaluator.files[handler.site.file.index].path
    handler.frameworkVersion = packages.major(of: framework.package, for: path)
    if case .since = framework.awaits, !handler.awaitsRejection {
      handler.awaitsRejection =
        framework.awaits.holds(major: handler.frameworkVersion)
        || (framework.name == Framework.express.name
          && Framework.awaitingPatches.contains { packages.depends(path, on: $0) })
    }
  }

  // MARK: Registrations

  private mutating func collect(_ call: CallReference) {
    for callee in callees[call.file.index][call.call.index] where callee.entity.kind == .external {
      for known in evaluator.conduct(of: ExternalID(callee.entity.id)).registrations {
        if known.type == .telegramBot, known.member == "catch", isOfStart(call) { continue }
        let registration = Registration(call: call, receiver: receiver(of: call, callee.entity), known: known)
        registrations.append(registration)
        collectMounts(registration)
      }
    }
  }

  /// `bot.start().catch(report)`: what starts a bot gives a promise, where what registers gives the bot.
  private func isOfStart(_ call: CallReference) -> Bool {
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    guard callee.kind == .member, case let base = model[ValueID(callee.a)], base.kind == .call else { return false }
    let inner = model[CallID(base.a)]
    return model[inner.callee].kind == .member && evaluator.text(Atom(model[inner.callee].b)) == "start"
      && !model.values(inner.arguments).contains { model[$0].kind == .function }
  }

  /// The thing the method was called on, with the site that made it.
  private func receiver(of call: CallReference, _ callee: Entity) -> Entity {
    let model = evaluator.files[call.file.index]
    let value = model[model[call.call].callee]
    guard value.kind == .member || value.kind == .element else { return callee }
    let bases = evaluator.evaluate(call.file, ValueID(value.a))
    return bases.first { $0.kind == .external && $0.site == callee.site && $0.file == callee.file }
      ?? bases.lazy.compactMap { servers(of: $0).first }.first ?? callee
  }

  func arguments(of call: CallReference) -> [ValueID] {
    let model = evaluator.files[call.file.index]
    return Array(model.values(model[call.call].arguments))
  }

  func serverType(of entity: Entity) -> ServerType? {
    entity.kind == .external ? evaluator.conduct(of: ExternalID(entity.id)).type : nil
  }

  // MARK: Adding

  /// What is to be said of the functions found at a registration.
  struct Description {
    var kind: RequestHandler.Kind
    var method: String?
    var path: String?
    var site: RequestHandler.Site
    var phase = Phase.request
    var awaits: Awaiting?
    var signature: HandlerSignature?
    var isListed = true
    var givesWay = false
  }

  mutating func add(_ found: [HandlerFunctions.Found], _ framework: Framework, _ description: Description) {
    add(found, framework, description, receiver: nil, call: nil)
  }

  mutating func add(
    _ found: [HandlerFunctions.Found], _ framework: Framework, _ description: Description, receiver: Entity?,
    call: CallReference?
  ) {
    let isExpressLike = (description.signature ?? framework.signature) == .expressLike
    for item in found {
      let arity = evaluator.files[item.function.file.index][FunctionID(item.function.id)].parameters.count
      let mayBeErrorHandler = description.kind == .middleware || description.kind == .route
      let isErrorHandler = arity == 4 && isExpressLike && mayBeErrorHandler && framework.name != Framework.hapi.name
      var handler = RequestHandler(
        function: item.function.function, context: item.function.context, framework: framework.name,
        kind: isErrorHandler ? .named("the error handler") : description.kind,
        method: description.kind == .route ? description.method : nil, path: description.path, site: description.site)
      handler.phase = description.phase
      handler.awaitsRejection = (description.awaits ?? framework.awaits) == .always || awaits(receiver)
      handler.signature = description.signature ?? framework.signature
      handler.isListed = description.isListed
      handler.givesWay = description.givesWay
      handler.receiver = receiver
      handler.call = call
      handlers += handler.withWrappers(item.wrappers)
    }
  }

  private func awaits(_ receiver: Entity?) -> Bool {
    guard let receiver, receiver.kind == .external else { return false }
    let path = evaluator.externals.text(ExternalID(receiver.id))
    return Framework.awaitingRouters.contains { path.hasPrefix($0) }
  }

  /// What is said of functions that a shape describes; `name` is what `{property}` stands for.
  func description(
    of shape: FunctionShape, _ found: HandlerFunctions.Found, _ call: CallReference, _ framework: Framework
  ) -> Description {
    var call = call
    var kind = RequestHandler.Kind.middleware
    var place: FileHandlers.Place?
    switch shape.label {
    case .named(let template): kind = .named(text(template, found, call))
    case .everyRequest: break
    case .routeOfFile(let template):
      // Others may be anything: routers name the route of what they are given.
      if let making = exported(call) {
        call = making
        place = routeOfFile(making.file, framework)
      }
      kind = place.map { $0.isMiddleware ? .middleware : .route } ?? .named(text(template, found, call))
    }
    let site = RequestHandler.Site(file: call.file, span: evaluator.files[call.file.index][call.call].calleeSpan)
    return Description(
      kind: kind, method: place?.method, path: place?.isMiddleware == true ? "" : place?.path, site: site,
      phase: shape.phase, awaits: shape.awaits, signature: shape.signature,
      isListed: shape.isListed, givesWay: shape.givesWay)
  }
}

extension RequestHandler {
  /// The handler and the closures of wrappers around it, which the framework calls in its place.
  func withWrappers(_ wrappers: [Entity]) -> [RequestHandler] {
    var inner = self
    inner.closures = wrappers
    return [inner]
      + wrappers.map { wrapper in
        var outer = self
        outer.function = wrapper.function
        outer.context = wrapper.context
        outer.isListed = false
        return outer
      }
  }
}

extension FindRequestHandlers {
  /// The call whose result a file gives away: this one, or that of the function of the program which makes it for others:
  /// `export default defineUserHandler(…)`.
  private func exported(_ call: CallReference) -> CallReference? {
    if isDefaultExport(call) { return call }
    var context = standpoint
    while let entry = evaluator.contexts[context] {
      if entry.heritage == nil, isDefaultExport(entry.call) { return entry.call }
      context = entry.outer
    }
    return nil
  }

  /// `export default defineEventHandler(…)`
  private func isDefaultExport(_ call: CallReference) -> Bool {
    let model = evaluator.files[call.file.index]
    let result = model[call.call].result
    return model.exports.contains { record in
      guard case .local(let value) = record.kind else { return false }
      return record.name == .default && value == result
    }
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
