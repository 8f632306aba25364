extension Framework {
  /// micro 9 and 10, which awaits. Source: README of micro, 2026.
  static let micro = Framework(
    name: "micro", package: "micro",
    calls: [
      "micro": .functions(FunctionShape(places: Place.last(), label: .everyRequest, signature: .expressLike)),
      "micro#serve": .functions(FunctionShape(places: Place.last(), label: .everyRequest, signature: .expressLike)),
    ],
    files: [
      FileConvention(
        packages: ["micro"], roots: [""], stems: ["index"], route: .none,
        exports: [FileConvention.Export(name: "default", label: "every request")], signature: .expressLike)
    ],
    awaits: .always, signature: .expressLike)

  private static let micriHandler: RegistrationShape = .functions(
    FunctionShape(places: Place.last(), label: .everyRequest, signature: .expressLike))

  /// micri 4, a fork of micro with a router of predicates. Source: README of micri, 2026.
  static let micri = Framework(
    name: "micri", package: "micri",
    calls: Dictionary(
      uniqueKeysWithValues: ["micri", "micri#default", "micri#Router.otherwise"].map { ($0, micriHandler) }
        + expressMethods.map { ("micri#Router.on.\($0)", micriHandler) }),
    awaits: .always, signature: .expressLike)
}
