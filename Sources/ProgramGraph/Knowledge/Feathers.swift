extension ServerType {
  static let feathers = ServerType("Feathers application")
}

extension Framework {
  private static let serviceMethods = ["find", "get", "create", "update", "patch", "remove"]

  /// Feathers 4 and 5. Source: feathersjs.com (Services, Hooks), 2026.
  static let feathers = Framework(
    name: "Feathers", package: "@feathersjs/feathers",
    makers: ["@feathersjs/feathers()": .feathers, "@feathersjs/feathers#feathers()": .feathers],
    annotations: ["@feathersjs/feathers#Application": "@feathersjs/express()"],
    chaining: [.feathers: ["use", "configure", "hooks", "on"]],
    registrations: [
      .feathers: [
        (
          ["use"],
          .functions(
            FunctionShape(
              places: Place.argument(1, "find", "get", "create", "update", "patch", "remove"),
              label: .named("the service {0}"), signature: .payload))
        ),
        (
          ["hooks"],
          .functions(
            FunctionShape(
              places: Place.argument(0, "before.*", "after.*", "error.*", "around.*"), label: .named("a service hook")))
        ),
      ]
    ],
    heirs: [
      HeirMethods(
        bases: ["@feathersjs/feathers#ServiceMethods"],
        methods: Dictionary(uniqueKeysWithValues: serviceMethods.map { ($0, "a service call") }), signature: .payload)
    ],
    awaits: .always)
}
