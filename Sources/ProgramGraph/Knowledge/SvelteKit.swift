extension Framework {
  /// SvelteKit 1 and 2. Source: svelte.dev/docs/kit (Routing, Loading data, Form actions, Hooks), 2026.
  static let svelteKit = Framework(
    name: "SvelteKit", package: "@sveltejs/kit",
    files: [
      FileConvention(
        packages: ["@sveltejs/kit"], roots: ["src/routes"], stems: ["+server"], route: .folder,
        exports: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "fallback"].map {
          FileConvention.Export(name: $0, method: $0 == "fallback" ? "ALL" : $0)
        }, signature: .webRequest),
      FileConvention(
        packages: ["@sveltejs/kit"], roots: ["src/routes"], stems: ["+page.server", "+layout.server"], route: .folder,
        exports: [
          FileConvention.Export(name: "load", label: "the page {route}"),
          FileConvention.Export(name: "actions", label: "an action of the page {route}", paths: ["*"]),
        ], signature: .webRequest),
      FileConvention(
        packages: ["@sveltejs/kit"], roots: ["src"], stems: ["hooks.server"], route: .none,
        exports: ["handle", "handleError", "handleFetch"].map {
          FileConvention.Export(name: $0, label: "every request")
        }, signature: .webRequest),
    ],
    awaits: .always, signature: .webRequest)
}
