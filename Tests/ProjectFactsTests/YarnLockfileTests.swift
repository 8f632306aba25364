import ProjectFacts
import Testing

@Suite("Lockfiles of yarn")
struct YarnLockfileTests: LockfileSuite {
  @Test("yarn 1: ranges lead to packages, and the manifests say what is asked for")
  func yarnClassic() throws {
    let lock = """
      # yarn lockfile v1


      a@^1:
        version "1.0.0"
        dependencies:
          s "^2"

      b@^1:
        version "1.0.0"

      "s@^1", "s@^2":
        version "2.0.0"

      t@^1:
        version "1.0.0"
      """
    let result = try closure(of: project(("package.json", manifest), ("yarn.lock", lock)))
    #expect(result.names == ["a@1.0.0", "b@1.0.0", "s@2.0.0"])
    #expect(result.direct == ["a 2/2", "b 1/1"])
  }

  @Test("yarn 1: a replaced range and a workspace member are found by name")
  func yarnResolutions() throws {
    let root =
      #"{"name": "root", "private": true, "workspaces": {"packages": ["p/*"]}, "resolutions": {"**/s": "3.0.0"}}"#
    let lock = "a@^1:\n  version \"1.0.0\"\n  dependencies:\n    s \"^1\"\n\ns@3.0.0:\n  version \"3.0.0\"\n"
    let files = project(
      ("package.json", root), ("yarn.lock", lock),
      ("p/api/package.json", #"{"name": "api", "dependencies": {"core": "1.0.0"}}"#),
      ("p/core/package.json", #"{"name": "core", "version": "1.0.0", "dependencies": {"a": "^1"}}"#))
    #expect(try closure(of: files, "p/api").names == ["a@1.0.0", "s@3.0.0"])
  }

  @Test("yarn does not install for a package what that asks of its users")
  func yarnPeers() throws {
    let manifest =
      #"{"name": "app", "dependencies": {"b": "1"}, "peerDependencies": {"a": "1"}, "devDependencies": {"a": "1"}}"#
    let classic = "a@1:\n  version \"1.0.0\"\n\nb@1:\n  version \"1.0.0\"\n"
    let berry = """
      __metadata:
        version: 8
      "a@npm:1":
        version: 1.0.0
        resolution: "a@npm:1.0.0"
      "b@npm:1":
        version: 1.0.0
        resolution: "b@npm:1.0.0"
      "app@workspace:.":
        version: 0.0.0-use.local
        resolution: "app@workspace:."
        dependencies:
          a: "npm:1"
          b: "npm:1"
        peerDependencies:
          a: 1
        linkType: soft

      """
    for lock in [classic, berry] {
      #expect(try closure(of: project(("package.json", manifest), ("yarn.lock", lock))).names == ["b@1.0.0"])
    }
  }

  @Test("Beside yarn's resolver the lockfile counts that it was made from")
  func plugAndPlay() throws {
    let lock = "a@^1:\n  version \"1.0.0\"\n\nb@^1:\n  version \"1.0.0\"\n\no@^1:\n  version \"1.0.0\"\n"
    let project = project(("package.json", manifest), ("yarn.lock", lock), (".pnp.cjs", "module.exports = {}"))
    #expect(try closure(of: project).names == ["a@1.0.0", "b@1.0.0", "o@1.0.0"])
  }

  @Test("yarn berry: workspace entries name their folder, the manifest tells production from development")
  func yarnBerry() throws {
    let lock = """
      __metadata:
        version: 8
        cacheKey: 10c0

      "a@npm:^1, a@npm:^1.0":
        version: 1.0.0
        resolution: "a@npm:1.0.0"
        dependencies:
          s: "npm:^1"
        languageName: node
        linkType: hard

      "app@workspace:.":
        version: 0.0.0-use.local
        resolution: "app@workspace:."
        dependencies:
          a: "npm:^1"
          b: "npm:^1"
          t: "npm:^1"
        languageName: unknown
        linkType: soft

      "b@npm:^1":
        version: 1.0.0
        resolution: "b@npm:1.0.0"
        linkType: hard

      "s@npm:^1":
        version: 1.2.0
        resolution: "s@npm:1.2.0"
        linkType: hard

      "t@npm:^1":
        version: 1.0.0
        resolution: "t@npm:1.0.0"
        linkType: hard
      """
    let result = try closure(of: project(("package.json", manifest), ("yarn.lock", lock)))
    #expect(result.names == ["a@1.0.0", "b@1.0.0", "s@1.2.0"])
    #expect(result.direct == ["a 2/2", "b 1/1"])
  }
}
