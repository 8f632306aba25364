extension ServerType {
  static let polka = ServerType("Polka application")
}

extension Framework {
  private static let polkaMethods: Set<String> = [
    "get", "head", "post", "put", "patch", "delete", "options", "trace", "connect",
  ]

  /// Polka 0.5 and 1.0-next; before 1.0 not even what a handler throws is caught. Source: README of polka, 2026.
  static let polka = Framework(
    name: "Polka", package: "polka",
    makers: ["polka()": .polka],
    annotations: ["polka#Polka": "polka()"],
    chaining: [.polka: polkaMethods.union(["use", "all", "listen"])],
    derived: [.polka: ["server": .httpServer]],
    registrations: [.polka: [(polkaMethods, .verb()), (["all"], .all()), (["use"], .use)]],
    calls: [
      "polka": .functions(
        FunctionShape(
          places: Place.argument(0, "onError", "onNoMatch"), label: .named("the error handler"),
          signature: .expressLike))
    ],
    awaits: .since(1), signature: .expressLike)
}
