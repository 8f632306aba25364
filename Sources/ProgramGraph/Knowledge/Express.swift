extension ServerType {
  static let expressApplication = ServerType("Express application")
  static let expressRouter = ServerType("Express router")
  static let expressRoute = ServerType("Express route")
  static let expressWebSockets = ServerType("express-ws instance")
}

extension Framework {
  /// Methods an Express application or router has a function for: `methods` of Node, lower case, as Express 4.18 and
  /// 5.1 register them; `ws` is what express-ws adds.
  static let expressMethods: Set<String> = [
    "acl", "bind", "checkout", "connect", "copy", "delete", "get", "head", "link", "lock", "m-search", "merge",
    "mkactivity", "mkcalendar", "mkcol", "move", "notify", "options", "patch", "post", "propfind", "proppatch", "purge",
    "put", "rebind", "report", "search", "source", "subscribe", "trace", "unbind", "unlink", "unlock", "unsubscribe",
    "del", "ws",
  ]

  /// Express 4 and 5, and Connect. Rejections are seen from Express 5.0 on (expressjs.com, "Migrating to Express 5").
  /// Source: expressjs.com API reference (4.x, 5.x), 2026.
  static let express = Framework(
    name: "Express", package: "express",
    makers: [
      "express()": .expressApplication, "express#Router()": .expressRouter, "connect()": .expressApplication,
      "express-promise-router()": .expressRouter, "router()": .expressRouter, "express#express()": .expressApplication,
      "@root/async-router#Router()": .expressRouter, "express-ws()": .expressWebSockets,
      "express#application": .expressApplication, "express#Route()": .expressRoute,
      "@feathersjs/express()": .feathersExpress, "express-async-router#AsyncRouter()": .expressRouter,
      "@awaitjs/express#addAsync()": .expressApplication, "@awaitjs/express#Router()": .expressRouter,
      "@polka/router()": .expressRouter, "json-server#create()": .expressApplication,
      "json-server#router()": .expressRouter, "express-unless()": .expressRouter,
      // An Express 4 application of its own. Source: loopback.io, LoopBack 3, "LoopBack application object".
      "loopback()": .expressApplication, "loopback#Router()": .expressRouter,
    ],
    annotations: [
      "express#Application": "express()", "express#Express": "express()", "express#Router": "express#Router()",
      "express#IRouter": "express#Router()", "express#application": "express()", "express#core.Express": "express()",
      "express#IRoute": "express().route()", "express#e.Application": "express()",
      "express-serve-static-core#Express": "express()", "express-serve-static-core#Application": "express()",
      "express-serve-static-core#Router": "express#Router()", "express-ws#Application": "express()",
      "express-ws#Router": "express#Router()", "express#express.Application": "express()",
      "express#express.Router": "express#Router()", "express#express.Express": "express()",
      "connect#Server": "connect()",
    ],
    chaining: [
      .expressApplication: expressMethods.union(["use", "all", "param", "set", "enable", "disable", "engine"]),
      .expressRouter: expressMethods.union(["use", "all", "param"]),
      .expressRoute: expressMethods.union(["all"]),
      .feathersExpress: expressMethods.union(["use", "all", "param", "set", "enable", "disable", "engine"]),
    ],
    derived: [
      .expressApplication: ["route": .expressRoute, "listen": .httpServer],
      .expressRouter: ["route": .expressRoute],
      .feathersExpress: ["route": .expressRoute, "listen": .httpServer],
      .expressWebSockets: ["app": .expressApplication],
    ],
    registrations: [
      .expressApplication: [
        (expressMethods, .verb()), (["all"], .all()), (["use"], .use), (["param"], .parameter), (["ws"], webSocket),
        (["group"], group),
      ],
      .expressRouter: [
        (expressMethods, .verb()), (["all"], .all()), (["use"], .use), (["param"], .parameter), (["ws"], webSocket),
        (["group"], group),
      ],
      .feathersExpress: [(expressMethods, .verb()), (["all"], .all()), (["use"], .use), (["param"], .parameter)],
      .expressRoute: [(expressMethods, .verb()), (["all"], .all())],
    ],
    typedFunctions: [
      "express#RequestHandler": middleware, "express#ErrorRequestHandler": middleware,
      "express#Handler": middleware, "express-serve-static-core#RequestHandler": middleware,
    ],
    presumedParameters: [
      PresumedParameter(package: "express", names: ["app", "router", "expressApp"], gives: "express()")
    ],
    awaits: .since(5), signature: .expressLike)

  /// express-ws and its kin hand over a socket, on which the function listens.
  private static let webSocket: RegistrationShape = .functions(
    FunctionShape(
      places: Place.from(1), label: .named("a socket's connection"), signature: .connection, gives: [0: "ws#Socket()"],
      isListed: false))

  /// `app.group("/v1", (router) => …)` of express-group-routes. Source: its README, 2026.
  private static let group: RegistrationShape = .plugin(
    PluginShape(plugin: .index(1), gives: "express#Router()", prefixArgument: 0))

  private static let middleware = FunctionShape(places: [], label: .named("a request"), signature: .expressLike)

  /// Routers of these packages see what handlers reject, whatever the version of Express.
  static let awaitingRouters: Set<String> = [
    "express-promise-router", "@root/async-router", "express-async-router", "@awaitjs/express",
  ]

  /// Modules that, once loaded, make Express see what handlers reject.
  static let awaitingPatches: Set<String> = [
    "express-async-errors", "express-async-await", "express-exception-handler", "express-yields",
  ]
}
