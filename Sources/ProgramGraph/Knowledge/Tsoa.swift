extension Framework {
  private static let methods: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for package in ["tsoa", "@tsoa/runtime"] {
      for verb in ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options"] {
        table["\(package)#\(verb)"] = .route(verb.uppercased())
      }
    }
    return table
  }()

  /// tsoa 6: generated routes call the methods of controllers. Source: tsoa-community.github.io, 2026.
  static let tsoa = Framework(
    name: "tsoa", package: "tsoa",
    decorated: [DecoratedClass(classes: ["tsoa#Route", "@tsoa/runtime#Route"], methods: methods, hasPrefix: true)],
    awaits: .always, signature: .decorated)
}
