extension ServerType {
  static let moleculer = ServerType("Moleculer broker")
  static let moleculerService = ServerType("Moleculer service")
}

extension Framework {
  private static let paths = [
    "actions.*", "actions.*.handler", "mixins.actions.*", "mixins.actions.*.handler",
  ]
  private static let eventPaths = ["events.*", "events.*.handler", "mixins.events.*", "mixins.events.*.handler"]

  private static func shape(_ paths: [String], _ label: String) -> FunctionShape {
    FunctionShape(
      places: paths.map { Place(position: .index(0), path: $0) }, label: .named(label), signature: .procedure)
  }

  private static let schema = RegistrationShape.several([
    shape(paths, "the action {*}"), shape(eventPaths, "the event {*}"),
  ])

  /// What middleware of the broker wraps around actions, events and calls.
  private static let middleware: [String] = [
    "localAction", "remoteAction", "localEvent", "localMethod", "call", "mcall", "emit", "broadcast", "broadcastLocal",
  ].map { "middlewares.\($0).()" }

  /// Moleculer 0.14: actions and events of service schemas. Source: moleculer.services (Services, Actions, Events,
  /// Middlewares), 2026.
  static let moleculer = Framework(
    name: "Moleculer", package: "moleculer",
    makers: ["moleculer#ServiceBroker()": .moleculer, "moleculer#Service()": .moleculerService],
    annotations: ["moleculer#ServiceBroker": "moleculer#ServiceBroker()"],
    registrations: [
      .moleculer: [(["createService"], schema)],
      .moleculerService: [(["parseServiceSchema"], schema)],
    ],
    calls: [
      "moleculer#ServiceBroker": .functions(
        FunctionShape(
          places: Place.argument(0, middleware), label: .named("a middleware of the broker"), signature: .unknown))
    ],
    files: [
      FileConvention(
        packages: ["moleculer"], roots: ["services", "src/services"], route: .none,
        exports: [FileConvention.Export(name: "default", label: "an action of {file}", paths: paths)],
        signature: .procedure),
      FileConvention(
        packages: ["moleculer"], roots: ["services", "src/services"], route: .none,
        exports: [
          FileConvention.Export(name: "default", label: "an event of {file}", paths: eventPaths)
        ], signature: .procedure),
    ],
    serviceObjects: ServiceObject(
      package: "moleculer", parts: ["actions", "methods", "events"], beside: ["name", "mixins"], members: "methods",
      mixins: "mixins"),
    awaits: .always, signature: .procedure)
}
