extension ServerType {
  static let passport = ServerType("Passport")
}

extension Framework {
  private static func shape(_ label: String) -> RegistrationShape {
    .functions(FunctionShape(places: Place.last(), label: .named(label)))
  }

  private static let modules: [String: ServerType] = [
    "passport": .passport, "koa-passport": .passport, "@fastify/passport": .passport, "passport#Passport()": .passport,
    "passport#Authenticator()": .passport, "@fastify/passport#Authenticator()": .passport,
  ]

  /// Passport calls what it is given while a request signs in, and sees no rejection. Source: passportjs.org, 2026.
  static let passport = Framework(
    name: "Passport", package: "passport",
    makers: modules,
    annotations: ["passport#PassportStatic": "passport", "passport#Authenticator": "passport"],
    chaining: [.passport: ["use"]],
    registrations: [
      .passport: [
        (["use"], shape("sign-in through Passport")), (["serializeUser"], shape("sign-in through Passport")),
        (["deserializeUser"], shape("every request with a Passport session")),
      ]
    ],
    awaits: .never)
}
