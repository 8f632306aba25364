extension ServerType {
  static let hyperExpress = ServerType("hyper-express server")
}

extension Framework {
  private static let methods: Set<String> = [
    "get", "post", "put", "patch", "delete", "del", "options", "head", "trace", "ws", "any",
  ]

  /// hyper-express 6, ultimate-express 1 and 2. Source: their documentation, 2026.
  static let hyperExpress = Framework(
    name: "hyper-express", package: "hyper-express",
    makers: [
      "hyper-express#Server()": .hyperExpress, "hyper-express#Router()": .hyperExpress,
      "ultimate-express()": .expressApplication, "ultimate-express#Router()": .expressRouter,
    ],
    chaining: [.hyperExpress: methods.union(["use", "all"])],
    registrations: [
      .hyperExpress: [
        (methods, .verb()), (["all"], .all()), (["use"], .use),
        (
          ["set_error_handler", "set_not_found_handler"],
          .functions(FunctionShape(places: Place.last(), label: .named("the error handler"), signature: .expressLike))
        ),
      ]
    ],
    awaits: .always, signature: .expressLike)
}
