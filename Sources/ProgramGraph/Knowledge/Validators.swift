extension Framework {
  private static let custom: RegistrationShape = .functions(
    FunctionShape(places: Place.argument(0), label: .named("a validator"), signature: .payloadFirst))

  private static let ends: [String: RegistrationShape] = ["custom": custom, "customSanitizer": custom]
  private static let joiEnds: [String: RegistrationShape] = ["custom": custom, "external": custom]

  /// `checkSchema({ name: { custom: { options: (value) => … } } })`
  private static let schema: RegistrationShape = .functions(
    FunctionShape(
      places: Place.argument(
        0, "*.custom.options", "*.customSanitizer.options", "*.custom", "*.customSanitizer"),
      label: .named("a validator"), signature: .payloadFirst))

  /// Custom validators of express-validator 6 and 7, class-validator and Joi 17. Source: express-validator.github.io,
  /// README of class-validator, joi.dev, 2026.
  static let validators = Framework(
    name: "validator", package: "express-validator",
    calls: ["express-validator#checkSchema": schema, "express-validator/check#checkSchema": schema],
    chainEnds: [
      "express-validator": ends, "express-validator/check": ends, "joi": joiEnds, "@hapi/joi": joiEnds,
      "celebrate": joiEnds,
    ],
    heirs: [
      HeirMethods(
        bases: ["class-validator#ValidatorConstraintInterface"], methods: ["validate": "a validator"],
        signature: .payloadFirst)
    ],
    awaits: .always)
}
