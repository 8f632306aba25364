extension ServerType {
  static let hapi = ServerType("Hapi server")
  static let hapiEvents = ServerType("events of a Hapi server")
}

extension Framework {
  private static let hapiRoute = RouteObject(
    method: ["method"], path: ["path"],
    functions: [
      "handler", "options.handler", "config.handler", "handler.file", "options.handler.file", "config.handler.file",
      "handler.directory.path", "options.handler.directory.path", "config.handler.directory.path", "options.pre",
      "config.pre", "options.pre.method",
      "config.pre.method", "options.validate.failAction", "config.validate.failAction", "options.ext.*.method",
      "options.response.failAction", "options.validate.payload", "options.validate.query", "options.validate.params",
    ])

  private static func function(_ places: [Place], _ label: String) -> RegistrationShape {
    .functions(FunctionShape(places: places, label: .named(label), signature: .hapi))
  }

  /// What the options of a server say for all its routes.
  private static let serverOptions: [String: RegistrationShape] = {
    func shape(_ path: String) -> RegistrationShape {
      function(Place.argument(0, path + "routes.validate.failAction"), "a request that is not valid")
    }
    var table: [String: RegistrationShape] = ["@hapi/glue#compose": shape("server."), "glue#compose": shape("server.")]
    for name in ["@hapi/hapi#server", "@hapi/hapi#Server", "hapi#server", "hapi#Server"] { table[name] = shape("") }
    return table
  }()

  /// Hapi 17 to 21, and hapi before. Source: hapi.dev API reference (21.x), 2026.
  static let hapi = Framework(
    name: "Hapi", package: "@hapi/hapi",
    makers: [
      "@hapi/hapi#server()": .hapi, "@hapi/hapi#Server()": .hapi, "hapi#server()": .hapi, "hapi#Server()": .hapi,
      "@hapi/glue#compose()": .hapi, "glue#compose()": .hapi, "hapi#createServer()": .hapi,
    ],
    annotations: ["@hapi/hapi#Server": "@hapi/hapi#server()", "hapi#Server": "@hapi/hapi#server()"],
    chaining: [.hapi: ["connection", "select"]],
    derived: [.hapi: ["listener": .httpServer, "auth": .hapi, "events": .hapiEvents]],
    registrations: [
      .hapiEvents: [
        (
          ["on", "addListener"],
          .event(
            ["request", "response"],
            FunctionShape(places: Place.argument(1), label: .named("every {0}"), signature: .hapi))
        )
      ],
      .hapi: [
        (["route"], .routeObject(hapiRoute)),
        (
          ["register"],
          .plugin(
            PluginShape(
              paths: ["", "register", "plugin", "plugin.register", "plugin.plugin.register"],
              gives: "@hapi/hapi#server()",
              prefixes: ["routes.prefix"], ownOptions: .beside(plugin: "plugin", options: "options")))
        ),
        (["dependency"], .plugin(PluginShape(plugin: .index(1), gives: "@hapi/hapi#server()"))),
        (
          ["ext"],
          .event(
            [
              "onRequest", "onPreAuth", "onCredentials", "onPostAuth", "onPreHandler", "onPostHandler", "onPreResponse",
              "onPostResponse",
            ],
            FunctionShape(places: Place.argument(1), label: .named("the {0} extension"), signature: .hapi))
        ),
        (["handler"], function(Place.argument(1), "the handler type {0}")),
        (
          ["method"],
          .functions(
            FunctionShape(
              places: Place.argument(1) + Place.argument(0, "method"), label: .named("the server method {0}")))
        ),
        (
          ["strategy"],
          .functions(
            FunctionShape(
              places: Place.argument(2, "validate", "validateFunc", "verify", "redirectTo"),
              label: .named("the authentication {0}"), signature: .hapi))
        ),
        (
          ["scheme"],
          .functions(
            FunctionShape(
              places: Place.argument(1, "()authenticate", "()payload", "()response", "()verify"),
              label: .named("the authentication scheme {0}"), signature: .hapi))
        ),
      ],
    ],
    calls: serverOptions,
    presumedParameters: [
      PresumedParameter(
        package: "@hapi/hapi", names: ["server", "srv"], gives: "@hapi/hapi#server()", functions: ["register"]),
      PresumedParameter(package: "hapi", names: ["server"], gives: "@hapi/hapi#server()", functions: ["register"]),
    ],
    awaits: .always, signature: .hapi)
}
