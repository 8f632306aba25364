import ProjectFacts
import Testing

@Suite("Lockfiles")
struct LockfileTests: LockfileSuite {
  @Test("npm 3: copies are found as Node finds them, and what only development needs stays out")
  func npm3() throws {
    let lock = #"""
      {"lockfileVersion": 3, "packages": {
        "": {"name": "app", "dependencies": {"a": "^1", "b": "^1"}, "optionalDependencies": {"o": "^1", "gone": "^1"}, "devDependencies": {"t": "^1"}},
        "node_modules/a": {"version": "1.0.0", "dependencies": {"s": "^2", "@x/y": "1"}, "peerDependencies": {"p": "1", "q": "1"}, "peerDependenciesMeta": {"q": {"optional": true}}},
        "node_modules/a/node_modules/s": {"version": "2.0.0", "dependencies": {"s2": "1"}},
        "node_modules/@x/y": {"version": "1.0.0", "dependencies": {"s": "^1"}},
        "node_modules/b": {"version": "1.0.0", "dependencies": {"s": "^1"}},
        "node_modules/s": {"version": "1.0.0"},
        "node_modules/s2": {"version": "1.0.0"},
        "node_modules/o": {"version": "1.0.0", "optional": true},
        "node_modules/p": {"version": "1.0.0", "peer": true},
        "node_modules/q": {"version": "1.0.0", "dev": true},
        "node_modules/t": {"version": "1.0.0", "dev": true, "dependencies": {"s": "^1", "q": "1"}}
      }}
      """#
    let result = try closure(of: project(("package.json", manifest), ("package-lock.json", lock)))
    #expect(
      result.names == ["@x/y@1.0.0", "a@1.0.0", "b@1.0.0", "o@1.0.0", "p@1.0.0", "s2@1.0.0", "s@1.0.0", "s@2.0.0"])
    #expect(result.direct == ["a 5/6", "b 1/2", "o 1/1"])
  }

  @Test("npm 1: nested dependencies unfold into the same folders; the manifest says what is asked for")
  func npm1() throws {
    let lock = #"""
      {"lockfileVersion": 1, "requires": true, "dependencies": {
        "a": {"version": "1.0.0", "requires": {"s": "^2"}, "dependencies": {"s": {"version": "2.0.0", "requires": {"b": "1"}}}},
        "b": {"version": "1.0.0", "requires": {"s": "^1"}},
        "s": {"version": "1.0.0"}, "t": {"version": "1.0.0", "dev": true, "requires": {"u": "1"}}, "u": {"version": "1.0.0", "dev": true}
      }}
      """#
    let result = try closure(of: project(("package.json", manifest), ("npm-shrinkwrap.json", lock)))
    #expect(result.names == ["a@1.0.0", "b@1.0.0", "s@1.0.0", "s@2.0.0"])
    #expect(result.direct == ["a 2/4", "b 0/2"])
  }

  @Test("npm: a workspace member reaches what another member needs, and members are not counted")
  func npmWorkspace() throws {
    let lock = #"""
      {"lockfileVersion": 3, "packages": {
        "": {"name": "root", "workspaces": ["packages/*"]},
        "node_modules/api": {"resolved": "packages/api", "link": true},
        "node_modules/core": {"resolved": "packages/core", "link": true},
        "node_modules/x": {"version": "1.0.0"},
        "packages/api": {"name": "api", "dependencies": {"core": "*"}},
        "packages/api/node_modules/x": {"version": "9.0.0"},
        "packages/core": {"name": "core", "dependencies": {"x": "1"}, "devDependencies": {"z": "1"}},
        "node_modules/z": {"version": "1.0.0", "dev": true}
      }}
      """#
    let files = project(
      ("package.json", #"{"name": "root", "workspaces": ["packages/*"]}"#), ("package-lock.json", lock),
      ("packages/api/package.json", #"{"name": "api", "dependencies": {"core": "*"}}"#),
      ("packages/core/package.json", #"{"name": "core"}"#))
    let result = try closure(of: files, "packages/api")
    #expect(result.names == ["x@1.0.0"])
    #expect(result.direct == ["core 1/1"])
  }

  @Test(
    "pnpm spells keys in three ways and means the same",
    arguments: [
      """
      lockfileVersion: 5.4
      specifiers: {a: ^1, b: ^1, t: ^1}
      dependencies:
        a: 1.0.0_p@1.0.0
        b: 1.0.0
      devDependencies:
        t: 1.0.0
      packages:
        /a/1.0.0_p@1.0.0:
          resolution: {integrity: sha512-x}
          dependencies:
            '@s/c': 2.0.0
            p: 1.0.0
          dev: false
        /b/1.0.0:
          resolution: {integrity: sha512-x}
        /@s/c/2.0.0:
          resolution: {integrity: sha512-x}
        /p/1.0.0:
          resolution: {integrity: sha512-x}
        /t/1.0.0:
          resolution: {integrity: sha512-x}
          dev: true
      """,
      """
      lockfileVersion: '6.0'

      dependencies:
        a:
          specifier: ^1
          version: 1.0.0(p@1.0.0)
        b:
          specifier: ^1
          version: 1.0.0
      devDependencies:
        t: {specifier: ^1, version: 1.0.0}

      packages:

        /@s/c@2.0.0:
          resolution: {integrity: sha512-x}
        /a@1.0.0(p@1.0.0):
          resolution: {integrity: sha512-x}
          dependencies:
            '@s/c': 2.0.0
            p: 1.0.0
        /b@1.0.0:
          resolution: {integrity: sha512-x}
        /p@1.0.0:
          resolution: {integrity: sha512-x}
        /t@1.0.0:
          resolution: {integrity: sha512-x}
      """,
      """
      lockfileVersion: '9.0'

      importers:

        .:
          dependencies:
            a:
              specifier: ^1
              version: 1.0.0(p@1.0.0)
            b:
              specifier: ^1
              version: 1.0.0
          devDependencies:
            t:
              specifier: ^1
              version: 1.0.0

      packages:

        '@s/c@2.0.0':
          resolution: {integrity: sha512-x}
        a@1.0.0:
          resolution: {integrity: sha512-x}
          peerDependencies: {p: 1}

      snapshots:

        '@s/c@2.0.0': {}
        a@1.0.0(p@1.0.0):
          dependencies:
            '@s/c': 2.0.0
            p: 1.0.0
        b@1.0.0: {}
        p@1.0.0: {}
        t@1.0.0: {}
      """,
    ])
  func pnpm(_ lock: String) throws {
    let result = try closure(of: project(("package.json", manifest), ("pnpm-lock.yaml", lock)))
    #expect(result.names == ["@s/c@2.0.0", "a@1.0.0", "b@1.0.0", "p@1.0.0"])
    #expect(result.direct == ["a 3/3", "b 1/1"])
  }

  @Test("bun: a key is the way to a copy")
  func bun() throws {
    let lock = #"""
      {
        "lockfileVersion": 1,
        "workspaces": {
          "": {"name": "app", "dependencies": {"a": "^1", "b": "^1"}, "devDependencies": {"t": "^1"},},
        },
        "packages": {
          "a": ["a@1.0.0", "", {"dependencies": {"s": "^2"}}, "sha512-x"],
          "b": ["b@1.0.0", "", {"dependencies": {"s": "^1"}, "peerDependencies": {"t": "1"}, "optionalPeers": ["t"]}, "sha512-x"],
          "s": ["s@1.0.0", "", {}, "sha512-x"],
          "t": ["t@1.0.0", "", {}, "sha512-x"],
          "a/s": ["s@2.0.0", "", {}, "sha512-x"],
        },
      }
      """#
    let result = try closure(of: project(("package.json", manifest), ("bun.lock", lock)))
    #expect(result.names == ["a@1.0.0", "b@1.0.0", "s@1.0.0", "s@2.0.0"])
    #expect(result.direct == ["a 2/2", "b 2/2"])
  }

  @Test(
    "An unknown version and a malformed file are gaps",
    arguments: [
      ("package-lock.json", #"{"lockfileVersion": 9}"#, ProjectGap.Kind.unsupportedFormat),
      ("package-lock.json", #"{"lockfileVersion": 3, "packages": {"#, .malformedFile),
      ("pnpm-lock.yaml", "lockfileVersion: '12.0'\n", .unsupportedFormat),
      ("bun.lock", #"{"lockfileVersion": 7}"#, .unsupportedFormat), ("yarn.lock", "<<<<<<< HEAD\n", .malformedFile),
      ("pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages: &x {}\n", .malformedFile),
    ])
  func gaps(_ name: String, _ text: String, _ kind: ProjectGap.Kind) throws {
    let project = project(("package.json", manifest), (name, text))
    #expect(project.gaps.map(\.kind) == [kind])
    #expect(project.gaps.first?.path == name)
    guard case .committed(let presence) = project.lockfile(governing: try #require(project.manifests.first)) else {
      Issue.record("it is committed all the same")
      return
    }
    #expect(presence.contents == nil)
  }

  @Test("What each direct dependency brings alone is what is gone without it")
  func dominators() throws {
    var seed: UInt64 = 5
    func random(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    for _ in 0..<60 {
      let count = 2 + random(30)
      let edges = (0..<count).map { _ in Array(Set((0..<random(4)).map { _ in random(count) })).sorted() }
      let roots = Array(Set((0..<1 + random(5)).map { _ in random(count) })).sorted()
      func needs(_ targets: [Int]) -> String { "{" + targets.map { "\"p\($0)\": \"1\"" }.joined(separator: ",") + "}" }
      let entries = edges.enumerated().map {
        "\"node_modules/p\($0)\": {\"version\": \"1\", \"dependencies\": \(needs($1))}"
      }
      let lock =
        "{\"lockfileVersion\": 3, \"packages\": {\"\": {\"dependencies\": \(needs(roots))},\(entries.joined(separator: ","))}}"
      let all = closureOf(roots, edges)
      let expected = roots.map { root in
        "p\(root) \(all.count - closureOf(roots.filter { $0 != root }, edges).count)/\(closureOf([root], edges).count)"
      }
      let result = try closure(of: project(("package.json", "{\"name\": \"x\"}"), ("package-lock.json", lock)))
      #expect(result.names.count == all.count)
      #expect(result.direct == expected)
    }
  }

  private func closureOf(_ roots: [Int], _ edges: [[Int]]) -> Set<Int> {
    var seen: Set<Int> = []
    var stack = roots
    while let node = stack.popLast() {
      if seen.insert(node).inserted { stack += edges[node] }
    }
    return seen
  }

  @Test("Damaged lockfiles are gaps or graphs, never a crash")
  func damage() {
    var seed: UInt64 = 3
    func random(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    let locks = [
      (
        "package-lock.json",
        #"{"lockfileVersion":2,"packages":{"":{"dependencies":{"a":"1"}},"node_modules/a":{"link":true,"resolved":"node_modules/a"}},"dependencies":{}}"#
      ),
      (
        "package-lock.json",
        #"{"lockfileVersion":1,"dependencies":{"a":{"version":"1","requires":{"a":"1"},"dependencies":{"a":{}}}}}"#
      ),
      (
        "bun.lock",
        #"{"lockfileVersion":1,"workspaces":{"":{"dependencies":{"a":"1"}}},"packages":{"a":["a@1",{"dependencies":{"a":"1"}}]}}"#
      ),
      (
        "pnpm-lock.yaml",
        "lockfileVersion: 5.4\ndependencies:\n  a: 1.0.0\npackages:\n  /a/1.0.0:\n    dependencies: {a: 1.0.0}\n"
      ),
      (
        "yarn.lock",
        "__metadata:\n  version: 8\n\"a@npm:1\":\n  resolution: \"a@workspace:.\"\n  dependencies:\n    a: 1\n"
      ),
    ]
    for (name, text) in locks {
      for _ in 0..<300 {
        var bytes = Array(text.utf8)
        for _ in 0...random(4) {
          let place = random(bytes.count)
          if random(2) == 0 {
            bytes.remove(at: place)
          } else {
            bytes.insert(Array("{}[]\":,1a/@ \n".utf8)[random(13)], at: place)
          }
        }
        let project = Project(inMemory: [("package.json", Array(manifest.utf8)), (name, bytes)])
        _ = project.lockfiles.first?.contents?.productionClosure(ofImporter: "")
      }
    }
  }
}
