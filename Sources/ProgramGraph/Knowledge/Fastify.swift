extension ServerType {
  static let fastify = ServerType("Fastify instance")
}

extension Framework {
  private static let fastifyMethods: Set<String> = [
    "get", "head", "post", "put", "delete", "options", "patch", "trace", "propfind", "proppatch", "mkcol", "copy",
    "move",
    "lock", "unlock", "search",
  ]

  /// Properties of a Fastify route's options that are called per request.
  private static let fastifyRouteFunctions: [String] = [
    "handler", "onRequest", "preParsing", "preValidation", "preHandler", "preSerialization", "onSend", "onResponse",
    "onError", "onTimeout", "onRequestAbort", "errorHandler", "wsHandler",
  ]

  private static let fastifyRequestHooks: Set<String> = [
    "onRequest", "preParsing", "preValidation", "preHandler", "preSerialization", "onSend", "onResponse", "onError",
    "onTimeout", "onRequestAbort",
  ]

  private static func hook(_ label: String, _ phase: Phase) -> FunctionShape {
    FunctionShape(
      places: Place.argument(1), label: .named(label), phase: phase, signature: .fastify, isListed: phase == .request)
  }

  private static func plugin(_ gives: String) -> FunctionShape {
    FunctionShape(
      places: [], label: .named("a plugin"), phase: .startUp, gives: [0: gives], isListed: false)
  }

  /// Fastify 4 and 5. Source: fastify.dev reference (Routes, Hooks, Plugins), 2026.
  static let fastify = Framework(
    name: "Fastify", package: "fastify",
    makers: ["fastify()": .fastify, "fastify#fastify()": .fastify],
    annotations: [
      "fastify#FastifyInstance": "fastify()", "@fastify/type-provider-typebox#FastifyTypebox": "fastify()",
    ],
    chaining: [
      .fastify: fastifyMethods.union([
        "all", "route", "register", "addHook", "decorate", "decorateRequest", "decorateReply", "setErrorHandler",
        "setNotFoundHandler", "withTypeProvider", "setValidatorCompiler", "setSerializerCompiler", "addSchema",
        "addContentTypeParser", "after", "ready", "setReplySerializer", "setGenReqId", "setSchemaErrorFormatter", "use",
      ])
    ],
    // `io` is what fastify-socket.io hangs there.
    derived: [.fastify: ["server": .httpServer, "io": .socketServer]],
    registrations: [
      .fastify: [
        (fastifyMethods, .verb(options: fastifyRouteFunctions)), (["all"], .all(options: fastifyRouteFunctions)),
        (
          ["route"],
          .routeObject(RouteObject(method: ["method"], path: ["url", "path"], functions: fastifyRouteFunctions))
        ),
        (["addHook"], .event(fastifyRequestHooks, hook("the {0} hook", .request))),
        (["addHook"], .event(Execution.closingHooks, hook("the {0} hook", .shutdown))),
        (
          ["setErrorHandler"],
          .functions(
            FunctionShape(places: Place.last(), label: .named("the error handler"), signature: .fastify))
        ),
        (
          ["setNotFoundHandler"],
          .functions(
            FunctionShape(
              places: [Place(position: .last)]
                + Place.argument(0, "preHandler", "preValidation"), label: .named("the not-found handler"),
              signature: .fastify))
        ),
        (
          ["addContentTypeParser"],
          .functions(
            FunctionShape(places: Place.last(), label: .named("a content type parser"), signature: .fastify))
        ),
        (["setValidatorCompiler", "setSerializerCompiler"], made("the check of what comes and goes", ["()"])),
        (["setReplySerializer", "setGenReqId", "setSchemaErrorFormatter"], made("every request", [""])),
        (["addConstraintStrategy"], made("every request", ["deriveConstraint"])),
        (["register"], .plugin(PluginShape(gives: "fastify()", ownOptions: .nextArgument))),
        (["use"], .use),
      ]
    ],
    calls: ["fastify": factory, "fastify#fastify": factory, "fastify#Fastify": factory],
    typedFunctions: [
      "fastify#FastifyPluginAsync": plugin("fastify()"), "fastify#FastifyPluginCallback": plugin("fastify()"),
      "fastify#FastifyPlugin": plugin("fastify()"),
      "@fastify/type-provider-typebox#FastifyPluginAsyncTypebox": plugin("fastify()"),
      "@fastify/type-provider-typebox#FastifyPluginCallbackTypebox": plugin("fastify()"),
      "@fastify/type-provider-json-schema-to-ts#FastifyPluginAsyncJsonSchemaToTs": plugin("fastify()"),
      "fastify-type-provider-zod#FastifyPluginAsyncZod": plugin("fastify()"),
      "fastify-type-provider-zod#FastifyPluginCallbackZod": plugin("fastify()"),
    ],
    presumedParameters: [PresumedParameter(package: "fastify", names: ["fastify"], gives: "fastify()")],
    awaits: .always, signature: .fastify)

  private static func made(_ label: String, _ paths: [String]) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: Place.argument(0, paths), label: .named(label), signature: .unknown, isListed: false))
  }

  private static let factory = made(
    "every request", ["genReqId", "rewriteUrl", "frameworkErrors", "schemaErrorFormatter", "clientErrorHandler"])

  /// What plugins call on requests of the options they are registered with. Source: the READMEs of the plugins, 2026.
  static let fastifyPluginOptions: [String: [String]] = {
    let rows: [String: [String]] = [
      "basic-auth": ["validate"], "bearer-auth": ["auth", "errorResponse"],
      "rate-limit": ["keyGenerator", "errorResponseBuilder", "max", "allowList", "onExceeding", "onExceeded"],
      "http-proxy": [
        "preHandler", "preValidation", "preRewrite", "replyOptions.onResponse", "replyOptions.onError",
        "replyOptions.rewriteHeaders", "replyOptions.rewriteRequestHeaders", "replyOptions.getUpstream",
      ],
      "jwt": ["secret", "trusted", "formatUser", "verify.extractToken"], "cors": ["origin", "delegator"],
      "static": ["setHeaders", "allowedPath"], "multipart": ["onFile"],
      "under-pressure": ["healthCheck", "pressureHandler"], "session": ["idGenerator"],
    ]
    return rows.reduce(into: [:]) { table, row in
      table["@fastify/" + row.key] = row.value
      table["fastify-" + row.key] = row.value
    }
  }()

  /// Plugins that load a folder of plugins. Each file gets the names of its folders as prefix, and that of its
  /// `autoPrefix` or `prefixOverride`; `_id` folders are `:id` with `routeParams`. Source: README of @fastify/autoload
  /// 6, 2026.
  static let fastifyAutoload: Set<String> = ["@fastify/autoload", "fastify-autoload"]
}
