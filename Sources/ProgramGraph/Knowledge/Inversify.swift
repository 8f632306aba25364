extension Framework {
  private static let verbs = ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options"]

  private static let methods: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for verb in verbs {
      table["inversify-express-utils#http" + verb] = .route(verb.uppercased())
      table["@inversifyjs/http-core#" + verb] = .route(verb.uppercased())
    }
    table["inversify-express-utils#all"] = .route("ALL")
    return table
  }()

  /// `@controller("/users", check)`, `@httpGet("/", check)`: Express's own, behind the path.
  private static let middleware: [String: RegistrationShape] = {
    func shape(from index: Int) -> RegistrationShape {
      .functions(
        FunctionShape(
          places: Place.from(index), label: .named("middleware"), awaits: .never, signature: .expressLike))
    }
    var table = ["withMiddleware": shape(from: 0), "httpMethod": shape(from: 2)]
    for name in ["controller", "all"] + verbs.map({ "http" + $0 }) { table[name] = shape(from: 1) }
    return Dictionary(uniqueKeysWithValues: table.map { ("inversify-express-utils#" + $0.key, $0.value) })
  }()

  /// inversify-express-utils 6, Inversify's HTTP packages, @decorators/express. Source: their READMEs, 2026.
  static let inversify = Framework(
    name: "inversify-express-utils", package: "inversify-express-utils",
    calls: middleware,
    decorated: [
      DecoratedClass(
        classes: ["inversify-express-utils#controller", "@inversifyjs/http-core#Controller"], methods: methods,
        hasPrefix: true)
    ],
    heirs: [
      HeirMethods(
        bases: ["inversify-express-utils#BaseMiddleware"], methods: ["handler": "middleware"], signature: .expressLike)
    ],
    awaits: .always, signature: .decorated)
}
