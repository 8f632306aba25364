import JavaScript
import Semantics

/// Gives the parameters of handlers what frameworks call them with, so that `res.json()` is a call of the framework's
/// and what middleware hangs on a request is found on it.
struct HandlerParameters {
  let evaluator: Evaluator

  func give(to handlers: [RequestHandler], contexts: ResolverContexts, ofProcedures: ResolverContexts) {
    let given = contexts.things(evaluator)
    let options = ofProcedures.options(evaluator)
    for handler in handlers {
      if handler.signature == .procedure, let options {
        evaluator.inflows.add(options, to: .parameter(handler.function, at: 0))
      }
      if handler.signature == .resolver {
        for thing in given { evaluator.inflows.add(thing, to: .parameter(handler.function, at: 2)) }
      }
      if let path = Self.receivers[handler.framework] {
        let thing = Entity(kind: .external, file: FileIndex(0), id: evaluator.path(path).raw)
        evaluator.inflows.add(thing, to: .parameter(handler.function, at: FlowTarget.this))
      }
      // `app.ws("/path", (socket, request) => …)` is given a socket where it is registered.
      guard handler.method != "WS", let paths = Self.things[handler.framework] else { continue }
      let parameters = evaluator.files[handler.function.file.index][handler.function.function].parameters
      // Error handlers are given the error first.
      let isErrorHandler = handler.kind == .named("the error handler")
      for (index, path) in paths.enumerated() {
        let place = index + (isErrorHandler && handler.framework == Framework.express.name ? 1 : 0)
        guard place < parameters.count else { break }
        let thing = Entity(kind: .external, file: FileIndex(0), id: evaluator.path(path).raw)
        evaluator.inflows.add(thing, to: .parameter(handler.function, at: place))
      }
    }
  }

  /// By framework, what its handlers are called on.
  private static let receivers = [Framework.fastify.name: "fastify()"]

  /// By framework, what its handlers are called with. Sources: the frameworks' own references, 2026.
  private static let things: [String: [String]] = [
    Framework.express.name: ["express#Request()", "express#Response()", "express#NextFunction()"],
    Framework.fastify.name: ["fastify#FastifyRequest()", "fastify#FastifyReply()"],
    Framework.koa.name: ["koa#Context()", "koa#Next()"], Framework.egg.name: ["egg#Context()", "koa#Next()"],
    Framework.hapi.name: ["@hapi/hapi#Request()", "@hapi/hapi#ResponseToolkit()"],
    Framework.nodeHTTP.name: ["node:http#IncomingMessage()", "node:http#ServerResponse()"],
  ]
}

/// What servers of GraphQL hand to resolvers as their third argument.
struct ResolverContexts {
  private var wholes: [Entity] = []
  private var members: [Atom: [Entity]] = [:]

  /// Notes what stands at these places: objects, or functions that make them.
  mutating func add(
    _ part: FunctionShape.ContextPart, _ places: [Place], _ call: CallReference, _ evaluator: Evaluator
  ) {
    let model = evaluator.files[call.file.index]
    let arguments = model.values(model[call.call].arguments)
    for place in places {
      guard case .index(let index) = place.position, index < arguments.count else { continue }
      let name = evaluator.atoms.intern(place.path)
      let given = evaluator.evaluate(call.file, arguments[index]).filter { $0.kind != .external }
        .flatMap { evaluator.lookUp(name, in: $0) }
      let things = given.flatMap { $0.kind == .function ? evaluator.returns(of: $0) : [$0] }
        .filter { $0.kind == .object || $0.kind == .instance }
      switch part {
      case .whole: wholes += things
      case .member(let name): members[evaluator.atoms.intern(name), default: []] += things
      }
    }
  }

  /// What a procedure of tRPC is given, where the context is known.
  func options(_ evaluator: Evaluator) -> Entity? {
    guard !wholes.isEmpty else { return nil }
    let path = evaluator.path(Framework.procedureOptions)
    evaluator.givenMembers[path] = [evaluator.atoms.intern("ctx"): wholes]
    return Entity(kind: .external, file: FileIndex(0), id: path.raw)
  }

  /// What the parameter of a resolver may be.
  func things(_ evaluator: Evaluator) -> [Entity] {
    let context = evaluator.path(Framework.resolverContext)
    let given = members.filter { !$0.value.isEmpty }
    if given.isEmpty { return wholes }
    evaluator.givenMembers[context] = given
    return wholes + [Entity(kind: .external, file: FileIndex(0), id: context.raw)]
  }
}
