extension ServerType {
  static let moleculer = ServerType("Moleculer broker")
}

extension Framework {
  private static let paths = ["actions.*", "actions.*.handler"]

  /// Moleculer 0.14: actions and events of service schemas. Source: moleculer.services (Services, Actions, Events), 2026.
  static let moleculer = Framework(
    name: "Moleculer", package: "moleculer",
    makers: ["moleculer#ServiceBroker()": .moleculer],
    annotations: ["moleculer#ServiceBroker": "moleculer#ServiceBroker()"],
    registrations: [
      .moleculer: [
        (
          ["createService"],
          .functions(
            FunctionShape(
              places: paths.map { Place(position: .index(0), path: $0) }, label: .named("the action {*}"),
              signature: .procedure))
        )
      ]
    ],
    files: [
      FileConvention(
        packages: ["moleculer"], roots: ["services", "src/services"], route: .none,
        exports: [FileConvention.Export(name: "default", label: "an action of {file}", paths: paths)],
        signature: .procedure),
      FileConvention(
        packages: ["moleculer"], roots: ["services", "src/services"], route: .none,
        exports: [
          FileConvention.Export(name: "default", label: "an event of {file}", paths: ["events.*", "events.*.handler"])
        ], signature: .procedure),
    ],
    awaits: .always, signature: .procedure)
}
