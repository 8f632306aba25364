extension Framework {
  private static let packages: Set<String> = ["@medusajs/medusa", "@medusajs/framework"]
  private static let folders = ["src/api", "api"]

  /// Medusa 2: routes, subscribers and jobs by the files they stand in. Source: docs.medusajs.com (API Routes, Events and
  /// Subscribers, Scheduled Jobs), 2026.
  static let medusa = Framework(
    name: "Medusa", package: "@medusajs/framework",
    files: [
      FileConvention(
        packages: packages, roots: folders, stems: ["route"], route: .folder,
        exports: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"].map {
          FileConvention.Export(name: $0, method: $0)
        }, signature: .expressLike),
      FileConvention(
        packages: packages, roots: ["src/subscribers"], route: .none,
        exports: [FileConvention.Export(name: "default", label: "the subscriber {file}")], signature: .payloadFirst),
      FileConvention(
        packages: packages, roots: ["src/jobs"], route: .none,
        exports: [FileConvention.Export(name: "default", label: "the job {file}", phase: .background)]),
    ],
    awaits: .always, signature: .expressLike)
}
