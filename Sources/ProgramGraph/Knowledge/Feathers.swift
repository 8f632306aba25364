extension ServerType {
  static let feathers = ServerType("Feathers application")
  /// An Express or Koa application that is a Feathers application too.
  static let feathersExpress = ServerType("Feathers application of Express")
  static let feathersKoa = ServerType("Feathers application of Koa")
  static let feathersService = ServerType("Feathers service")
}

extension Framework {
  private static let serviceMethods = ["find", "get", "create", "update", "patch", "remove"]

  private static let hooks = RegistrationShape.functions(
    FunctionShape(
      places: Place.argument(
        0, "before.*", "after.*", "error.*", "around.*"),
      label: .named("a service hook")))

  /// Feathers 1 and 2: `service.before({ create: [hook] })`.
  private static let oldHooks = RegistrationShape.functions(
    FunctionShape(places: Place.argument(0, "*"), label: .named("a service hook")))

  private static func application(gives path: String) -> [(members: Set<String>, shape: RegistrationShape)] {
    [
      (
        ["use"],
        .functions(
          FunctionShape(
            places: Place.argument(1, "find", "get", "create", "update", "patch", "remove"),
            label: .named("the service {0}"), signature: .payload))
      ),
      (["hooks"], hooks), (["configure"], .plugin(PluginShape(gives: path, isReceiver: true))),
    ]
  }

  /// Feathers 2, 4 and 5. Source: feathersjs.com (Services, Hooks), 2026.
  static let feathers = Framework(
    name: "Feathers", package: "@feathersjs/feathers",
    makers: [
      "@feathersjs/feathers()": .feathers, "@feathersjs/feathers#feathers()": .feathers,
      // Up to version 2 it is an application of Express.
      "feathers()": .feathersExpress,
    ],
    annotations: ["@feathersjs/feathers#Application": "@feathersjs/express()"],
    chaining: [
      .feathers: ["use", "configure", "hooks", "on"], .feathersExpress: ["configure", "hooks"],
      .feathersKoa: ["use", "configure", "hooks"],
    ],
    derived: [
      .feathers: ["service": .feathersService], .feathersExpress: ["service": .feathersService],
      .feathersKoa: ["service": .feathersService],
    ],
    registrations: [
      .feathers: application(gives: "@feathersjs/feathers()"),
      .feathersExpress: application(gives: "@feathersjs/express()"),
      .feathersKoa: application(gives: "@feathersjs/koa#koa()"),
      .feathersService: [(["hooks"], hooks), (["before", "after"], oldHooks)],
    ],
    heirs: [
      HeirMethods(
        bases: ["@feathersjs/feathers#ServiceMethods"],
        methods: Dictionary(uniqueKeysWithValues: serviceMethods.map { ($0, "a service call") }), signature: .payload)
    ],
    awaits: .always)
}
