extension Framework {
  private static let packages = ["@tsed/common", "@tsed/schema", "@tsed/di", "@tsed/platform-http"]

  private static let methods: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for package in packages {
      for verb in ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "All"] {
        table["\(package)#\(verb)"] = .route(verb.uppercased())
      }
    }
    return table
  }()

  /// Ts.ED 7 and 8. Source: tsed.dev (Controllers, Middlewares), 2026.
  static let tsED = Framework(
    name: "Ts.ED", package: "@tsed/common",
    decorated: [
      DecoratedClass(classes: Set(packages.map { $0 + "#Controller" }), methods: methods, hasPrefix: true),
      DecoratedClass(
        classes: Set(
          packages.flatMap { package in
            ["Middleware", "OverrideMiddleware", "OverrideProvider"].map { package + "#" + $0 }
          } + ["@tsed/platform-middlewares#Middleware"]),
        always: ["use": .named("middleware")]),
    ],
    awaits: .always, signature: .decorated)
}
