import DataFormats

// What kinds of values manifests and configurations hold, for the keys that nodevet reads.
// Sources: docs.npmjs.com, package.json; nodejs.org, "Modules: Packages"; yarnpkg.com and pnpm.io, "package.json";
// typescriptlang.org/tsconfig. Read in November 2026.

extension ValueShape {
  /// `package.json`. Where npm puts up with more than it documents, so does this: `"private": "true"`.
  static let manifest = ValueShape.fields(
    [
      .init("name", .text),
      .init("version", .text),
      .init("private", .either([.flag, .text])),
      .init("type", .text),
      .init("main", .text),
      .init("module", .text),
      .init("types", .text),
      .init("bin", .either([.text, .table(of: .text)])),
      .init("browser", .either([.text, .table(of: .anything)])),
      .init("exports", .either([.text, .list(of: .anything), .table(of: .anything)])),
      .init("imports", .table(of: .anything)),
      .init("files", .list(of: .text)),
      .init("scripts", .table(of: .text, besides: [comment])),
      .init("engines", .table(of: .text)),
      .init("packageManager", .text),
      .init("devEngines", .fields([.init("packageManager", developmentEngine), .init("runtime", developmentEngine)])),
      .init("volta", .table(of: .text)),
      .init("workspaces", .either([.list(of: .text), .fields([.init("packages", .list(of: .text))])])),
      .init("overrides", .table(of: .either([.text, .table(of: .anything)]), besides: [comment])),
      .init("resolutions", .table(of: .text, besides: [comment])),
      .init("pnpm", .fields([.init("overrides", .table(of: .text, besides: [comment]))])),
      .init("bundleDependencies", .either([.list(of: .text), .flag])),
      .init("bundledDependencies", .either([.list(of: .text), .flag])),
      .init("peerDependenciesMeta", .table(of: .fields([.init("optional", .flag)]))),
      .init("publishConfig", .fields([.init("registry", .text), .init("directory", .text)])),
    ] + DependencySection.allCases.map { .init($0.rawValue, .table(of: .text, besides: [comment])) })

  /// JSON has no comments; a key of two slashes is npm's own advice for one.
  private static let comment = Field("//", .anything)

  private static let developmentEngine = ValueShape.either([
    .fields([.init("name", .text), .init("version", .text)]),
    .list(of: .fields([.init("name", .text), .init("version", .text)])),
  ])

  /// `tsconfig.json` and `jsconfig.json`.
  static let typeScriptConfiguration = ValueShape.fields([
    .init("extends", .either([.text, .list(of: .text)])),
    .init("files", .list(of: .text)),
    .init("include", .list(of: .text)),
    .init("exclude", .list(of: .text)),
    .init("references", .list(of: .fields([.init("path", .text)]))),
    .init("compilerOptions", .fields(compilerOptions)),
  ])

  private static let compilerOptions: [Field] =
    (["strict", "allowJs", "checkJs", "noEmit", "noEmitOnError", "isolatedModules", "skipLibCheck"]
    + TypeScriptConfiguration.strictFamily).map { .init($0, .flag) }
    + ["baseUrl", "rootDir", "outDir", "module", "moduleResolution", "target"].map { .init($0, .text) }
    + [.init("paths", .table(of: .list(of: .text)))]
}
