import ProjectFacts
import SourceText
import Testing

@Suite("The inventory")
struct InventoryTests {
  private func project(_ files: [(path: String, text: String)]) -> Project {
    Project(inMemory: files.map { ($0.path, Array($0.text.utf8)) })
  }

  @Test("Files come in byte order of whole paths, whatever the folders")
  func order() throws {
    let tree = try TemporaryTree(["b/x.js": "", "b.js": "", "b-c/y.ts": "", "a.txt": "", "B.js": ""])
    let project = try Project.load(at: tree.path)
    #expect(project.inventory.files.map(\.path) == ["B.js", "a.txt", "b-c/y.ts", "b.js", "b/x.js"])
    #expect(project.inventory.sources.map(\.path) == ["B.js", "b-c/y.ts", "b.js", "b/x.js"])
    #expect(project.inventory.exists("b/x.js"))
    #expect(!project.inventory.exists("b"))
    #expect(project.inventory.isDirectory("b"))
    #expect(project.inventory.isDirectory(""))
    #expect(!project.inventory.isDirectory("b.js"))
  }

  @Test(
    "Kinds are decided by name",
    arguments: [
      ("a/package.json", FileKind.manifest), ("yarn.lock", .lockfile), (".pnp.cjs", .lockfile), (".env", .environment),
      (".env.production", .environment), ("prod.env", .environment), ("tsconfig.build.json", .configuration),
      ("x.mts", .source), ("x.d.ts", .source), ("x.json", .other), ("js", .other), (".js", .other), (".envrc", .other),
    ])
  func kinds(_ path: String, _ kind: FileKind) throws {
    #expect(try #require(project([(path, "{}")]).inventory.file(at: path)).kind == kind)
  }

  @Test("A program without an ending is a source if its first line has node run it", arguments: [false, true])
  func programs(onDisk: Bool) throws {
    let files = [
      "bin/deploy": "#!/bin/sh\nnode .\n", "bin/old": "#! /usr/local/bin/node --harmony\n",
      "bin/types": "#!/usr/bin/env ts-node\n", "bin/web": "#!/usr/bin/env node\nlisten()\n", "empty": "",
    ]
    let tree = try TemporaryTree(files)
    let project = onDisk ? try Project.load(at: tree.path) : project(files.map { ($0.key, $0.value) })
    #expect(project.inventory.sources.map(\.path) == ["bin/old", "bin/web"])
    #expect(project.inventory.file(at: "bin/web")?.source == .js)
  }

