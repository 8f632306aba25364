import DataFormats
import ProjectFacts
import SourceText
import Testing

@Suite("Facts about packages")
struct ProjectTests {
  private func project(_ files: (String, String)...) -> Project {
    Project(inMemory: files.map { (path: $0.0, bytes: Array($0.1.utf8)) })
  }

  /// The status of the lockfile of the manifest in a folder, as a few words.
  private func status(_ project: Project, _ directory: String = "") throws -> String {
    switch project.lockfile(governing: try #require(project.manifest(inDirectory: directory))) {
    case .committed(let presence): "committed \(presence.path)"
    case .presentUntracked(let presence): "untracked \(presence.path)"
    case .ignored(.rule(let match, let lockfile, let isPresent)):
      "ignored \(lockfile) by \(match.file) '\(match.pattern)' \(isPresent)"
    case .ignored(.setting(let setting)): "ignored by \(setting.file) \(setting.key)=\(setting.value)"
    case .missing: "missing"
    }
  }

  private let manifest = #"{"name": "shop", "dependencies": {"express": "^4"}}"#
  private let lock = #"{"lockfileVersion": 3, "packages": {}}"#

  @Test("A lockfile beside the manifest, or none")
  func plain() throws {
    #expect(
      try status(project(("package.json", manifest), ("package-lock.json", lock))) == "committed package-lock.json")
    #expect(try status(project(("package.json", manifest))) == "missing")
    #expect(try status(project(("package.json", manifest), ("bun.lockb", "\u{0}"))) == "committed bun.lockb")
    #expect(try status(project(("package.json", manifest), (".pnp.cjs", ""))) == "committed .pnp.cjs")
  }

  @Test("An ignored lockfile names the line, whether the file is there or not")
  func ignored() throws {
    let ignore = (".gitignore", "node_modules\n*.lock\npackage-lock.json\n!yarn.lock\n")
    #expect(
      try status(project(("package.json", manifest), ignore, ("package-lock.json", lock)))
        == "ignored package-lock.json by .gitignore 'package-lock.json' true")
    #expect(
      try status(project(("package.json", manifest), ignore))
        == "ignored package-lock.json by .gitignore 'package-lock.json' false")
    #expect(try status(project(("package.json", manifest), ignore, ("yarn.lock", ""))) == "committed yarn.lock")
    let yarn = #"{"name": "shop", "packageManager": "yarn@4.1.0", "dependencies": {"express": "^4"}}"#
    #expect(try status(project(("package.json", yarn), ignore)) == "missing")
  }

  @Test("A setting that forbids lockfiles is named with its place")
  func settings() throws {
    let files = project(
      ("package.json", manifest), (".npmrc", "# no\nregistry=https://x.example\npackage-lock = false\n"))
    #expect(try status(files) == "ignored by .npmrc package-lock=false")
    #expect(files.settings(at: ".npmrc")?["package-lock"]?.span == Span(32, 52))
    #expect(
      try status(project(("package.json", manifest), ("bunfig.toml", "[install.lockfile]\nsave = false # never\n")))
        == "ignored by bunfig.toml install.lockfile.save=false")
  }

  @Test("Members of a workspace are under their root's lockfile, others are not")
  func workspaces() throws {
    let files = project(
      ("package.json", #"{"name": "root", "workspaces": ["packages/*", "!packages/legacy", "./tools/**/"]}"#),
      ("package-lock.json", lock),
      ("packages/api/package.json", manifest), ("packages/legacy/package.json", manifest),
      ("tools/a/b/package.json", manifest),
      ("other/package.json", manifest))
    #expect(try status(files, "packages/api") == "committed package-lock.json")
    #expect(try status(files, "tools/a/b") == "committed package-lock.json")
    #expect(try status(files, "packages/legacy") == "missing")
    #expect(try status(files, "other") == "missing")
    #expect(files.workspaces.roots(listing: "packages/api").map(\.listedIn) == ["package.json"])
  }

  @Test("pnpm, lerna and rush list members in their own files")
  func otherWorkspaces() throws {
    let pnpm = project(
      ("package.json", "{}"), ("pnpm-workspace.yaml", "packages:\n  - 'apps/*'\n  - \"!apps/old\"\n"),
      ("pnpm-lock.yaml", "lockfileVersion: '9.0'\n"), ("apps/a/package.json", manifest),
      ("apps/old/package.json", manifest))
    #expect(try status(pnpm, "apps/a") == "committed pnpm-lock.yaml")
    #expect(try status(pnpm, "apps/old") == "missing")
    let lerna = project(
      ("package.json", "{}"), ("lerna.json", #"{"packages": ["p/*"]}"#), ("yarn.lock", ""),
      ("p/a/package.json", manifest))
    #expect(try status(lerna, "p/a") == "committed yarn.lock")
    let rush = project(
      ("rush.json", "/* rush */ {\"projects\": [{\"packageName\": \"a\", \"projectFolder\": \"apps/a\"},]}"),
      (
        "common/config/rush/pnpm-lock.yaml",
        "lockfileVersion: '9.0'\nimporters:\n  ../../apps/a:\n    dependencies:\n      x: {specifier: 1, version: 1.0.0}\nsnapshots:\n  x@1.0.0: {}\n"
      ),
      ("apps/a/package.json", manifest))
    #expect(try status(rush, "apps/a") == "committed common/config/rush/pnpm-lock.yaml")
    #expect(rush.lockfiles.first?.contents?.productionClosure(ofImporter: "apps/a")?.count == 1)
  }

  @Test("With git, a lockfile that was never added is present but untracked; without, it counts")
  func untracked() throws {
    let tree = try TemporaryTree(["package.json": manifest, "package-lock.json": lock])
    #expect(try status(Project.load(at: tree.path)) == "committed package-lock.json")
    try tree.git("init", "-q")
    try tree.git("add", "package.json")
    #expect(try status(Project.load(at: tree.path)) == "untracked package-lock.json")
    try tree.write(".gitignore", "*.json\n")
    #expect(try status(Project.load(at: tree.path)) == "ignored package-lock.json by .gitignore '*.json' true")
    try tree.git("add", "-f", "package-lock.json")
    #expect(try status(Project.load(at: tree.path)) == "committed package-lock.json")
  }

  @Test("A manifest knows the place of everything it says")
  func manifests() throws {
    let text =
      #"{"name": "a", "private": true, "type": "module", "scripts": {"start": "node x"}, "dependencies": {"e": "^1", "f": "file:../f"}, "bin": {"a": "./a.js"}}"#
    let manifest = try #require(project(("package.json", text)).manifests.first)
    let source = SourceFile(path: "", text: text)
    #expect(source.text(in: manifest.span(ofKey: "dependencies")) == "\"dependencies\"")
    #expect(source.text(in: manifest.span(ofKey: "absent")) == "{")
    #expect(manifest.moduleKind == .module && manifest.isPrivate)
    let dependency = try #require(manifest.dependency(named: "e"))
    #expect(source.text(in: dependency.span) == "\"e\": \"^1\"")
    #expect(dependency.isFromRegistry && manifest.dependency(named: "f")?.isFromRegistry == false)
    #expect(source.text(in: try #require(manifest.script(named: "start")).commandSpan) == "\"node x\"")
    #expect(manifest.binaries.map(\.string) == ["./a.js"])
  }

  @Test(
    "Roles come with a reason",
    arguments: [
      (#"{"private": true}"#, PackageRole.Kind.application), (#"{"main": "x.js"}"#, .library),
      (#"{"bin": "x.js"}"#, .commandLine),
      (#"{"main": "x.js", "scripts": {"start": "node x"}}"#, .application), (#"{}"#, .application),
      (#"{"workspaces": ["p/*"]}"#, .workspaceRoot),
      (#"{"bin": "x.js", "scripts": {"start": "node x"}}"#, .application),
    ])
  func roles(_ text: String, _ kind: PackageRole.Kind) throws {
    let project = project(("package.json", text))
    let role = project.role(of: try #require(project.manifests.first))
    #expect(role.kind == kind)
    #expect(!role.reason.isEmpty)
  }

  @Test("An example below another package is a template, unless it is what the operator named")
  func templates() throws {
    let tree = try TemporaryTree([
      "package.json": "{}", "examples/a/package.json": "{\"private\": true}", ".git/HEAD": "",
    ])
    func kind(_ path: String) throws -> PackageRole.Kind? {
      let project = try Project.load(at: path)
      return project.manifest(inDirectory: "examples/a").map { project.role(of: $0).kind }
    }
    #expect(try kind(tree.path) == .template)
    #expect(try kind("\(tree.path)/examples/a") == .application)
  }

  @Test("Environment files are parsed, ignored ones are only known")
  func environment() {
    let files = project(
      (".gitignore", ".env\n"), (".env", "A=1"), ("api/.env.production", "export B='2'\n"), ("x.env", "C"))
    #expect(files.environmentFiles.map(\.path) == ["api/.env.production", "x.env"])
    #expect(files.environmentFiles.first?.entries.first?.value == "2")
    #expect(files.inventory.ignoredFiles.map(\.path) == [".env"])
  }
}

@Suite("TypeScript configurations")
struct TypeScriptConfigurationTests {
  private func project(_ files: (String, String)...) -> Project {
    Project(inMemory: files.map { (path: $0.0, bytes: Array($0.1.utf8)) })
  }

  @Test("The nearest configuration governs, with what it inherits")
  func inheritance() throws {
    let files = project(
      (
        "tsconfig.base.json",
        "{ // shared\n \"compilerOptions\": {\"baseUrl\": \".\", \"paths\": {\"@lib/*\": [\"libs/*/src\", \"./other/*\"]}, \"strict\": true,}}"
      ),
      (
        "apps/api/tsconfig.json",
        #"{"extends": "../../tsconfig.base", "compilerOptions": {"outDir": "./dist", "rootDir": "src", "allowJs": true, "module": "NodeNext"}}"#
      ),
      ("apps/web/jsconfig.json", #"{"compilerOptions": {"paths": {"~/*": ["./src/*"]}}}"#))
    let api = try #require(files.typeScriptConfiguration(governing: "apps/api/src/deep/main.ts"))
    #expect(api.path == "apps/api/tsconfig.json")
    #expect(api.bases == ["tsconfig.base.json"])
    #expect(api.baseDirectory == "")
    #expect(api.paths.map(\.pattern) == ["@lib/*"])
    #expect(api.paths.first?.targets == ["libs/*/src", "other/*"])
    #expect(api.outputDirectory == "apps/api/dist" && api.rootDirectory == "apps/api/src")
    #expect(api.allowsJavaScript && api.isStrict == true && api.module == "nodenext")
    let web = try #require(files.typeScriptConfiguration(governing: "apps/web/a.js"))
    #expect(web.paths.first?.targets == ["apps/web/src/*"])
    #expect(files.typeScriptConfiguration(governing: "main.ts") == nil)
  }

  @Test("Several bases: the later one wins; ${configDir} is the folder of the one that inherits")
  func severalBases() throws {
    let files = project(
      ("a.json", ""),
      ("cfg/tsconfig.one.json", #"{"compilerOptions": {"outDir": "one", "rootDir": "${configDir}/src"}}"#),
      ("cfg/tsconfig.two.json", #"{"compilerOptions": {"outDir": "two"}}"#),
      ("app/tsconfig.json", #"{"extends": ["../cfg/tsconfig.one.json", "../cfg/tsconfig.two.json"]}"#))
    let app = try #require(files.typeScriptConfiguration(governing: "app/x.ts"))
    #expect(app.outputDirectory == "cfg/two")
    #expect(app.rootDirectory == "app/src")
  }

  @Test("Packages of the project are found as bases, others and circles are noted")
  func bases() throws {
    let files = project(
      ("packages/cfg/package.json", #"{"name": "@repo/cfg"}"#),
      ("packages/cfg/tsconfig.node.json", #"{"compilerOptions": {"strict": true}}"#),
      ("a/tsconfig.json", #"{"extends": "@repo/cfg/tsconfig.node.json"}"#),
      ("b/tsconfig.json", #"{"extends": "@tsconfig/node20/tsconfig.json"}"#),
      ("c/tsconfig.json", #"{"extends": "./tsconfig.json"}"#),
      ("d/tsconfig.json", #"{"extends": "../../outside.json"}"#))
    #expect(files.typeScriptConfiguration(governing: "a/x.ts")?.isStrict == true)
    #expect(
      files.typeScriptConfiguration(governing: "b/x.ts")?.unresolvedBases.map(\.specifier) == [
        "@tsconfig/node20/tsconfig.json"
      ])
    #expect(files.typeScriptConfiguration(governing: "c/x.ts")?.unresolvedBases.count == 1)
    #expect(files.typeScriptConfiguration(governing: "d/x.ts")?.unresolvedBases.count == 1)
  }

  @Test("A solution takes its paths from what it refers to")
  func solution() throws {
    let files = project(
      ("tsconfig.json", #"{"files": [], "references": [{"path": "./tsconfig.app.json"}, {"path": "lib"}]}"#),
      ("tsconfig.app.json", #"{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}"#), ("lib/tsconfig.json", "{}"))
    let root = try #require(files.typeScriptConfiguration(governing: "src/x.ts"))
    #expect(root.references == ["tsconfig.app.json", "lib/tsconfig.json"])
    #expect(root.paths.first?.targets == ["src/*"])
  }
}
