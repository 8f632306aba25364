extension ServerType {
  static let adonisRouter = ServerType("Adonis router")
  static let adonisGroup = ServerType("Adonis group of routes")
}

extension Framework {
  private static let methods: Set<String> = ["get", "post", "put", "patch", "delete", "any"]

  /// AdonisJS 4 to 6: handlers are functions, `[Controller, "method"]` or `"Controller.method"`. Source: docs.adonisjs.com
  /// (Routing, Controllers), 2026.
  static let adonis = Framework(
    name: "AdonisJS", package: "@adonisjs/core",
    makers: [
      "@adonisjs/core/services/router": .adonisRouter, "@ioc:Adonis/Core/Route": .adonisRouter,
      "#Route": .adonisRouter,
    ],
    chaining: [
      .adonisRouter: methods.union(["use", "prefix", "middleware", "as", "where", "domain"]),
      .adonisGroup: ["use", "prefix", "middleware", "as", "where", "domain", "namespace"],
    ],
    derived: [.adonisRouter: ["group": .adonisGroup]],
    registrations: [
      .adonisGroup: [(["prefix"], .groupPrefix)],
      .adonisRouter: [
        (methods, .verb()), (["resource"], .resource), (["route"], .methods(methods: 1, path: 0, handlers: 2)),
        (
          ["group"],
          .functions(
            FunctionShape(places: Place.argument(0), label: .named("a group"), phase: .startUp, isListed: false))
        ),
      ],
    ],
    heirs: [HeirMethods(bases: ["@adonisjs/core/types/http#HttpMiddleware"], methods: ["handle": "middleware"])],
    files: [
      FileConvention(
        packages: ["@adonisjs/core"], roots: ["app/middleware", "app/Middleware"], route: .none,
        exports: [FileConvention.Export(name: "default", label: "middleware", paths: ["prototype.handle"])])
    ],
    awaits: .always, signature: .koa)
}
