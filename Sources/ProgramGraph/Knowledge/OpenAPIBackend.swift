extension ServerType {
  static let openAPIBackend = ServerType("openapi-backend")
}

extension Framework {
  private static func operations(_ places: [Place], _ name: String) -> RegistrationShape {
    .functions(FunctionShape(places: places, label: .named("the operation \(name)")))
  }

  /// openapi-backend 5, which finds the function of a request by the operation that a description says, and what Mojaloop
  /// made of it. Source: openapistack.co, @mojaloop/central-services-shared (src/util/openapiBackend.js), 2026.
  static let openAPIBackend = Framework(
    name: "openapi-backend", package: "openapi-backend",
    makers: ["openapi-backend#OpenAPIBackend()": .openAPIBackend, "openapi-backend()": .openAPIBackend],
    chaining: [.openAPIBackend: ["register", "registerHandler", "init"]],
    registrations: [
      .openAPIBackend: [
        (
          ["register", "registerHandler"],
          .several([
            FunctionShape(places: Place.argument(0, "*"), label: .named("the operation {*}")),
            FunctionShape(places: Place.argument(1), label: .named("the operation {0}")),
          ])
        )
      ]
    ],
    calls: [
      "openapi-backend#OpenAPIBackend": operations(Place.argument(0, "handlers.*"), "{*}"),
      "openapi-backend": operations(Place.argument(0, "handlers.*"), "{*}"),
      "@mojaloop/central-services-shared#Util.OpenapiBackend.initialise": operations(Place.argument(1, "*"), "{*}"),
    ],
    awaits: .always)
}
