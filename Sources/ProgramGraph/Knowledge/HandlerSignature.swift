import SourceText

/// What a framework hands to a function, by position. Sources: the frameworks' own references, 2026.
package enum HandlerSignature: Sendable, Hashable {
  /// `(request, response, next)`, with an error before them where there are four: Express, Connect, node:http, Polka.
  case expressLike
  case fastify, koa, hapi, hono, elysia, h3
  /// `(request: Request, context)` of the Fetch standard.
  case webRequest
  /// Parameters say by decorators what they are: NestJS, routing-controllers, TypeGraphQL.
  case decorated
  /// `(parent, arguments, context, information)`
  case resolver
  /// `({ input, ctx })`
  case procedure
  /// `(event, context, callback)` of AWS Lambda.
  case lambda
  /// `(context, request)` of Azure Functions before version 4.
  case contextFirst
  /// Everything handed over comes from the other side: sockets, messages, server actions.
  case payload
  /// The first parameter is what the other side sent.
  case payloadFirst
  /// `(connection, request)`
  case connection
  case job
  /// Nothing is known, or nothing of the client is handed over.
  case unknown

  package enum ParameterRole: String, Sendable, CaseIterable {
    case request, response, next, error, context, payload, connection, parent, other
  }

  /// What the parameters of a function with this many are.
  package func roles(count: Int, isErrorHandler: Bool = false) -> [ParameterRole] {
    let all: [ParameterRole] =
      switch self {
      case .expressLike:
        isErrorHandler ? [.error, .request, .response, .next] : [.request, .response, .next, .payload]
      case .fastify: isErrorHandler ? [.error, .request, .response] : [.request, .response, .payload, .next]
      case .hapi: [.request, .response]
      case .koa, .hono, .elysia, .h3: [.request, .next]
      case .webRequest: [.request, .context]
      case .decorated, .unknown: []
      case .resolver: [.parent, .payload, .context, .other]
      case .procedure, .lambda: [.request, .context, .next]
      case .contextFirst: [.context, .request]
      case .payload: Array(repeating: .payload, count: count)
      case .payloadFirst: [.payload, .other, .other]
      case .connection: [.connection, .request]
      case .job: [.payload]
      }
    return Array(all.prefix(count))
  }
}

/// Which members of what a handler is given the client decides.
package struct RequestMember: Sendable, Hashable {
  package enum Source: String, Sendable, CaseIterable { case body, addressing, headers, files, realtime }

  /// What a value may be when the client chooses.
  package enum Shape: String, Sendable, CaseIterable {
    /// Text, whatever is sent.
    case text
    /// Text, or a list of texts.
    case texts
    /// Anything JSON or a parser of nested queries can say: operators for databases too.
    case anything
  }

  /// Members in order: `["request", "body"]`; those that are called are written with `()`.
  package var path: [String]
  package var source: Source
  package var shape: Shape
}

extension HandlerSignature {
  /// The members of the parameter in the role of the request that the client decides. Empty path: all of it.
  package var requestMembers: [RequestMember] {
    func members(_ source: RequestMember.Source, _ shape: RequestMember.Shape, _ paths: String...) -> [RequestMember] {
      paths.map { RequestMember(path: $0.parts(between: ".").map(String.init), source: source, shape: shape) }
    }
    switch self {
    case .expressLike:
      return members(.body, .anything, "body") + members(.addressing, .anything, "query")
        + members(.addressing, .text, "params", "url", "originalUrl", "path", "param()")
        + members(.headers, .text, "headers", "get()", "header()", "cookies", "signedCookies", "hostname")
        + members(.files, .anything, "file", "files")
    case .fastify:
      return members(.body, .anything, "body") + members(.addressing, .texts, "query")
        + members(.addressing, .text, "params", "url", "raw.url")
        + members(.headers, .text, "headers", "cookies", "hostname")
        + members(.files, .anything, "file()", "files()", "parts()")
    case .koa:
      return members(.body, .anything, "request.body") + members(.addressing, .texts, "query", "request.query")
        + members(.addressing, .text, "params", "url", "path", "originalUrl", "querystring", "request.url")
        + members(.headers, .text, "headers", "header", "get()", "request.headers", "cookies.get()", "hostname")
        + members(.files, .anything, "request.files", "file", "files")
    case .hapi:
      return members(.body, .anything, "payload") + members(.addressing, .texts, "query")
        + members(.addressing, .text, "params", "path", "url") + members(.headers, .text, "headers", "state")
    case .hono:
      return members(.body, .anything, "req.json()", "req.parseBody()", "req.formData()")
        + members(.body, .text, "req.text()", "req.raw")
        + members(.addressing, .text, "req.query()", "req.queries()", "req.param()", "req.url", "req.path")
        + members(.headers, .text, "req.header()")
    case .elysia:
      return members(.body, .anything, "body") + members(.addressing, .texts, "query")
        + members(.addressing, .text, "params", "path") + members(.headers, .text, "headers", "cookie")
    case .h3:
      return members(.addressing, .text, "path", "context.params", "node.req.url")
        + members(.headers, .text, "headers", "node.req.headers")
    case .webRequest:
      return members(.body, .anything, "json()", "formData()", "body")
        + members(.body, .text, "text()", "blob()", "arrayBuffer()")
        + members(.addressing, .text, "url", "nextUrl.searchParams", "nextUrl.pathname", "query")
        + members(.headers, .text, "headers", "cookies")
    case .lambda:
      return members(.body, .text, "body")
        + members(
          .addressing, .text, "queryStringParameters", "pathParameters", "rawPath", "path", "rawQueryString",
          "multiValueQueryStringParameters") + members(.headers, .text, "headers", "cookies")
        + members(.realtime, .anything, "Records")
    case .procedure:
      return members(.realtime, .anything, "input", "rawInput")
    case .contextFirst:
      return members(.body, .anything, "body") + members(.addressing, .texts, "query", "params", "url")
        + members(.headers, .text, "headers")
    case .connection:
      return members(.addressing, .text, "url") + members(.headers, .text, "headers")
    case .job: return members(.realtime, .anything, "data")
    case .payload, .payloadFirst: return [RequestMember(path: [], source: .realtime, shape: .anything)]
    case .resolver, .decorated, .unknown: return []
    }
  }
}
