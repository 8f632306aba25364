extension ServerType {
  static let elysia = ServerType("Elysia application")
  static let smallRouter = ServerType("router of the Fetch standard")
}

extension Framework {
  private static let methods: Set<String> = ["get", "post", "put", "patch", "delete", "options", "head", "connect"]
  private static let options = [
    "beforeHandle", "afterHandle", "transform", "parse", "error", "resolve", "open", "message", "close",
  ]

  private static func hook(_ label: String) -> RegistrationShape {
    .functions(FunctionShape(places: Place.last(), label: .named(label), signature: .elysia))
  }

  /// Elysia 1, itty-router 4 and 5, oak. Source: elysiajs.com (Handler, Life cycle), itty.dev, 2026.
  static let elysia = Framework(
    name: "Elysia", package: "elysia",
    makers: [
      "elysia#Elysia()": .elysia, "elysia()": .elysia, "itty-router#Router()": .smallRouter,
      "itty-router#AutoRouter()": .smallRouter, "itty-router#IttyRouter()": .smallRouter,
      "@oak/oak#Router()": .smallRouter, "@oak/oak#Application()": .smallRouter,
    ],
    annotations: ["elysia#Elysia": "elysia#Elysia()"],
    chaining: [
      .elysia: methods.union([
        "all", "use", "group", "guard", "derive", "resolve", "decorate", "state", "model", "onRequest", "onError",
        "onBeforeHandle", "onAfterHandle", "onTransform", "onParse", "onResponse", "onAfterResponse", "ws", "listen",
        "macro", "onStart", "onStop", "mapResponse", "as", "route",
      ]),
      .smallRouter: methods.union(["all", "use"]),
    ],
    registrations: [
      .elysia: [
        (methods, .verb(options: options)), (["all"], .all(options: options)), (["ws"], .all(options: options)),
        (["onRequest", "onBeforeHandle", "onAfterHandle", "onTransform", "onParse"], hook("every request")),
        (["onAfterResponse", "onResponse", "mapResponse"], hook("every response")),
        (["onError"], hook("the error handler")), (["derive", "resolve"], hook("every request")),
        (["use"], .plugin(PluginShape(gives: "elysia#Elysia()"))),
        (
          ["group"],
          .plugin(PluginShape(plugin: .last, gives: "elysia#Elysia()", prefixArgument: 0))
        ),
        (["guard"], .plugin(PluginShape(plugin: .last, gives: "elysia#Elysia()"))),
        (["route"], .methods(methods: 0, path: 1, handlers: 2)),
      ],
      .smallRouter: [(methods, .verb()), (["all"], .all()), (["use"], .use)],
    ],
    prefixOptions: [.elysia: "prefix", .smallRouter: "base"],
    awaits: .always, signature: .elysia)
}
