extension Framework {
  private static let koaMethods: Set<String> = [
    "get", "head", "post", "put", "delete", "del", "options", "patch", "link", "unlink",
  ]

  /// Koa 2 and 3 with @koa/router (koa-router). Source: koajs.com and the router's README, 2026.
  static let koa = Framework(
    name: "Koa",
    constructors: [
      "koa()": .koaApplication, "@koa/router()": .koaRouter, "koa-router()": .koaRouter,
      "koa-better-router()": .koaRouter, "koa-joi-router()": .koaRouter, "@koa/router#Router()": .koaRouter,
      "koa-tree-router()": .koaRouter,
    ],
    annotations: ["koa#Application": "koa()"],
    chaining: [
      .koaApplication: ["use", "on"],
      .koaRouter: koaMethods.union(["use", "all", "param", "prefix", "register", "redirect"]),
    ],
    derived: [.koaApplication: ["listen": .httpServer]],
    registrations: [
      .koaApplication: [(["use"], .use)],
      .koaRouter: [(koaMethods, .verb), (["all"], .all), (["use"], .use), (["param"], .parameter)],
    ],
    awaitsHandlers: true)
}
