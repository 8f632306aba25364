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

  /// Passport calls what it is given while a request signs in, and sees no rejection; with it the middleware for tokens
  /// and basic authentication. Source: passportjs.org, READMEs of express-jwt, koa-jwt and express-basic-auth, 2026.
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
    calls: [
      "passport-jwt#Strategy": verifying("jwtFromRequest", "secretOrKeyProvider"),
      "@nestjs/passport#PassportStrategy()": verifying("jwtFromRequest", "secretOrKeyProvider"),
      "express-basic-auth": verifying("authorizer", "unauthorizedResponse"),
      "express-jwt": verifying("isRevoked", "secret", "getToken"),
      "express-jwt#expressjwt": verifying("isRevoked", "secret", "getToken"),
      "koa-jwt": verifying("isRevoked", "secret", "getToken"),
    ],
    awaits: .never)

  /// Functions among the options of middleware that signs in.
  private static func verifying(_ names: String...) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: names.flatMap { Place.argument(0, $0) }, label: .named("the check of credentials"), awaits: .always))
  }
}

extension Framework {
  /// The beginnings of the paths of what stands in the user that Passport has put into a request: mostly a document.
  static let passportUsers = [
    "express#Request().user.", "koa#Context().state.user.", "fastify#FastifyRequest().user.",
  ]
}
