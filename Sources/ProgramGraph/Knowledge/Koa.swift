extension ServerType {
  static let koaApplication = ServerType("Koa application")
  static let koaRouter = ServerType("Koa router")
}

extension Framework {
  private static let koaMethods: Set<String> = [
    "get", "head", "post", "put", "delete", "del", "options", "patch", "link", "unlink",
  ]

  private static let koaRoute = RouteObject(
    method: ["method"], path: ["path"], functions: ["handler", "pre", "preHandler"])

  /// Koa 2 and 3 with @koa/router (koa-router), koa-joi-router and koa-route. Source: koajs.com and the routers' READMEs,
  /// 2026.
  static let koa = Framework(
    name: "Koa", package: "koa",
    makers: [
      "koa()": .koaApplication, "koa#Application()": .koaApplication, "@koa/router()": .koaRouter,
      "koa-router()": .koaRouter, "koa-better-router()": .koaRouter, "koa-joi-router()": .koaRouter,
      "@koa/router#Router()": .koaRouter, "koa-router#Router()": .koaRouter, "koa-tree-router()": .koaRouter,
      "koa-joi-router#Router()": .koaRouter, "@koa-better-modules/joi-router()": .koaRouter,
      "koa-isomorphic-router()": .koaRouter, "koa2-router()": .koaRouter, "koa-websocket()": .koaApplication,
      "@feathersjs/koa#koa()": .feathersKoa,
    ],
    annotations: [
      "koa#Application": "koa()", "koa": "koa()", "koa#default": "koa()", "@koa/router": "@koa/router()",
      "koa-router": "@koa/router()", "@koa/router#Router": "@koa/router()", "@midwayjs/koa#Application": "koa()",
    ],
    chaining: [
      .koaApplication: ["use", "on"],
      .koaRouter: koaMethods.union(["use", "all", "param", "prefix", "register", "redirect", "route", "loadMethods"]),
    ],
    derived: [.koaApplication: ["listen": .httpServer, "ws": .koaApplication]],
    registrations: [
      .feathersKoa: [(["use"], .use)],
      .koaApplication: [
        (["use"], .use),
        (
          ["on"],
          .event(["error"], FunctionShape(places: Place.argument(1), label: .named("the error listener")))
        ),
      ],
      .koaRouter: [
        (koaMethods, .verb(options: ["handler"])), (["all"], .all(options: ["handler"])), (["use"], .use),
        (["param"], .parameter), (["prefix"], .prefix), (["register"], .methods(methods: 1, path: 0, handlers: 2)),
        (["route", "addRoutes"], .routeObject(koaRoute)),
      ],
    ],
    prefixOptions: [.koaRouter: "prefix"],
    calls: koaRouteCalls,
    awaits: .always, signature: .koa)

  /// `koa-route`: `app.use(route.get("/", handler))`; `koa-compose`.
  private static let koaRouteCalls: [String: RegistrationShape] = {
    var table: [String: RegistrationShape] = [:]
    // Put together to be called with a context: middleware, wherever it is used.
    table["koa-compose"] = .functions(
      FunctionShape(places: Place.argument(0), label: .everyRequest, signature: .koa, givesWay: true))
    for method in koaMethods { table["koa-route#" + method] = .verb() }
    table["koa-route#all"] = .all()
    return table
  }()

  /// Calls that make middleware out of what is registered on the router they are called on.
  static let routerMiddleware: Set<String> = ["routes", "middleware", "callback", "handler", "allowedMethods"]

  /// `mount("/path", application)`
  static let mounts: Set<String> = ["koa-mount()"]
}
