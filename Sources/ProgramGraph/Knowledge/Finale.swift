extension ServerType {
  static let finaleResource = ServerType("Finale resource")
  static let finaleController = ServerType("controller of a Finale resource")
  static let finaleMilestone = ServerType("milestone of a Finale controller")
}

extension Framework {
  private static let packages = ["finale-rest", "epilogue", "finale"]

  /// Finale, and Epilogue before it: REST resources of Sequelize models, with hooks at milestones of each request. What
  /// hooks reject answers the request. Source: the README of finale-rest 1.2, 2026.
  static let finale = Framework(
    name: "Finale", package: "finale-rest",
    makers: Dictionary(
      uniqueKeysWithValues: packages.map { ("\($0)#resource()", ServerType.finaleResource) }),
    derived: [
      .finaleResource: Dictionary(
        uniqueKeysWithValues: ["create", "list", "read", "update", "delete", "all"].map {
          ($0, ServerType.finaleController)
        }),
      .finaleController: Dictionary(
        uniqueKeysWithValues: ["start", "auth", "fetch", "data", "write", "send", "complete"].map {
          ($0, ServerType.finaleMilestone)
        }),
    ],
    registrations: [
      .finaleMilestone: [
        (
          ["before", "action", "after"],
          .functions(
            FunctionShape(
              places: Place.argument(0), label: .named("a hook of a REST resource"), signature: .expressLike))
        )
      ]
    ],
    awaits: .always, signature: .expressLike)
}
