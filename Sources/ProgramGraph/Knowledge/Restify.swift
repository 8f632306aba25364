extension ServerType {
  static let restify = ServerType("Restify server")
}

extension Framework {
  private static let restifyMethods: Set<String> = ["get", "head", "post", "put", "patch", "del", "opts", "delete"]

  /// Restify 8 to 11; from 9 on async functions with at most two parameters are awaited. Source: restify.com, server API,
  /// 2026.
  static let restify = Framework(
    name: "Restify", package: "restify",
    makers: ["restify#createServer()": .restify, "restify-router#Router()": .restify],
    annotations: ["restify#Server": "restify#createServer()"],
    chaining: [.restify: ["use", "pre", "on"]],
    registrations: [
      .restify: [
        (restifyMethods, .verb()), (["use", "pre"], .use), (["param"], .parameter),
        (
          ["on"],
          .event(
            [
              "NotFound", "MethodNotAllowed", "VersionNotAllowed", "UnsupportedMediaType", "after", "pre", "routed",
              "uncaughtException", "restifyError", "InternalServer",
            ],
            FunctionShape(
              places: Place.argument(1), label: .named("the server's {0} event"), signature: .expressLike))
        ),
      ]
    ],
    awaits: .since(9), signature: .expressLike)
}
