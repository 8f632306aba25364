extension Framework {
  private static func procedure(_ kind: String) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: Place.last("", "resolve"), label: .named("the tRPC \(kind) {property}"), signature: .procedure))
  }

  private static let middleware: RegistrationShape = .functions(
    FunctionShape(places: Place.last(), label: .named("a tRPC middleware"), signature: .procedure))

  private static let context: RegistrationShape = .several([
    FunctionShape(
      places: Place.argument(0, "createContext"), label: .named("every tRPC request"), makesContext: .whole),
    FunctionShape(places: Place.argument(0, "onError"), label: .named("every tRPC request")),
  ])

  /// What procedures are given, whose `ctx` is what `createContext` makes.
  static let procedureOptions = "@trpc/server#ProcedureOptions()"

  /// tRPC 9 to 11. Source: trpc.io documentation (Define procedures, Middlewares, Adapters), 2026.
  static let tRPC = Framework(
    name: "tRPC", package: "@trpc/server",
    calls: [
      "@trpc/server/adapters/express#createExpressMiddleware": context,
      "@trpc/server/adapters/standalone#createHTTPServer": context,
      "@trpc/server/adapters/standalone#createHTTPHandler": context,
      "@trpc/server/adapters/next#createNextApiHandler": context,
      "@trpc/server/adapters/fetch#fetchRequestHandler": context,
      "@trpc/server/adapters/aws-lambda#awsLambdaRequestHandler": context,
      "@trpc/server/adapters/ws#applyWSSHandler": context,
    ],
    chainEnds: [
      "@trpc/server": [
        "query": procedure("query"), "mutation": procedure("mutation"), "subscription": procedure("subscription"),
        "create": .functions(
          FunctionShape(
            places: Place.argument(0, "errorFormatter"), label: .named("a failed tRPC request"), isListed: false)),
        "use": middleware, "middleware": middleware, "unstable_concat": middleware,
      ]
    ],
    awaits: .always, signature: .procedure)
}
