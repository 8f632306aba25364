import SourceText

/// What frameworks hand to handlers, and which of its members the client decides. Sources: the frameworks' references
/// and the Fetch standard, 2026-11.
struct RequestThings {
  /// What a member is: another thing, or data.
  enum Member: Sendable {
    case thing(String)
    /// `object`: the sender may make it an object or a list.
    case data(RequestPart, object: Bool)
  }

  private static func text(_ part: RequestPart, _ names: String) -> [String: Member] {
    Dictionary(names.parts(between: " ").map { (String($0), .data(part, object: false)) }) { first, _ in first }
  }

  private static func object(_ part: RequestPart, _ names: String) -> [String: Member] {
    Dictionary(names.parts(between: " ").map { (String($0), .data(part, object: true)) }) { first, _ in first }
  }

  private static func things(_ table: [String: String]) -> [String: Member] { table.mapValues { .thing($0) } }

  /// Members by thing; those that are called are written with `()`.
  static let members: [String: [String: Member]] = {
    var table = written
    // Version 5 of Express reads `a[b]=c` as a name of its own.
    table["express5.request"] = text(.query, "query") + (written["express.request"] ?? [:])
    table[signed] = (written["express.request"] ?? [:]).filter { $0.key != "body" && $0.key != "rawBody" }
    return table
  }()

  private static let written: [String: [String: Member]] = [
    // Session and user are what the server says, not the client.
    "express.request": text(.params, "params") + object(.body, "body rawBody param()") + object(.query, "query")
      + text(.url, "url originalUrl path baseUrl") + text(.headers, "headers get() header() hostname host")
      + text(.cookies, "cookies signedCookies") + things(["file": "upload", "files": "uploads"]),
    "node.request": text(.url, "url") + text(.headers, "headers rawHeaders") + object(.body, "body"),
    "fastify.request": object(.body, "body") + text(.query, "query") + text(.params, "params")
      + text(.url, "url originalUrl") + text(.headers, "headers hostname") + text(.cookies, "cookies")
      + things([
        "raw": "node.request", "req": "node.request", "file()": "upload", "parts()": "uploads",
        "files()": "uploads",
      ]),
    "koa.context": text(.query, "query querystring search") + text(.params, "params")
      + text(.url, "url originalUrl path href") + text(.headers, "headers header get() hostname host")
      + things([
        "request": "koa.request", "req": "node.request", "cookies": "cookies", "file": "upload",
        "files": "uploads",
      ]),
    "koa.request": object(.body, "body rawBody") + text(.query, "query querystring search")
      + text(.url, "url originalUrl path href") + text(.headers, "headers header get() hostname host")
      + things(["files": "uploads"]),
    "hapi.request": object(.body, "payload") + text(.query, "query") + text(.params, "params")
      + text(.url, "path url") + text(.headers, "headers") + text(.cookies, "state"),
    "fetch.request": object(.body, "json() formData()") + text(.body, "text() blob() arrayBuffer() body")
      + text(.url, "url") + things(["headers": "headers", "nextUrl": "url", "cookies": "cookies"]),
    "route.event": text(.params, "params")
      + things(["request": "fetch.request", "url": "url", "cookies": "cookies"]),
    "url": text(.query, "searchParams search") + text(.url, "pathname href"),
    "headers": text(.headers, "get()"), "cookies": text(.cookies, "get() getAll()"),
    "hono.context": things(["req": "hono.request"]),
    "hono.request": text(.query, "query() queries()") + text(.params, "param()") + text(.headers, "header()")
      + object(.body, "json() parseBody() formData()") + text(.body, "text() blob() arrayBuffer() valid()")
      + text(.url, "url path") + things(["raw": "fetch.request"]),
    "elysia.context": object(.body, "body") + text(.query, "query") + text(.params, "params") + text(.url, "path")
      + text(.headers, "headers") + text(.cookies, "cookie") + things(["request": "fetch.request"]),
    "h3.event": text(.url, "path") + things(["node": "h3.node", "context": "h3.context"]),
    "h3.node": things(["req": "node.request"]), "h3.context": text(.params, "params"),
    "lambda.event": object(.body, "body")
      + text(.query, "queryStringParameters multiValueQueryStringParameters rawQueryString")
      + text(.params, "pathParameters") + text(.url, "rawPath path") + text(.headers, "headers multiValueHeaders")
      + text(.cookies, "cookies") + object(.message, "arguments Records"),
    "azure.request": object(.body, "body rawBody json() text() formData()") + text(.query, "query")
      + text(.params, "params") + text(.url, "url") + text(.headers, "headers"),
    "azure.context": things(["req": "azure.request"]), "trpc.options": object(.arguments, "input rawInput"),
    // What was sent along when the socket was opened.
    "socketio.socket": things(["handshake": "socketio.handshake", "request": "node.request"]),
    "socketio.handshake": object(.query, "query") + object(.message, "auth") + text(.headers, "headers")
      + text(.url, "url"),
    "next.context": text(.params, "params") + text(.query, "searchParams query")
      + things(["req": "express.request"]),
    "job": object(.message, "data"),
    // multer gives generated names; what the sender says of the file is tainted.
    "upload": text(.files, "originalname originalFilename mimetype name filename fieldname buffer file data"),
    "uploads": [:],
  ]

  /// A request whose body is a message of a chat, as its service tells it.
  static let signed = "express.signed.request"

  /// Middleware that lets nothing through but what such a service has signed. Sources: the packages' READMEs, 2026.
  static let signing: Set<String> = ["@line/bot-sdk#middleware()", "discord-interactions#verifyKeyMiddleware()"]

