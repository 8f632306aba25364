extension Framework {
  private static let fastifyMethods: Set<String> = [
    "get", "head", "post", "put", "delete", "options", "patch", "trace",
  ]

  /// Fastify 4 and 5. Source: fastify.dev reference (Routes, Hooks, Plugins), 2026.
  static let fastify = Framework(
    name: "Fastify",
    constructors: ["fastify()": .fastify, "fastify#fastify()": .fastify],
    annotations: [
      "fastify#FastifyInstance": "fastify()", "fastify#FastifyPluginAsync": "fastify()",
    ],
    chaining: [
      .fastify: fastifyMethods.union([
        "all", "route", "register", "addHook", "decorate", "decorateRequest", "decorateReply", "setErrorHandler",
        "setNotFoundHandler", "withTypeProvider", "setValidatorCompiler", "setSerializerCompiler", "addSchema",
        "addContentTypeParser", "after", "ready", "setReplySerializer", "setGenReqId", "setSchemaErrorFormatter",
      ])
    ],
    derived: [:],
    registrations: [
      .fastify: [
        (fastifyMethods, .verb), (["all"], .all), (["route"], .routeObject), (["addHook"], .hook),
        (["setErrorHandler"], .named("the error handler")), (["setNotFoundHandler"], .named("the not-found handler")),
        (["addContentTypeParser"], .named("a content type parser")), (["register"], .plugin),
      ]
    ],
    awaitsHandlers: true)

  /// Properties of a Fastify route's options that are called per request.
  static let fastifyRouteFunctions: [String] = [
    "handler", "onRequest", "preParsing", "preValidation", "preHandler", "preSerialization", "onSend", "onResponse",
    "onError", "onTimeout", "errorHandler",
  ]

  /// Hooks that run once, while the server starts or stops.
  static let fastifyLifecycleHooks: Set<String> = [
    "onReady", "onListen", "onClose", "preClose", "onRoute", "onRegister",
  ]

  static let fastifyAutoload: Set<String> = ["@fastify/autoload", "fastify-autoload"]
}
