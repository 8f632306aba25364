extension Framework {
  /// Astro 4 and 5, SolidStart. Source: docs.astro.build (Endpoints, Middleware, Actions), 2026.
  static let astro = Framework(
    name: "Astro", package: "astro",
    calls: [
      "astro:middleware#defineMiddleware": .functions(
        FunctionShape(places: Place.argument(0), label: .everyRequest, signature: .webRequest)),
      "astro:actions#defineAction": .functions(
        FunctionShape(
          places: Place.argument(0, "handler"), label: .named("the action {property}"), signature: .payloadFirst)
      ),
    ],
    files: [
      FileConvention(
        packages: ["astro"], roots: ["src/pages"], route: .file,
        exports: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ALL"].map {
          FileConvention.Export(name: $0, method: $0)
        }, signature: .webRequest),
      FileConvention(
        packages: ["@solidjs/start"], roots: ["src/routes"], route: .file,
        exports: ["GET", "POST", "PUT", "PATCH", "DELETE"].map { FileConvention.Export(name: $0, method: $0) },
        signature: .webRequest),
    ],
    awaits: .always, signature: .webRequest)
}
