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
}
