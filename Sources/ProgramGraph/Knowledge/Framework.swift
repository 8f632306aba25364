/// What nodevet knows of one framework: data, no logic.
struct Framework: Sendable {
  var name: String
  /// The package whose resolved version is the framework's.
  var package: String
  /// External path of a call's result to what it is: `express()`.
  var makers: [String: ServerType] = [:]
  /// Declared types to the maker whose result they describe.
  var annotations: [String: String] = [:]
  /// Members that give the receiver back, so that calls can be chained.
  var chaining: [ServerType: Set<String>] = [:]
  /// Members that give another thing of the framework, as properties or as results of calls.
  var derived: [ServerType: [String: ServerType]] = [:]
  var registrations: [ServerType: [(members: Set<String>, shape: RegistrationShape)]] = [:]
  /// The option of a maker that names a prefix for all routes.
  var prefixOptions: [ServerType: String] = [:]
  /// Functions and constructors that take handlers, by external path.
  var calls: [String: RegistrationShape] = [:]
  /// Chains that begin at a package and end with a member, whatever stands between: `t.procedure.input(…).query(fn)`.
  var chainEnds: [String: [String: RegistrationShape]] = [:]
  /// Assignments to members: `socket.onmessage = fn`.
  var writes: [ServerType: [String: FunctionShape]] = [:]
  /// Functions declared with a type of the framework: `const routes: FastifyPluginAsync = async (app) => {}`.
  var typedFunctions: [String: FunctionShape] = [:]
  var presumedParameters: [PresumedParameter] = []
  var decorated: [DecoratedClass] = []
  var heirs: [HeirMethods] = []
  var files: [FileConvention] = []
  var serviceObjects: ServiceObject?
  /// Whether a rejected promise of a handler is seen by the framework.
  var awaits: Awaiting
  var signature: HandlerSignature = .unknown
}

extension Framework {
  /// In the order in which they are asked; for a package that several speak of, the first answers.
  static let all: [Framework] = [
    .express, .restify, .polka, .fastify, .koa, .hapi, .nest, .nodeHTTP, .next, .medusa, .socketIO, .webSockets,
    .graphQL,
    .typeGraphQL, .tRPC, .hono, .elysia, .nitro, .svelteKit, .remix, .astro, .adonis, .sails, .egg, .loopBack,
    .feathers,
    .moleculer, .meteor, .routingControllers, .overnight, .tsoa, .tsED, .inversify, .midway, .typescriptRest,
    .fastifyDecorators, .dinoloop,
    .openAPIBackend, .micro, .micri, .hyperExpress,
    .microWebSockets,
    .webStandard, .gRPC, .jsonRPC, .xrpc, .sockets, .lambda, .googleFunctions, .firebase, .azureFunctions, .vercel,
    .netlify,
    .cloudflare, .bull, .bullMQ, .jobQueues, .kafka, .amqp, .sqs, .cloudMessaging, .redis, .messageBrokers, .schedulers,
    .chatBots, .probotApplications, .passport, .nextAuth, .finale, .uploads, .validators, .middlewareOptions,
    .nodeProcess,
  ]
}

extension Framework {
  private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static func named(_ name: String) -> Framework? { byName[name] }
}

/// External functions whose result is (one of) their arguments.
enum PassThrough {
  enum Argument: Sendable { case first, all }

  private static let table: [String: Argument] = [
    "#Object.freeze": .first, "#Object.seal": .first, "#Object.preventExtensions": .first, "#Object.assign": .all,
    "#Promise.resolve": .first, "node:util#promisify": .first, "node:util#callbackify": .first,
    "node:util#deprecate": .first, "fastify-plugin": .first, "fastify-plugin#fp": .first, "#structuredClone": .first,
    "lodash#once": .first, "lodash#memoize": .first, "once": .first, "#Promise.all": .first,
    // Wrappers that call the handler they are given and forward its rejection.
    "express-async-handler": .first, "express-async-handler#asyncHandler": .first, "@root/async-router#wrap": .first,
    "express-async-wrap": .first, "async-middleware#wrap": .first, "express-asyncify": .first,
    "koa-convert": .first, "koa-compose": .all, "lodash#flatten": .first, "koa-websocket": .first,
    "@hono/zod-openapi#createRoute": .first,
    // Merging of objects: what is in one of them is in the result.
    "lodash#merge": .all, "lodash#assign": .all, "lodash#extend": .all, "lodash#defaults": .all,
    "lodash.merge": .all, "merge": .all, "deepmerge": .all, "extend": .all, "xtend": .all, "defu": .all,
    "lodash/merge": .all, "lodash#defaultsDeep": .all,
    "@graphql-tools/merge#mergeResolvers": .first, "merge-graphql-schemas#mergeResolvers": .first,
    "@graphql-tools/schema#mergeResolvers": .first, "graphql-tools#mergeResolvers": .first,
    "@graphql-tools/resolvers-composition#composeResolvers": .first,
    // Names a server that is attached to another one.
    "http-shutdown": .first, "server-destroy": .first, "stoppable": .first, "http-terminator": .first,
    "@trpc/server#router": .first, "next-connect#expressWrapper": .first,
    "async#reflect": .first, "bluebird#promisify": .first, "bluebird#promisifyAll": .first,
    "bluebird#coroutine": .first, "co#wrap": .first,
    "@hapi/hoek#merge": .all, "svelte#default": .first,
  ]

  static func argument(of path: String) -> Argument? { table[path] }
}
