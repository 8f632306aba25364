extension ServerType {
  static let h3Application = ServerType("h3 application")
  static let h3Router = ServerType("h3 router")
}

extension Framework {
  private static let methods: Set<String> = [
    "get", "post", "put", "patch", "delete", "options", "head", "trace", "connect",
  ]
  private static let wrappers = [
    "defineEventHandler", "eventHandler", "defineCachedEventHandler", "cachedEventHandler", "lazyEventHandler",
    "defineLazyEventHandler", "defineWebSocketHandler", "defineRouteHandler",
  ]

  private static let handler = FunctionShape(
    places: Place.argument(0, "", "handler", "onRequest", "onBeforeResponse", "message", "open", "close"),
    label: .routeOfFile("the route {file}"), signature: .h3, givesWay: true)

  private static let calls: [String: RegistrationShape] = {
    var table: [String: RegistrationShape] = [:]
    for name in wrappers {
      // Nuxt and Nitro have them as globals.
      for package in ["h3#", "nitropack/runtime#", "#imports#", "#", "nitro/h3#", "nitro#"] {
        table[package + name] = .functions(handler)
      }
    }
    return table
  }()

  /// What the names of files may end in, before the extension.
  static let httpMethodSuffixes: Set<String> = methods

  private static func files(
    _ roots: [String], _ route: FileConvention.Route, prefix: String = ""
  ) -> FileConvention {
    FileConvention(
      packages: ["nuxt", "nitropack", "nitro", "nuxt-nightly"], roots: roots, route: route, prefix: prefix, exports: [])
  }

  /// Nuxt 3 and 4, Nitro 2, h3 1 and 2. Source: nuxt.com (Server), nitro.build, h3.dev, 2026.
  static let nitro = Framework(
    name: "h3", package: "h3",
    makers: [
      "h3#createApp()": .h3Application, "h3#createRouter()": .h3Router, "h3#H3()": .h3Router,
      "h3#App()": .h3Application,
    ],
    chaining: [.h3Application: ["use"], .h3Router: methods.union(["use", "all", "add", "on"])],
    registrations: [
      .h3Application: [(["use"], .use)],
      .h3Router: [(methods, .verb()), (["all"], .all()), (["use", "add"], .use)],
    ],
    calls: calls,
    files: [
      files(["server/api", "api", "src/api"], .fileWithMethod, prefix: "/api"),
      files(["server/routes", "routes", "src/routes"], .fileWithMethod),
      files(["server/middleware", "middleware", "src/middleware"], .none),
    ],
    awaits: .always, signature: .h3)
}
