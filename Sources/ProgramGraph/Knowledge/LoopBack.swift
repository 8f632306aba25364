extension Framework {
  private static let verbs: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for verb in ["get", "post", "put", "patch", "del"] {
      let method = verb == "del" ? "DELETE" : verb.uppercased()
      table["@loopback/rest#" + verb] = .route(method)
      table["@loopback/openapi-v3#" + verb] = .route(method)
    }
    table["@loopback/rest#operation"] = .named("the operation {0}")
    return table
  }()

  /// LoopBack 4. Source: loopback.io/doc (Controller, Sequence, Interceptor), 2026.
  static let loopBack = Framework(
    name: "LoopBack", package: "@loopback/rest",
    decorated: [
      DecoratedClass(classes: [], methods: verbs, basePaths: ["@loopback/rest#api", "@loopback/openapi-v3#api"])
    ],
    heirs: [
      HeirMethods(bases: ["@loopback/rest#SequenceHandler"], methods: ["handle": "every request"]),
      HeirMethods(bases: ["@loopback/core#Provider"], methods: ["value": "a provider"], isListed: false),
    ],
    awaits: .always, signature: .decorated)
}
