extension ServerType {
  static let nextConnect = ServerType("next-connect router")
}

extension Framework {
  /// Wrappers whose argument is called once for the store, and gives the handler. Source: README of next-redux-wrapper 8.
  static let curriedWrappers: Set<String> = Set(
    ["getServerSideProps", "getStaticProps", "getInitialPageProps", "getInitialAppProps"].map {
      "next-redux-wrapper#createWrapper().\($0)()"
    })

  /// What a page calls that is never made while building. Source: nextjs.org documentation (Functions), 2026.
  static let askingForRequest: Set<String> = [
    "next/headers#headers", "next/headers#cookies", "next/server#connection", "next/cache#unstable_noStore",
  ]

  private static let httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]

  private static func exports(_ names: [String]) -> [FileConvention.Export] {
    names.map { FileConvention.Export(name: $0, method: $0) }
  }

  private static let pageData: [FileConvention.Export] = [
    FileConvention.Export(name: "getServerSideProps", label: "the page {route}"),
    FileConvention.Export(name: "default", label: "the page {route}", paths: ["getInitialProps"]),
    // Made anew while the server runs, if it says how often.
    FileConvention.Export(
      name: "getStaticProps", label: "the page {route}", mayBePrerendered: true, given: "revalidate"),
  ]

  private static let nextConnectMethods: Set<String> = [
    "get", "post", "put", "patch", "delete", "head", "options", "trace", "connect",
  ]

  /// What next-connect calls where a handler fails, or none fits.
  private static let unhandled: RegistrationShape = .several([
    FunctionShape(places: Place.argument(0, "onError"), label: .named("the error handler"), signature: .unknown),
    FunctionShape(
      places: Place.argument(0, "onNoMatch"), label: .named("a request without a handler"), signature: .expressLike),
  ])

  /// Next.js 12 to 16 with next-connect. Source: nextjs.org documentation (Pages Router, App Router, Middleware), 2026.
  static let next = Framework(
    name: "Next.js", package: "next",
    makers: [
      "next-connect()": .nextConnect, "next-connect#createRouter()": .nextConnect,
      "next-connect#createEdgeRouter()": .nextConnect,
    ],
    chaining: [.nextConnect: nextConnectMethods.union(["use", "all", "clone"])],
    registrations: [
      .nextConnect: [
        (nextConnectMethods, .verb()), (["all"], .all()), (["use"], .use), (["handler"], unhandled),
      ]
    ],
    calls: ["next-connect": unhandled],
    typedFunctions: [
      "next#GetServerSideProps": FunctionShape(places: [], label: .named("a page"))
    ],
    files: [
      FileConvention(
        packages: ["next"], roots: ["pages/api", "src/pages/api"], route: .file, prefix: "/api",
        exports: [FileConvention.Export(name: "default", method: "ALL")], signature: .expressLike),
      FileConvention(
        packages: ["next"], roots: ["pages", "src/pages"], excludedFolders: ["api"], route: .file, exports: pageData,
        signature: .webRequest),
      FileConvention(
        packages: ["next"], roots: ["app", "src/app"], stems: ["route"], route: .folder, exports: exports(httpMethods),
        signature: .webRequest),
      FileConvention(
        packages: ["next"], roots: ["app", "src/app"],
        stems: ["page", "layout", "template", "default", "loading", "error", "not-found"],
        excludedDirectives: ["use client"], route: .folder,
        exports: [
          FileConvention.Export(name: "default", label: "the page {route}", isAsyncOnly: true, mayBePrerendered: true),
          FileConvention.Export(
            name: "generateMetadata", label: "the page {route}", isAsyncOnly: true, mayBePrerendered: true),
        ], signature: .webRequest),
      FileConvention(
        packages: ["next"], roots: ["app", "src/app"],
        stems: ["sitemap", "robots", "opengraph-image", "twitter-image", "icon", "manifest"], route: .folder,
        exports: [FileConvention.Export(name: "default", label: "the page {route}", mayBePrerendered: true)]),
      FileConvention(
        packages: ["next"], roots: ["", "src"], stems: ["middleware", "proxy"], route: .none,
        exports: ["default", "middleware", "proxy"].map { FileConvention.Export(name: $0, label: "every request") },
        signature: .webRequest),
      // Before 12.2.
      FileConvention(
        packages: ["next"], roots: ["pages", "src/pages"], stems: ["_middleware"], route: .none,
        exports: ["default", "middleware"].map { FileConvention.Export(name: $0, label: "every request") },
        signature: .webRequest),
      FileConvention(
        packages: ["next"], roots: [""], directives: ["use server"], route: .none,
        exports: [FileConvention.Export(name: "*", label: "the server action {name}", isAsyncOnly: true)],
        signature: .payload),
      FileConvention(
        packages: ["next"], roots: ["", "src"], stems: ["instrumentation"], route: .none,
        exports: [FileConvention.Export(name: "onRequestError", label: "the error handler")]),
    ],
    awaits: .always, signature: .expressLike)
}
