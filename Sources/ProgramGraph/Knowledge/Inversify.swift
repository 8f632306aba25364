extension Framework {
  private static let methods: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for verb in ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options"] {
      table["inversify-express-utils#http" + verb] = .route(verb.uppercased())
      table["@inversifyjs/http-core#" + verb] = .route(verb.uppercased())
    }
    table["inversify-express-utils#all"] = .route("ALL")
    return table
  }()

  /// inversify-express-utils 6, Inversify's HTTP packages, @decorators/express. Source: their READMEs, 2026.
  static let inversify = Framework(
    name: "inversify-express-utils", package: "inversify-express-utils",
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
