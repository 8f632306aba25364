import JavaScript
import Semantics

/// Gives the parameters of handlers what frameworks call them with, so that `res.json()` is a call of the framework's
/// and what middleware hangs on a request is found on it.
struct HandlerParameters {
  let evaluator: Evaluator

  func give(to handlers: [RequestHandler]) {
    for handler in handlers {
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

  /// By framework, what its handlers are called with. Sources: the frameworks' own references, 2026.
  private static let things: [String: [String]] = [
    Framework.express.name: ["express#Request()", "express#Response()", "express#NextFunction()"],
    Framework.fastify.name: ["fastify#FastifyRequest()", "fastify#FastifyReply()"],
    Framework.koa.name: ["koa#Context()", "koa#Next()"],
    Framework.nodeHTTP.name: ["node:http#IncomingMessage()", "node:http#ServerResponse()"],
  ]
}
