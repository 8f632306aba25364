import JavaScript
import Semantics

/// What frameworks hand to the functions they call, by function and position, in the names of `RequestThings`.
struct HandlerRoles {
  enum Role {
    case thing(String)
    /// All of it comes from the other side; `object`: not only as a text.
    case data(RequestPart, object: Bool)
    /// What somebody wrote in a chat, as the chat's service tells it.
    case chat
  }

  private var roles: [FunctionReference: [Role?]] = [:]

  init(_ handlers: [RequestHandler], _ evaluator: Evaluator) {
    for handler in handlers where roles[handler.function] == nil {
      let record = evaluator.files[handler.function.file.index][handler.function.function]
      // `arguments` and rest parameters reach further than the list.
      var found = handler.parameterRoles(count: max(record.parameters.count, 4)).map { Self.role($0, of: handler) }
      if case .thing(let thing)? = found.first ?? nil, thing.hasPrefix("express"), isSigned(handler, evaluator) {
        found[0] = .thing(RequestThings.signed)
      }
      if found.contains(where: { $0 != nil }) {
        roles[handler.function] = found
      } else if handler.framework == Framework.uploads.name, record.parameters.count == 3,
        isOfMulter(handler, evaluator)
      {
        roles[handler.function] = [.thing("express.request"), .thing("upload"), nil]
      }
    }
  }

  /// `(request, file, done)` of multer's `filename`, `destination` and `fileFilter`.
  private func isOfMulter(_ handler: RequestHandler, _ evaluator: Evaluator) -> Bool {
    guard let call = handler.call else { return false }
    let file = evaluator.files[call.file.index]
    return evaluator.evaluate(call.file, file[call.call].callee).contains { entity in
      entity.kind == .external && Framework.isOfMulter(evaluator.externals.text(ExternalID(entity.id)))
    }
  }

  /// `app.post("/webhook", middleware(config), handler)`, where the middleware lets through what a chat's service signed.
  private func isSigned(_ handler: RequestHandler, _ evaluator: Evaluator) -> Bool {
    guard let call = handler.call else { return false }
    let file = evaluator.files[call.file.index]
    return file.values(file[call.call].arguments).contains { argument in
      file[argument].kind == .call
        && evaluator.evaluate(call.file, argument).contains { entity in
          entity.kind == .external
            && RequestThings.signing.contains(evaluator.externals.text(ExternalID(entity.id)))
        }
    }
  }

  func role(of function: FunctionReference, at index: Int) -> Role? {
    guard let known = roles[function], index < known.count else { return nil }
    return known[index]
  }

  private static func role(_ role: HandlerSignature.ParameterRole, of handler: RequestHandler) -> Role? {
    switch role {
    case .request: return request(of: handler).map { .thing($0) }
    case .response: return response(of: handler).map { .thing($0) }
    case .context: return context(of: handler).map { .thing($0) }
    case .payload: return payload(of: handler)
    case .connection: return handler.framework == "socket.io" ? .thing("socketio.socket") : nil
    case .next, .error, .parent, .other: return nil
    }
  }

  private static func request(of handler: RequestHandler) -> String? {
    switch handler.signature {
    case .expressLike:
      if handler.framework == "node:http" { return "node.request" }
      // Version 5 reads queries without nesting.
      return handler.framework == "Express" && (handler.frameworkVersion ?? 4) > 4
        ? "express5.request" : "express.request"
    case .fastify: return "fastify.request"
    case .koa: return "koa.context"
    case .hapi: return "hapi.request"
    case .hono: return "hono.context"
    case .elysia: return "elysia.context"
    case .h3: return "h3.event"
    case .webRequest:
      // These hand over one object, the request among its members.
      if ["SvelteKit", "Remix"].contains(handler.framework) { return "route.event" }
      // `getServerSideProps(context)`, and what pages of the app router are given.
      return handler.framework == "Next.js" && handler.route.hasPrefix("the page") ? "next.context" : "fetch.request"
    case .procedure: return "trpc.options"
    case .lambda: return "lambda.event"
    case .contextFirst: return "azure.request"
    case .connection: return "node.request"
    case .decorated, .resolver, .payload, .payloadFirst, .job, .unknown: return nil
    }
  }

  private static func response(of handler: RequestHandler) -> String? {
    switch handler.signature {
    case .expressLike: handler.framework == "node:http" ? "node.response" : "express.response"
    case .fastify: "fastify.reply"
    case .hapi: "hapi.toolkit"
    case .koa, .hono, .elysia, .h3, .webRequest, .procedure, .lambda, .contextFirst, .connection, .decorated, .resolver,
      .payload, .payloadFirst, .job, .unknown:
      nil
    }
  }

  private static func context(of handler: RequestHandler) -> String? {
    switch handler.signature {
    case .webRequest: "next.context"
    case .contextFirst: "azure.context"
    case .expressLike, .fastify, .koa, .hapi, .hono, .elysia, .h3, .decorated, .resolver, .procedure, .lambda, .payload,
      .payloadFirst, .connection, .job, .unknown:
      nil
    }
  }

  private static func payload(of handler: RequestHandler) -> Role? {
    switch handler.signature {
    case .job: return .thing("job")
    // The value of `app.param("id", (request, response, next, value) => …)`.
    case .expressLike: return .data(.params, object: false)
    case .fastify: return .data(.body, object: true)
    case .resolver: return .data(.arguments, object: true)
    case .payload, .payloadFirst:
      if handler.framework == Framework.chatBots.name { return .chat }
      // Actions of servers are functions that clients call.
      return .data(handler.framework == "Next.js" ? .arguments : .message, object: true)
    case .koa, .hapi, .hono, .elysia, .h3, .webRequest, .decorated, .procedure, .lambda, .contextFirst, .connection,
      .unknown:
      return nil
    }
  }
}
