extension Framework {
  private static let packages: Set<String> = [
    "@remix-run/node", "@remix-run/react", "@remix-run/serve", "@react-router/node", "@react-router/dev",
    "@remix-run/cloudflare", "@react-router/serve",
  ]
  private static let exports = [
    FileConvention.Export(name: "loader", label: "the page {route}"),
    FileConvention.Export(name: "action", label: "an action of the page {route}"),
  ]

  private static let serverFunction: RegistrationShape = .functions(
    FunctionShape(places: Place.last(), label: .named("the server function {property}"), signature: .procedure))

  /// Remix 1 and 2, React Router 7, TanStack Start. Sources: remix.run, reactrouter.com, tanstack.com/start, 2026.
  static let remix = Framework(
    name: "Remix", package: "@remix-run/node",
    chainEnds: [
      "@tanstack/react-start": ["handler": serverFunction, "server": serverFunction],
      "@tanstack/start": ["handler": serverFunction, "server": serverFunction],
    ],
    files: [
      FileConvention(
        packages: packages, roots: ["app/routes", "src/routes"], route: .flat, exports: exports,
        signature: .webRequest),
      FileConvention(packages: packages, roots: ["app"], stems: ["root"], route: .none, exports: exports),
      FileConvention(
        packages: packages, roots: ["app"], stems: ["entry.server"], route: .none,
        exports: ["default", "handleRequest", "handleDataRequest", "handleError"].map {
          FileConvention.Export(name: $0, label: "every request")
        }, signature: .webRequest),
    ],
    awaits: .always, signature: .webRequest)
}
