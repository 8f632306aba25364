extension Framework {
  /// Sails 0.12 to 1.5: actions stand in files of `api/controllers`. Source: sailsjs.com (Actions and controllers,
  /// Policies), 2026.
  static let sails = Framework(
    name: "Sails", package: "sails",
    files: [
      FileConvention(
        packages: ["sails"], roots: ["api/controllers"], route: .none,
        exports: [FileConvention.Export(name: "default", label: "the action {file}", paths: ["", "fn", "*"])],
        signature: .expressLike),
      FileConvention(
        packages: ["sails"], roots: ["api/policies", "api/responses"], route: .none,
        exports: [FileConvention.Export(name: "default", label: "the policy {file}")], signature: .expressLike),
    ],
    awaits: .since(1), signature: .expressLike)
}
