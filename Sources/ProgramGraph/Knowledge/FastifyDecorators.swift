extension Framework {
  private static let methods: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for verb in ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ALL"] {
      table["fastify-decorators#" + verb] = .route(verb)
    }
    table["fastify-decorators#Hook"] = .named("the {0} hook")
    table["fastify-decorators#ErrorHandler"] = .named("the error handler")
    return table
  }()

  /// fastify-decorators 3: controllers on Fastify, which awaits. Source: github.com/L2jLiga/fastify-decorators, 2026.
  static let fastifyDecorators = Framework(
    name: "fastify-decorators", package: "fastify-decorators",
    decorated: [
      DecoratedClass(
        classes: ["fastify-decorators#Controller"], methods: methods, hasPrefix: true, signature: .fastify)
    ],
    awaits: .always, signature: .fastify)
}
