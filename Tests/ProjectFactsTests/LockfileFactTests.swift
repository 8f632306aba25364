import ProjectFacts
import Testing

@Suite("What lockfiles say of packages")
struct LockfileFactTests {
  private func lockfile(_ name: String, _ text: String, manifest: String = "{\"name\": \"app\"}") throws -> Lockfile {
    let project = Project(inMemory: [("package.json", Array(manifest.utf8)), (name, Array(text.utf8))])
    #expect(project.gaps == [])
    return try #require(project.lockfiles.first?.contents)
  }

  private func package(_ name: String, in lockfile: Lockfile) throws -> LockedPackage {
    try #require(lockfile.packages.first { $0.name == name })
  }

  @Test("Each package is brought by the direct dependency at the head of the shortest chain to it")
  func carriers() throws {
    let lock = try lockfile(
      "package-lock.json",
      #"""
      {"lockfileVersion": 3, "packages": {
        "": {"dependencies": {"a": "1", "b": "1"}, "devDependencies": {"t": "1"}},
        "node_modules/a": {"version": "1.0.0", "dependencies": {"x": "1"}},
        "node_modules/b": {"version": "1.0.0", "dependencies": {"y": "1", "a": "1"}},
        "node_modules/x": {"version": "1.0.0", "dependencies": {"y": "1", "z": "1"}},
        "node_modules/y": {"version": "1.0.0", "dependencies": {"b": "1"}},
        "node_modules/z": {"version": "1.0.0"},
        "node_modules/t": {"version": "1.0.0", "dev": true}
      }}
      """#)
    let carriers = lock.carriers(fromImporter: "").map { "\(lock.packages[$0].name) by \(lock.packages[$1].name)" }
    #expect(carriers.sorted() == ["a by a", "b by b", "x by a", "y by b", "z by a"])
  }

  @Test("npm 3: address, hash, notice, script, commands and engines")
  func npm3() throws {
    let lock = try lockfile(
      "package-lock.json",
      #"""
      {"lockfileVersion": 3, "packages": {
        "": {"dependencies": {"a": "^1"}},
        "node_modules/a": {"version": "1.0.0", "resolved": "https://registry.npmjs.org/a/-/a-1.0.0.tgz", "integrity": "sha512-x",
          "deprecated": "Use b.", "hasInstallScript": true, "bin": {"aa": "x.js"}, "engines": {"node": ">=18"}},
        "node_modules/b": {"version": "1.0.0", "resolved": "git+ssh://git@github.com/u/b.git#abc", "deprecated": ""},
        "node_modules/c": {"version": "1.0.0", "integrity": "sha1-x", "inBundle": true, "engines": ["node >= 4"]}
      }}
      """#)
    let a = try package("a", in: lock)
    #expect(a.origin.host == "registry.npmjs.org")
    #expect(a.origin.integrity == .strong)
    #expect(a.deprecation == "Use b.")
    #expect(a.hasInstallScript == true)
    #expect(a.commands == ["aa"])
    #expect(a.nodeRange == ">=18")
    let b = try package("b", in: lock)
    #expect(b.origin.host == "github.com")
    #expect(b.origin.integrity == .missing)
    #expect(b.deprecation == nil)
    let c = try package("c", in: lock)
    #expect(c.origin.integrity == .weak)
    #expect(c.origin.isBundled)
    #expect(c.nodeRange == nil)
    #expect(lock.importers.first?.dependencies.map(\.range) == ["^1"])
  }

  @Test("yarn 1: the hash stands behind the address where there is no integrity")
  func yarnClassic() throws {
    let lock = try lockfile(
      "yarn.lock",
      """
      a@^1:
        version "1.0.0"
        resolved "http://registry.npmjs.org/a/-/a-1.0.0.tgz#679591c564c3bffaae8454cf0b3df370c3d6911c"

      b@^1:
        version "1.0.0"
        resolved "https://registry.yarnpkg.com/b/-/b-1.0.0.tgz#679591c564c3bffaae8454cf0b3df370c3d6911c"
        integrity sha1-x sha512-y
      """, manifest: #"{"name": "app", "dependencies": {"a": "^1", "b": "^2"}}"#)
    #expect(try package("a", in: lock).origin.integrity == .weak)
    #expect(try package("b", in: lock).origin.integrity == .strong)
    #expect(try package("a", in: lock).hasInstallScript == nil)
    #expect(lock.importers.first?.dependencies.map(\.isExact) == [true, false])
  }

  @Test("pnpm 9 says once for all snapshots what a version is")
  func pnpm() throws {
    let lock = try lockfile(
      "pnpm-lock.yaml",
      """
      lockfileVersion: '9.0'
      overrides:
        z: ^3
      importers:
        .:
          dependencies:
            a:
              specifier: ^1
              version: 1.0.0(b@1.0.0)
      packages:
        a@1.0.0:
          resolution: {integrity: sha512-x}
          engines: {node: '>=18'}
          deprecated: Use b.
        b@1.0.0:
          resolution: {tarball: https://codeload.github.com/u/b/tar.gz/abc}
      snapshots:
        a@1.0.0(b@1.0.0):
          dependencies:
            b: 1.0.0
        b@1.0.0: {}
      """)
    let a = try package("a", in: lock)
    #expect(a.deprecation == "Use b.")
    #expect(a.nodeRange == ">=18")
    #expect(a.origin.integrity == .strong)
    #expect(try package("b", in: lock).origin.host == "codeload.github.com")
    #expect(lock.overridden == ["z"])
    #expect(lock.importers.first?.dependencies.map(\.range) == ["^1"])
  }

  @Test("bun: the second element is an address only where the registry is not the usual one")
  func bun() throws {
    let lock = try lockfile(
      "bun.lock",
      #"""
      {"lockfileVersion": 1, "workspaces": {"": {"name": "app", "dependencies": {"a": "^1"}}}, "packages": {
        "a": ["a@1.0.0", "", {}, "sha512-x"], "b": ["b@1.0.0", "https://npm.example/b-1.0.0.tgz", {}, "sha512-x"],
        "c": ["c@github:u/c#abc", {}, "u-c-abc"]}}
      """#)
    #expect(try package("a", in: lock).origin.address == nil)
    #expect(try package("b", in: lock).origin.host == "npm.example")
    #expect(try package("c", in: lock).origin.address == "github:u/c#abc")
  }

  @Test(
    "The host of an address",
    arguments: [
      ("https://registry.npmjs.org/a", "registry.npmjs.org"), ("git+ssh://git@github.com:22/u/r.git#x", "github.com"),
      ("http://user:pass@HOST.example?x", "host.example"), ("file:../a", nil), ("https:///x", nil), ("a", nil),
      ("", nil),
    ])
  func hosts(_ address: String, _ host: String?) { #expect(PackageOrigin.host(of: address) == host) }

  @Test("The shortest way leads from what is asked for; without development it may not be there")
  func ways() throws {
    let lock = try lockfile(
      "package-lock.json",
      #"""
      {"lockfileVersion": 3, "packages": {
        "": {"dependencies": {"a": "1", "d": "1"}, "devDependencies": {"t": "1"}},
        "node_modules/a": {"version": "1.0.0", "dependencies": {"b": "1"}},
        "node_modules/b": {"version": "1.0.0", "dependencies": {"c": "1", "a": "1"}},
        "node_modules/c": {"version": "1.0.0"},
        "node_modules/d": {"version": "1.0.0", "dependencies": {"c": "1"}},
        "node_modules/t": {"version": "1.0.0", "dev": true, "dependencies": {"u": "1"}},
        "node_modules/u": {"version": "1.0.0", "dev": true}
      }}
      """#)
    func names(_ way: [Int]?) -> [String]? { way.map { $0.map { lock.packages[$0].name } } }
    #expect(names(lock.shortestWay(to: "c", fromImporter: "")) == ["d", "c"])
    #expect(names(lock.shortestWay(to: "u", fromImporter: "")) == ["t", "u"])
    #expect(lock.shortestWay(to: "u", fromImporter: "", includingDevelopment: false) == nil)
    #expect(lock.installed(for: "", includingDevelopment: false)?.count == 4)
    #expect(lock.installed(for: "", includingDevelopment: true)?.count == 6)
    #expect(lock.installed(for: "", includingDevelopment: false, without: ["a"])?.count == 2)
    let c = Set(lock.packages.indices.filter { lock.packages[$0].name == "c" })
    let carriers = lock.carriers(of: c, for: "", includingDevelopment: true)
    #expect(carriers.map(\.dependency.name) == ["a", "d"])
    #expect(carriers.first.map { names($0.ways.first) } == ["a", "b", "c"])
  }
}

@Suite("Drift between manifests and lockfiles")
struct LockfileDriftTests {
  private func drift(_ manifest: String, _ name: String, _ lock: String) throws -> [String] {
    let project = Project(inMemory: [("package.json", Array(manifest.utf8)), (name, Array(lock.utf8))])
    let found = try #require(project.manifests.first)
    let (presence, contents) = try #require(project.onlyLockfile(governing: found))
    let overridden = project.overriddenNames(ofLockfileIn: presence.directory)
    let drifts = try #require(
      contents.drift(from: found, isOverridden: overridden.contains, isMember: { _ in false }))
    return drifts.map { "\($0.name) \($0.kind)" }
  }

  private let lock3 = #"""
    {"lockfileVersion": 3, "packages": {"": {"dependencies": {"a": "^1.0.0", "gone": "1"}, "devDependencies": {"t": "latest"}},
      "node_modules/a": {"version": "1.2.0"}, "node_modules/t": {"version": "5.0.0", "dev": true}, "node_modules/gone": {"version": "1.0.0"}}}
    """#

  @Test("npm 3: what is missing, what no longer fits, what was only reworded, what is gone")
  func npm() throws {
    let manifest = #"{"dependencies": {"a": "^1.1.0", "n": "1"}, "devDependencies": {"t": "latest"}}"#
    #expect(
      try drift(manifest, "package-lock.json", lock3) == [
        #"a reworded(lockedRange: "^1.0.0")"#, "n missing", "gone dropped",
      ])
    #expect(
      try drift(
        #"{"dependencies": {"a": "^2.0.0", "gone": "1"}, "devDependencies": {"t": "^5"}}"#, "package-lock.json", lock3)
        == [#"a unsatisfied(locked: "1.2.0")"#, #"t reworded(lockedRange: "latest")"#])
  }

  @Test("What the project overrides, and what lies in it, is left out")
  func overridden() throws {
    let manifest = #"""
      {"dependencies": {"a": "^9", "gone": "1", "f": "file:./f", "w": "workspace:*"}, "devDependencies": {"t": "latest"},
       "overrides": {"parent>a@^1": "1.2.0"}}
      """#
    #expect(try drift(manifest, "package-lock.json", lock3) == [])
  }

  @Test("A name in two sections says nothing certain")
  func twice() throws {
    let manifest = #"{"dependencies": {"a": "^9", "gone": "1"}, "devDependencies": {"t": "latest", "a": "^1.0.0"}}"#
    #expect(try drift(manifest, "package-lock.json", lock3) == [])
  }

  @Test("yarn 2 writes npm: before ranges")
  func berry() throws {
    let lock = """
      __metadata:
        version: 8
      "a@npm:^1":
        version: 1.0.0
        resolution: "a@npm:1.0.0"
      "app@workspace:.":
        version: 0.0.0-use.local
        resolution: "app@workspace:."
        dependencies:
          a: "npm:^1"
          p: "patch:p@npm%3A1.0.0#~/.yarn/patches/p.patch"
        linkType: soft
      """
    #expect(try drift(#"{"name": "app", "dependencies": {"a": "^1", "p": "1.0.0"}}"#, "yarn.lock", lock) == [])
    #expect(
      try drift(#"{"name": "app", "dependencies": {"a": "^2", "p": "1.0.0"}}"#, "yarn.lock", lock)
        == [#"a changed(lockedRange: "npm:^1")"#])
  }
}
