import JavaScript
import Semantics

/// What frameworks hand to the functions they call, by function and position.
struct HandlerRoles {
  enum Role {
    case thing(String)
    /// All of it comes from the other side.
    case data(RequestPart)
  }

  private var roles: [FunctionReference: [Role?]] = [:]

  init(_ handlers: [RequestHandler], _ evaluator: Evaluator) {
    for handler in handlers where roles[handler.function] == nil {
      roles[handler.function] = Self.roles(of: handler)
    }
  }

  func role(of function: FunctionReference, at index: Int) -> Role? {
    guard let known = roles[function], index < known.count else { return nil }
    return known[index]
  }

  /// By framework, as their references have it.
  private static func roles(of handler: RequestHandler) -> [Role?] {
    let isError = handler.kind == .named("the error handler")
    switch handler.framework {
    case "Express", "Connect", "Polka", "Restify":
      let own: [Role?] = [.thing("express.request"), .thing("express.response"), nil, .data(.params)]
      return isError ? [nil] + own : own
    case "Fastify":
      let own: [Role?] = [.thing("fastify.request"), .thing("fastify.reply")]
      return isError ? [nil] + own : own
    case "Koa": return [.thing("koa.context")]
    case "Hapi": return [.thing("hapi.request"), .thing("hapi.toolkit")]
    case "node:http": return [.thing("node.request"), .thing("node.response")]
    case "Hono": return [.thing("hono.context")]
    default: return []
    }
  }
}