  /// The parts of a request by the names that Hono's validators have for them.
  static let validatedParts: [String: RequestPart] = [
    "query": .query, "param": .params, "header": .headers, "cookie": .cookies, "json": .body, "form": .body,
  ]

  /// What these frameworks hand over has passed the schema of its route, if the route has one.
  static let checkedBySchema: Set<String> = [
    "fastify.request", "hapi.request", "elysia.context", "trpc.options", "hono.request",
  ]

  /// What the service of a chat makes itself, of digits: nobody in the chat decides what it is. Sources: Discord's
  /// reference on snowflakes, Telegram's Bot API, 2026-11.
  static let chatNumbers: Set<String> = [
    "id", "guildId", "guildID", "channelId", "channelID", "authorId", "authorID", "userId", "userID", "applicationId",
    "targetId", "messageId", "ownerId", "ownerID", "roleId", "parentId", "commandId", "guild_id", "channel_id",
    "user_id", "message_id", "chat_id", "update_id", "message_thread_id", "date", "createdTimestamp", "discriminator",
    "memberCount",
  ]

  /// Methods of an interaction of Discord that give what somebody typed.
  static let chatAnswers: Set<String> = ["getString", "getTextInputValue", "getFocused"]

  /// Members of an upload by which the server calls the file it has put it in.
  static let storedNames: Set<String> = ["path", "filepath", "tempFilePath", "destination"]

  /// Things of which every element or property is another thing.
  static let elements: [String: String] = ["uploads": "upload"]

  /// Declared types that are such things.
  static let annotations: [String: String] = [
    "express#Request": "express.request", "express#express.Request": "express.request",
    "express-serve-static-core#Request": "express.request", "express#default.Request": "express.request",
    "fastify#FastifyRequest": "fastify.request", "koa#Context": "koa.context",
    "koa#ParameterizedContext": "koa.context",
    "koa#Koa.Context": "koa.context", "koa#default.Context": "koa.context", "@hapi/hapi#Request": "hapi.request",
    "next#NextApiRequest": "express.request", "next/server#NextRequest": "fetch.request",
    "hono#Context": "hono.context", "node:http#IncomingMessage": "node.request",
    "aws-lambda#APIGatewayProxyEvent": "lambda.event", "aws-lambda#APIGatewayProxyEventV2": "lambda.event",
    "aws-lambda#APIGatewayEvent": "lambda.event", "h3#H3Event": "h3.event", "polka#Request": "express.request",
    "restify#Request": "express.request", "@nestjs/common#Request": "express.request",
    "next#GetServerSidePropsContext": "next.context", "@vercel/node#VercelRequest": "express.request",
  ]

  /// Functions from outside that read the request they are given, with what they read.
  static let readers: [String: Member] = [
    "h3#readBody": .data(.body, object: true), "h3#readRawBody": .data(.body, object: false),
    "h3#getQuery": .data(.query, object: true), "h3#getRouterParam": .data(.params, object: false),
    "h3#getRouterParams": .data(.params, object: false), "h3#getHeader": .data(.headers, object: false),
    "h3#getRequestHeader": .data(.headers, object: false), "h3#getCookie": .data(.cookies, object: false),
    "#readBody": .data(.body, object: true), "#getQuery": .data(.query, object: true),
    "#getRouterParam": .data(.params, object: false), "micro#json": .data(.body, object: true),
    "micro#text": .data(.body, object: false), "raw-body": .data(.body, object: false),
    "formidable().parse": .thing("parsed form"), "formidable#IncomingForm().parse": .thing("parsed form"),
    "multiparty#Form().parse": .thing("parsed form"), "formidable#formidable().parse": .thing("parsed form"),
    "co-body": .data(.body, object: true), "next/headers#headers": .thing("headers"),
    "next/headers#cookies": .thing("cookies"), "body-parser": .data(.body, object: true),
  ]

  /// The method of formidable and multiparty that reads a form, fields and files.
  static func isForm(_ path: String) -> Bool {
    guard case .thing("parsed form")? = readers[path] else { return false }
    return true
  }

  /// Decorators of parameters. Sources: docs.nestjs.com, routing-controllers' and TypeGraphQL's READMEs.
  static let decorators: [String: Member] = {
    var table: [String: Member] = [:]
    for package in [
      "@nestjs/common", "routing-controllers", "@nestjs/graphql", "@nestjs/websockets",
      "@nestjs/microservices", "@tsed/common", "type-graphql", "inversify-express-utils", "@midwayjs/core",
      "@midwayjs/decorator", "typescript-rest",
    ] {
      let all: [String: Member] =
        object(.body, "Body BodyParams BodyParam RawBody requestBody FormParam")
        + object(.query, "Query QueryParams QueryParam queryParam")
        + text(.params, "Param PathParam PathParams Params requestParam")
        + text(.headers, "Headers HeaderParam HeaderParams")
        + text(.cookies, "CookieParam CookieParams cookies")
        + object(.arguments, "Args Arg") + object(.message, "MessageBody Payload")
        + things([
          "ContextRequest": "express.request", "Req": "express.request", "Request": "express.request",
          "request": "express.request", "Res": "express.response", "Response": "express.response",
          "response": "express.response",
        ])
        + things(["UploadedFile": "upload", "UploadedFiles": "uploads"])
      for (name, member) in all { table[package + "#" + name] = member }
    }
    return table
  }()
}

private func + (left: [String: RequestThings.Member], right: [String: RequestThings.Member]) -> [String: RequestThings
  .Member]
{
  left.merging(right) { first, _ in first }
}
