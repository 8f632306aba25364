extension Framework {
  private static let methods: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for verb in ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "All"] {
      table["@overnightjs/core#" + verb] = .route(verb.uppercased())
    }
    return table
  }()

  private static let around: RegistrationShape = .functions(
    FunctionShape(places: Place.from(0), label: .named("middleware"), signature: .expressLike))

  /// OvernightJS 1: decorated controllers on an Express router, which sees no rejections. Source: README of
  /// @overnightjs/core 1.7.
  static let overnight = Framework(
    name: "OvernightJS", package: "@overnightjs/core",
    calls: [
      "@overnightjs/core#Middleware": around, "@overnightjs/core#ClassMiddleware": around,
      "@overnightjs/core#ErrorMiddleware": around, "@overnightjs/core#ClassErrorMiddleware": around,
    ],
    decorated: [
      DecoratedClass(
        classes: ["@overnightjs/core#Controller"], methods: methods, hasPrefix: true, signature: .expressLike)
    ],
    awaits: .never, signature: .expressLike)
}
