extension Framework {
  /// Methods an Express application or router has a function for: `methods` of Node, lower case, as Express 4.18 and
  /// 5.1 register them.
  static let expressMethods: Set<String> = [
    "acl", "bind", "checkout", "connect", "copy", "delete", "get", "head", "link", "lock", "m-search", "merge",
    "mkactivity", "mkcalendar", "mkcol", "move", "notify", "options", "patch", "post", "propfind", "proppatch", "purge",
    "put", "rebind", "report", "search", "source", "subscribe", "trace", "unbind", "unlink", "unlock", "unsubscribe",
    "del",
  ]

  /// Express 4 and 5, and Connect. Source: expressjs.com API reference (4.x, 5.x), 2026.
  static let express = Framework(
    name: "Express",
    constructors: [
      "express()": .expressApplication, "express#Router()": .expressRouter, "connect()": .expressApplication,
      "express-promise-router()": .expressRouter, "router()": .expressRouter, "express#express()": .expressApplication,
      "@root/async-router#Router()": .expressRouter, "express-ws().app()": .expressApplication,
    ],
    annotations: [
      "express#Application": "express()", "express#Express": "express()", "express#Router": "express#Router()",
      "express#IRouter": "express#Router()", "express#application": "express()", "express#core.Express": "express()",
      "express#IRoute": "express().route()", "express#e.Application": "express()",
    ],
    chaining: [
      .expressApplication: expressMethods.union(["use", "all", "param", "set", "enable", "disable", "engine"]),
      .expressRouter: expressMethods.union(["use", "all", "param"]),
      .expressRoute: expressMethods.union(["all"]),
    ],
    derived: [
      .expressApplication: ["route": .expressRoute, "listen": .httpServer],
      .expressRouter: ["route": .expressRoute],
    ],
    registrations: [
      .expressApplication: [
        (expressMethods, .verb), (["all"], .all), (["use"], .use), (["param"], .parameter),
      ],
      .expressRouter: [(expressMethods, .verb), (["all"], .all), (["use"], .use), (["param"], .parameter)],
      .expressRoute: [(expressMethods, .verb), (["all"], .all)],
    ],
    awaitsHandlers: false)
}
