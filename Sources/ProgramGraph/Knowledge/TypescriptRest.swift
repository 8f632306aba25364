extension Framework {
  private static let methods: [String: DecoratedClass.Meaning] = Dictionary(
    uniqueKeysWithValues: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].map { verb in
      ("typescript-rest#" + verb, .route(verb))
    })

  /// typescript-rest 3, whose verbs stand beside the path. Source: github.com/thiagobustamante/typescript-rest, 2026.
  static let typescriptRest = Framework(
    name: "typescript-rest", package: "typescript-rest",
    decorated: [
      DecoratedClass(
        classes: ["typescript-rest#Path"], methods: methods, hasPrefix: true, paths: ["typescript-rest#Path"])
    ],
    awaits: .always, signature: .decorated)
}