  @Test("What ignore files name is left out; a tracked file never is")
  func ignoredAndTracked() throws {
    let tree = try TemporaryTree([
      ".gitignore": "dist/\n*.log\n/package-lock.json\n.env\n", "dist/a.js": "", "dist/kept.js": "", "x.log": "",
      "package-lock.json": "{}", "sub/package-lock.json": "{}", ".env": "A=1", "index.js": "", "new.js": "",
    ])
    try tree.git("init", "-q")
    try tree.git("add", ".gitignore", "index.js", "sub")
    try tree.git("add", "-f", "dist/kept.js")
    let inventory = try Project.load(at: tree.path).inventory
    #expect(
      inventory.files.map(\.path) == [".gitignore", "dist/kept.js", "index.js", "new.js", "sub/package-lock.json"])
    #expect(inventory.file(at: "dist/kept.js")?.isTracked == true)
    #expect(inventory.file(at: "new.js")?.isTracked == false)
    #expect(inventory.ignoredFiles.map(\.path) == [".env", "package-lock.json"])
    let match = try #require(inventory.ignoredFiles.last?.match)
    #expect(match.file == ".gitignore")
    #expect(match.pattern == "/package-lock.json")
    #expect(match.span.start == 12 && match.span.count == 18)
  }

  @Test("Packages written in a node_modules folder that ignore files keep, with no manifest beside it, are sources")
  func keptPackages() throws {
    let tree = try TemporaryTree([
      ".gitignore": "node_modules\n!packages/node_modules\n!sub/node_modules\n", "package.json": "{}",
      "packages/node_modules/@a/b/index.js": "", "packages/node_modules/@a/b/node_modules/c/index.js": "",
      "sub/package.json": "{}", "sub/node_modules/d/index.js": "", "other/node_modules/e/index.js": "",
    ])
    try tree.git("init", "-q")
    try tree.git("add", ".gitignore", "package.json", "packages", "sub")
    try tree.git("add", "-f", "packages/node_modules/@a/b/node_modules/c/index.js")
    let inventory = try Project.load(at: tree.path).inventory
    #expect(inventory.sources.map(\.path) == ["packages/node_modules/@a/b/index.js"])
    #expect(
      inventory.trackedInstalledPaths == [
        "packages/node_modules/@a/b/node_modules/c/index.js", "sub/node_modules/d/index.js",
      ])
  }

  @Test("A link below node_modules to a folder of the repository is no installed package")
  func linkedFolders() throws {
    let tree = try TemporaryTree(["config/index.js": "", "node_modules/x/index.js": ""])
    try tree.link("node_modules/config", to: "../config")
    try tree.git("init", "-q")
    try tree.git("add", "-f", "config", "node_modules/config")
    #expect(try Project.load(at: tree.path).inventory.trackedInstalledPaths.isEmpty)
    try tree.git("add", "-f", "node_modules/x/index.js")
    #expect(try Project.load(at: tree.path).inventory.trackedInstalledPaths == ["node_modules/x/index.js"])
  }

  @Test("git's own exclude file counts, and folders of installed packages are never entered")
  func excludesAndInstalled() throws {
    let tree = try TemporaryTree([
      "a.js": "", "private.js": "", "node_modules/x/index.js": "", "lib/node_modules/y/index.js": "",
    ])
    try tree.git("init", "-q")
    try tree.write(".git/info/exclude", "private.js\n")
    try tree.git("add", "-f", "a.js", "node_modules/x/index.js")
    let inventory = try Project.load(at: tree.path).inventory
    #expect(inventory.files.map(\.path) == ["a.js"])
    #expect(inventory.trackedInstalledPaths == ["node_modules/x/index.js"])
    #expect(inventory.exclusions.first { $0.reason == .installed }?.paths == ["lib/node_modules", "node_modules"])
    #expect(inventory.ignoreRules.ignored("private.js")?.file == ".git/info/exclude")
  }

  @Test("Links are never followed; those that leave the tree are reported")
  func links() throws {
    let outside = try TemporaryTree(["secret.js": "1"])
    let tree = try TemporaryTree(["src/a.js": "", "node_modules/b/b.js": ""])
    try tree.link("src/inside.js", to: "a.js")
    try tree.link("src/folder", to: "../src")
    try tree.link("absolute.js", to: "\(tree.path)/src/a.js")
    try tree.link("evil.js", to: "\(outside.path)/secret.js")
    try tree.link("climbing", to: "../../..")
    let project = try Project.load(at: tree.path)
    #expect(project.inventory.files.map(\.path) == ["src/a.js"])
    #expect(project.gaps.map(\.path) == ["climbing", "evil.js"])
    #expect(project.gaps.allSatisfy { $0.kind == .linkLeavingTree })
    #expect(project.inventory.links.first { $0.path == "src/inside.js" }?.target == "src/a.js")
    #expect(project.inventory.links.first { $0.path == "absolute.js" }?.target == "src/a.js")
    #expect(project.files.bytes(of: "evil.js") == .failure(.notRegular))
    #expect(project.files.bytes(of: "../\(outside.path)/secret.js") == .failure(.outside))
  }

  @Test("Pipes are not opened")
  func pipes() throws {
    let tree = try TemporaryTree(["a.js": ""])
    #expect(makePipe("\(tree.path)/pipe.js"))
    let project = try Project.load(at: tree.path)
    #expect(project.inventory.files.map(\.path) == ["a.js"])
    #expect(project.files.bytes(of: "pipe.js") == .failure(.notRegular))
  }

  @Test("Vendored folders are kept apart, a folder of the shop's vendors is not")
  func vendored() throws {
    let tree = try TemporaryTree([
      "package.json": "{}", "vendor/a.js": "", "public/vendor/b.js": "", "src/vendor/vendor.controller.js": "",
      "third_party/c/package.json": "{}",
    ])
    let project = try Project.load(at: tree.path)
    #expect(project.inventory.sources.map(\.path) == ["src/vendor/vendor.controller.js"])
    #expect(project.inventory.exists("vendor/a.js"))
    #expect(project.manifests.map(\.path) == ["package.json"])
    #expect(project.inventory.exclusions.first { $0.reason == .vendored }?.paths.count == 3)
  }

  @Test("The boundary is the work tree; findings belong under the audited path")
  func boundary() throws {
    let tree = try TemporaryTree(["package.json": "{}", "packages/api/index.js": "", "packages/web/index.js": ""])
    try tree.git("init", "-q")
    let project = try Project.load(at: "\(tree.path)/packages/api")
    #expect(project.root == tree.path)
    #expect(project.auditedPath == "packages/api")
    #expect(project.inventory.exists("package.json"))
    #expect(project.isAudited("packages/api/index.js"))
    #expect(!project.isAudited("packages/api-two/index.js"))
    #expect(project.manifest(governing: "packages/api/index.js")?.path == "package.json")
  }

  @Test("An ignored folder that the operator names is a project of its own")
  func namedButIgnored() throws {
    let tree = try TemporaryTree([
      ".gitignore": "out/\n", "out/app/index.js": "", "node_modules/x/index.js": "", ".git/HEAD": "",
    ])
    let built = try Project.load(at: "\(tree.path)/out/app")
    #expect(built.inventory.sources.map(\.path) == ["index.js"])
    #expect(built.isTracked("index.js") == nil)
    #expect(try Project.load(at: "\(tree.path)/node_modules/x").inventory.sources.count == 1)
    #expect(try Project.load(at: tree.path).inventory.sources.isEmpty)
  }

  @Test("Without git nothing is said about tracking")
  func noGit() throws {
    let tree = try TemporaryTree(["a.js": ""])
    let project = try Project.load(at: tree.path)
    #expect(project.isTracked("a.js") == nil)
    #expect(project.inventory.files.map(\.isTracked) == [nil])
  }

  @Test("A path that does not exist is an error for the operator")
  func missingPath() throws {
    #expect(throws: ProjectError.cannotRead(path: "/nowhere/at/all", code: 2)) {
      try Project.load(at: "/nowhere/at/all")
    }
  }

  @Test("A file above its size limit is not read")
  func sizes() throws {
    let tree = try TemporaryTree(["a.js": "0123456789", "empty.js": ""])
    let project = try Project.load(at: tree.path)
    #expect(project.files.bytes(of: "a.js", limit: 9) == .failure(.tooLarge(size: 10, limit: 9)))
    #expect(project.files.bytes(of: "a.js", limit: 10) == .success(Array("0123456789".utf8)))
    #expect(project.files.bytes(of: "empty.js") == .success([]))
    #expect(project.files.bytes(of: "b.js") == .failure(.missing))
  }

  @Test("A malformed manifest is a gap with a position, and the rest goes on")
  func malformedManifest() throws {
    let project = project([
      ("a/package.json", "{\n  \"name\": \"a\"\n  \"dependencies\": {\"x\": \"1\"}\n}"), ("b/package.json", "[]"),
      ("c/package.json", "{\"name\":\"c\"}"),
    ])
    #expect(project.manifests.map(\.name) == ["a", "c"])
    #expect(project.manifests.first?.dependency(named: "x")?.range == "1")
    #expect(project.gaps.map(\.path) == ["a/package.json", "b/package.json"])
    #expect(project.gaps.first?.position?.line == 3)
  }
}
