extension Framework {
  private static let packages = ["routing-controllers#", "koa-ts-controllers#"]

  private static let methods: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for verb in ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "All"] {
      for package in packages { table[package + verb] = .route(verb.uppercased()) }
    }
    return table
  }()

  /// `@UseBefore(check)` with functions; classes are found by what they implement.
  private static func around(_ label: String) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: Place.from(0), label: .named(label), signature: label == "middleware" ? .expressLike : .unknown))
  }

  /// routing-controllers 0.10 and koa-ts-controllers 2, which await and catch. Source: their READMEs, 2026.
  static let routingControllers = Framework(
    name: "routing-controllers", package: "routing-controllers",
    calls: [
      "routing-controllers#UseBefore": around("middleware"), "routing-controllers#UseAfter": around("middleware"),
      "routing-controllers#UseInterceptor": around("an interceptor"),
    ],
    decorated: [
      DecoratedClass(
        classes: Set(packages.flatMap { [$0 + "Controller", $0 + "JsonController"] }), methods: methods,
        hasPrefix: true)
    ],
    heirs: [
      HeirMethods(
        bases: ["routing-controllers#ExpressMiddlewareInterface", "routing-controllers#KoaMiddlewareInterface"],
        methods: ["use": "middleware"], signature: .expressLike),
      HeirMethods(
        bases: ["routing-controllers#ExpressErrorMiddlewareInterface"], methods: ["error": "the error handler"],
        signature: .expressLike),
      HeirMethods(bases: ["routing-controllers#InterceptorInterface"], methods: ["intercept": "an interceptor"]),
    ],
    awaits: .always, signature: .decorated)
}
