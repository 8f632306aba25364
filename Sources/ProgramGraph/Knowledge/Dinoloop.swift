extension Framework {
  private static let methods: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for verb in ["Get", "Post", "Put", "Patch", "Delete", "Head", "All"] {
      table["dinoloop#Http" + verb] = .route(verb.uppercased())
    }
    return table
  }()

  /// dinoloop 1: decorated controllers on Express, which awaits what is marked `@Async()`. Source: its README, 2026.
  static let dinoloop = Framework(
    name: "dinoloop", package: "dinoloop",
    decorated: [DecoratedClass(classes: ["dinoloop#Controller"], methods: methods, hasPrefix: true)],
    awaits: .always, signature: .decorated)
}
