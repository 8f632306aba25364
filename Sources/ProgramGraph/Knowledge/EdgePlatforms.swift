extension Framework {
  private static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]

  /// Functions of Vercel: `api/*` beside a `vercel.json` or its package. Source: vercel.com/docs/functions, 2026.
  static let vercel = Framework(
    name: "Vercel", package: "@vercel/node",
    typedFunctions: [
      "@vercel/node#VercelApiHandler": FunctionShape(
        places: [], label: .named("the function {file}"), signature: .expressLike)
    ],
    files: [
      FileConvention(
        packages: ["@vercel/node", "vercel"], roots: ["api"], route: .file, prefix: "/api",
        exports: [FileConvention.Export(name: "default", method: "ALL")]
          + methods.map { FileConvention.Export(name: $0, method: $0) }, signature: .expressLike)
    ],
    awaits: .always, signature: .expressLike)

  /// Functions of Netlify. Source: docs.netlify.com (Functions), 2026.
  static let netlify = Framework(
    name: "Netlify", package: "@netlify/functions",
    calls: [
      "@netlify/functions#schedule": .functions(
        FunctionShape(
          places: Place.argument(1), label: .named("the schedule {0}"), phase: .background, signature: .lambda)),
      "@netlify/functions#builder": .functions(
        FunctionShape(places: Place.argument(0), label: .named("the function {file}"), signature: .lambda)),
    ],
    files: [
      FileConvention(
        packages: ["@netlify/functions", "netlify-cli", "netlify-lambda"],
        roots: ["netlify/functions", "functions", "src/functions"], route: .none,
        exports: ["default", "handler"].map { FileConvention.Export(name: $0, label: "the function {file}") },
        signature: .lambda)
    ],
    awaits: .always, signature: .lambda)

  /// Workers and Pages of Cloudflare. Source: developers.cloudflare.com/workers (Handlers), 2026.
  static let cloudflare = Framework(
    name: "Cloudflare Workers", package: "wrangler",
    files: [
      FileConvention(
        packages: ["wrangler", "@cloudflare/workers-types"], roots: [""], route: .none,
        exports: [
          FileConvention.Export(
            name: "default", label: "every request",
            paths: ["fetch", "scheduled", "queue", "email", "tail"])
        ], signature: .webRequest),
      FileConvention(
        packages: ["wrangler", "@cloudflare/workers-types"], roots: ["functions"], route: .file,
        exports: ["onRequest", "onRequestGet", "onRequestPost", "onRequestPut", "onRequestDelete", "onRequestPatch"].map
        {
          FileConvention.Export(name: $0, method: $0 == "onRequest" ? "ALL" : String($0.dropFirst(9)).uppercased())
        }, signature: .webRequest),
    ],
    awaits: .always, signature: .webRequest)
}
