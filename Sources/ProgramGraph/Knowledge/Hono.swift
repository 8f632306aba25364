extension ServerType {
  static let hono = ServerType("Hono application")
  static let honoFactory = ServerType("Hono factory")
}

extension Framework {
  private static let honoMethods: Set<String> = ["get", "post", "put", "patch", "delete", "options", "head"]

  /// Hono 3 and 4 with @hono/zod-openapi. Source: hono.dev API reference (Routing, Hono, Factory), 2026.
  static let hono = Framework(
    name: "Hono", package: "hono",
    makers: [
      "hono#Hono()": .hono, "hono/quick#Hono()": .hono, "hono/tiny#Hono()": .hono, "hono()": .hono,
      "@hono/zod-openapi#OpenAPIHono()": .hono, "hono/factory#createFactory()": .honoFactory,
      "hono/factory#Factory()": .honoFactory, "hono/factory#createFactory().createApp()": .hono,
      "hono/preset#Hono()": .hono,
    ],
    annotations: ["hono#Hono": "hono#Hono()", "@hono/zod-openapi#OpenAPIHono": "@hono/zod-openapi#OpenAPIHono()"],
    chaining: [
      .hono: honoMethods.union([
        "all", "use", "on", "route", "onError", "notFound", "openapi", "mount", "doc",
      ])
    ],
    // An application of its own, with the routes of the one it is taken from.
    derived: [.honoFactory: ["createApp": .hono], .hono: ["basePath": .hono]],
    registrations: [
      .hono: [
        (honoMethods, .verb()), (["all"], .all()), (["use"], .use), (["basePath"], .prefix),
        (["on"], .methods(methods: 0, path: 1, handlers: 2)), (["route"], .mount),
        (
          ["onError"],
          .functions(
            FunctionShape(places: Place.argument(0), label: .named("the error handler"), signature: .hono))
        ),
        (
          ["notFound"],
          .functions(
            FunctionShape(places: Place.argument(0), label: .named("the not-found handler"), signature: .hono))
        ),
        (
          ["mount"],
          .functions(
            FunctionShape(
              places: Place.argument(1), label: .named("every request under {0}"), signature: .webRequest))
        ),
        (["openapi"], .described(RouteObject(method: ["method"], path: ["path"], functions: ["middleware"]))),
      ],
      .honoFactory: [
        (
          ["createHandlers", "createMiddleware"],
          .functions(
            FunctionShape(
              places: Place.from(0), label: .named("a handler of the factory"), signature: .hono, givesWay: true))
        )
      ],
    ],
    calls: [
      "hono/factory#createFactory": .plugin(PluginShape(paths: ["initApp"], gives: "hono#Hono()")),
      "hono/factory#Factory": .plugin(PluginShape(paths: ["initApp"], gives: "hono#Hono()")),
      "hono/basic-auth#basicAuth": option("verifyUser"), "hono/bearer-auth#bearerAuth": option("verifyToken"),
      "hono/cors#cors": option("origin"),
      "@hono/zod-openapi#OpenAPIHono": .functions(
        FunctionShape(
          places: Place.argument(0, "defaultHook"), label: .named("what follows the check of a route"),
          signature: .unknown)),
    ],
    awaits: .always, signature: .hono)

  private static func option(_ name: String) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: Place.argument(0, name), label: .named("the check of credentials"), signature: .unknown,
        isListed: false))
  }
}
