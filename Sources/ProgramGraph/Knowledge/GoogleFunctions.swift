extension Framework {
  /// Google Cloud Functions through @google-cloud/functions-framework 3: HTTP functions are plain Express handlers. Source:
  /// its README, 2026.
  static let googleFunctions = Framework(
    name: "Google Cloud Functions", package: "@google-cloud/functions-framework",
    calls: [
      "@google-cloud/functions-framework#http": .functions(
        FunctionShape(
          places: Place.argument(1), label: .named("the function {0}"), awaits: .never, signature: .expressLike)),
      "@google-cloud/functions-framework#cloudEvent": .functions(
        FunctionShape(places: Place.argument(1), label: .named("the function {0}"), signature: .payloadFirst)),
    ],
    awaits: .always)
}
