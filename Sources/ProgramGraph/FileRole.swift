import ProjectFacts
import SourceText

/// What a file is for. Rules name the roles they run on; most run on `server` and `shared`.
package enum FileRole: String, Sendable, CaseIterable {
  case generated, vendored, test, build, migration, script, worker, frontend, declaration, server, shared, library
}

/// A role and why.
package struct RoleVerdict: Sendable, Hashable {
  package var role: FileRole
  /// A short sentence: "in a folder named test".
  package var reason: String

  package init(role: FileRole, reason: String) {
    self.role = role
    self.reason = reason
  }

  /// Gives something to nobody: what stands in it happens to nobody before somebody loads it.
  static let leftOver = RoleVerdict(role: .script, reason: "no file of the program loads it")
  package var isLeftOver: Bool { self == .leftOver }
}

/// Roles that a path alone decides. Folder names can only demote: nothing becomes `server` by its name.
package enum PathRoles {
  private static let generatedFolders: Set<String> = [
    "dist", "build", "out", ".next", ".nuxt", ".output", ".svelte-kit", "coverage", "storybook-static",
    "__generated__", "generated", ".prisma",
  ]
  private static let vendoredFolders: Set<String> = [
    "node_modules", "bower_components", "vendor", "vendors", "third_party", "third-party",
  ]
  private static let testFolders: Set<String> = [
    "test", "tests", "__tests__", "__mocks__", "spec", "specs", "e2e", "cypress", "playwright", "fixtures",
    "__fixtures__", "mocks", "step_definitions", "step-definitions", "__snapshots__", "integration-tests", "test-utils",
    "testing", ".test", ".tests",
  ]
  private static let testMarks: Set<String> = ["test", "spec", "e2e", "e2e-spec", "cy", "stories", "bench", "mock"]
  /// Servers that stand in for others while somebody tries something.
  private static let testServers: Set<String> = [
    "test-server", "test-backend", "test-app", "mock-server", "mock-backend", "mock-api", "fake-server", "stub-server",
  ]
  private static let migrationFolders: Set<String> = ["migrations", "migrate", "seeds", "seeders", "seeder", "seed"]
  private static let scriptFolders: Set<String> = [
    "scripts", "script", "bin", "tools", "tooling", "hack", "ci", "deploy", ".github", "bench", "benchmark",
    "benchmarks",
  ]
  private static let frontendFolders: Set<String> = ["client", "frontend", "front"]
  private static let exampleFolders: Set<String> = [
    "templates", "examples", "example", "demo", "demos", "sample", "samples", "playground",
  ]
  /// What the parts of a server are called: a folder in one of these is about its subject, as `controllers/vendor`.
  private static let partFolders: Set<String> = [
    "controllers", "controller", "routes", "route", "routers", "models", "services", "service", "middlewares",
    "middleware", "modules", "features", "handlers", "validators", "validations", "schemas", "repositories", "api",
    "domain", "entities", "resolvers",
  ]
  /// Of these: whose files answer requests, or stand before those that do.
  private static let actingFolders: Set<String> = [
    "controllers", "controller", "routes", "route", "routers", "router", "middlewares", "middleware", "handlers",
    "resolvers",
  ]
  private static let partMarks: Set<String> = [
    "controller", "service", "module", "resolver", "entity", "gateway", "guard", "routes", "route", "router", "model",
    "schema", "repository", "middleware", "dto", "validation", "handler",
  ]
  /// Of these: what answers, or does what the answer says.
  private static let servingMarks: Set<String> = ["controller", "service", "module", "resolver", "gateway"]
  private static let sourceFolders: Set<String> = ["src", "app", "server", "lib", "api"]
  private static let servedFolders: Set<String> = ["public", "static", "assets"]
  private static let libraryFolders: Set<String> = ["lib", "vendor", "libs"]
  private static let buildStems: [String] = [
    "gruntfile", "gulpfile", "jakefile", "webpack", "rollup", "vite", "esbuild", "tsup", "metro", "babel", "craco",
    "knexfile", "ormconfig", "jest", "vitest", "karma", "protractor", "ecosystem.config", "commitlint", "release",
  ]

  private static let settingFolders: Set<String> = ["config", "configs", "configuration", "conf", "settings"]
  /// What else tools have a `.config` file for.
  private static let toolStems: Set<String> = [
    "eslint", "prettier", "stylelint", "postcss", "tailwind", "next", "nuxt", "vue", "svelte", "astro", "remix",
    "cypress",
    "playwright", "wdio", "nightwatch", "drizzle", "lint-staged", "nodemon", "pm2", "ecosystem", "rspack", "rsbuild",
    "storybook", "tsdown", "unbuild", "swc", "typedoc", "jsdoc", "sonar", "renovate", "i18next", "codegen", "graphql",
    "angular", "nx", "turbo", "windi", "uno", "mocha", "ava", "nyc", "c8", "stryker", "web-test-runner", "snowpack",
  ]

  /// The verdict for a path relative to the project's root; nil where the path says nothing.
  package static func verdict(for path: String) -> RoleVerdict? {
    let parts = RelativePath.segments(of: path).map { $0.lowercased() }
    guard let name = parts.last else { return nil }
    let folders = parts.dropLast()
    func folder(in set: Set<String>) -> String? { folders.first { set.contains($0) } }
    if name.holds(".min.") { return RoleVerdict(role: .generated, reason: "the name says minified") }
    if folders.contains(".yarn") || name.hasPrefix(".pnp.") {
      return RoleVerdict(role: .generated, reason: "written by Yarn")
    }
    if let found = folder(in: vendoredFolders), !isSubject(found, folders, name) {
      return RoleVerdict(role: .vendored, reason: "in a folder named \(found)")
    }
    if hasPair(folders, servedFolders, libraryFolders) {
      return RoleVerdict(role: .vendored, reason: "a library among public assets")
    }
    if let found = folder(in: generatedFolders) {
      return RoleVerdict(role: .generated, reason: "in a folder named \(found)")
    }
    if name.hasSuffix(".d.ts") || name.hasSuffix(".d.mts") || name.hasSuffix(".d.cts") {
      return RoleVerdict(role: .declaration, reason: "a declaration file")
    }
    let marks = name.parts(between: ".")
    if let mark = marks.dropFirst().dropLast().first(where: { testMarks.contains(String($0)) }) {
      return RoleVerdict(role: .test, reason: "the name says .\(mark)")
    }
    // A controller may be one for tests: `controllers/test.js`.
    if let stem = marks.first, stem == "test" || stem == "tests", marks.count == 2,
      !(folders.last.map { actingFolders.contains($0) } ?? false)
    {
      return RoleVerdict(role: .test, reason: "named \(name)")
    }
    if let stem = marks.first, marks.count == 2, testServers.contains(String(stem)) {
      return RoleVerdict(role: .test, reason: "named \(name)")
    }
    // `apps/api-e2e`, as Nx names the tests of `apps/api`.
    if let found = folder(in: testFolders) ?? folders.first(where: { $0.hasSuffix("-e2e") }) {
      return RoleVerdict(role: .test, reason: "in a folder named \(found)")
    }
    // Tools read their configuration at the root of a package; below its sources it is the program's.
    let isAmongSources = folder(in: sourceFolders) != nil || isOwnSetting(folders, marks)
    if !isAmongSources, marks.count > 2,
      marks[marks.count - 2] == "config" || marks[marks.count - 2].hasSuffix("config")
    {
      return RoleVerdict(role: .build, reason: "a tool's configuration")
    }
    if name.hasPrefix("."), marks.first.map({ $0.hasSuffix("rc") }) ?? false {
      return RoleVerdict(role: .build, reason: "a tool's configuration")
    }
    if folders.isEmpty || parts.count <= 3, let stem = buildStems.first(where: { isStem($0, of: name) }) {
      return RoleVerdict(role: .build, reason: "named after the tool \(stem)")
    }
    // Nest's module that fills the database on a request: `seed/seed.controller.ts`.
    if marks.dropFirst().dropLast().contains(where: { servingMarks.contains(String($0)) }) { return nil }
    if let found = folder(in: migrationFolders) {
      return RoleVerdict(role: .migration, reason: "in a folder named \(found)")
    }
    if marks.first == "seed" || marks.first == "seeder" || marks.first == "seeds" {
      return RoleVerdict(role: .migration, reason: "named \(name)")
    }
    return nil
  }

  /// Folder names that make a file a script unless a server reaches it.
  package static func scriptFolder(of path: String) -> String? {
    RelativePath.segments(of: path).dropLast().first { folder in
      scriptFolders.contains(folder.lowercased()) || folder.hasSuffix("-scripts")
    }.map(String.init)
  }

  package static func frontendFolder(of path: String) -> String? {
    RelativePath.segments(of: path).dropLast().first { frontendFolders.contains($0.lowercased()) }.map(String.init)
  }

  package static func exampleFolder(of path: String) -> String? {
    RelativePath.segments(of: path).dropLast().first { exampleFolders.contains($0.lowercased()) }.map(String.init)
  }

  /// Vendors may be those who sell: `controllers/vendor/list.js`, `src/vendor/vendor.service.ts`.
  private static func isSubject(_ folder: String, _ folders: ArraySlice<String>, _ name: String) -> Bool {
    guard folder == "vendor" || folder == "vendors", let index = folders.firstIndex(of: folder) else { return false }
    if index > folders.startIndex, partFolders.contains(folders[index - 1]) { return true }
    return name.parts(between: ".").dropFirst().dropLast().contains { partMarks.contains(String($0)) }
  }

  /// `config/db.config.js`: no tool is called so, and none looks for its configuration there.
  private static func isOwnSetting(_ folders: ArraySlice<String>, _ marks: [Substring]) -> Bool {
    guard let folder = folders.last, settingFolders.contains(folder), let stem = marks.first else { return false }
    return !buildStems.contains(String(stem)) && !toolStems.contains(String(stem)) && !stem.isEmpty
  }

  private static func isStem(_ stem: String, of name: String) -> Bool {
    guard name.hasPrefix(stem) else { return false }
    let rest = name.dropFirst(stem.count)
    return rest.hasPrefix(".") || rest.hasPrefix("-")
  }

  private static func hasPair(_ folders: ArraySlice<String>, _ outer: Set<String>, _ inner: Set<String>) -> Bool {
    zip(folders, folders.dropFirst()).contains { outer.contains($0) && inner.contains($1) }
  }
}
