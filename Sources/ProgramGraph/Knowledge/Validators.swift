extension Framework {
  private static let custom: RegistrationShape = .functions(
    FunctionShape(places: Place.argument(0), label: .named("a validator"), signature: .payloadFirst, isListed: false))

  private static let ends: [String: RegistrationShape] = ["custom": custom, "customSanitizer": custom]

  /// Custom validators of express-validator 6 and 7 and class-validator. Source: express-validator.github.io, README of
  /// class-validator, 2026.
  static let validators = Framework(
    name: "validator", package: "express-validator",
    chainEnds: ["express-validator": ends, "express-validator/check": ends],
    heirs: [
      HeirMethods(
        bases: ["class-validator#ValidatorConstraintInterface"], methods: ["validate": "a validator"],
        signature: .payloadFirst, isListed: false)
    ],
    awaits: .always)
}
