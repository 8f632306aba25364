import ProjectFacts
import SourceText
import Testing

@Suite("Manifests and lockfiles made to be hard to read")
struct HostilePackageTests {
  private static let values = [
    "null", "true", "7", "\"\"", "\"x\"", "[]", "[[{}]]", "{}", "{\"a\": {\"b\": []}}", "1e999",
  ]

  @Test("A manifest with every key of every wrong type is read, and asked everything", arguments: values)
  func manifest(_ value: String) throws {
    let keys = [
      "name", "version", "private", "type", "dependencies", "devDependencies", "peerDependencies",
      "optionalDependencies",
      "scripts", "bin", "main", "exports", "imports", "files", "engines", "workspaces", "packageManager", "devEngines",
      "overrides",
      "resolutions", "pnpm", "bundledDependencies", "publishConfig",
    ]
    let text = "{" + keys.map { "\"\($0)\": \(value)" }.joined(separator: ",") + "}"
    let project = Project(inMemory: [
      ("package.json", Array(text.utf8)),
      ("package-lock.json", Array(#"{"lockfileVersion": 3, "packages": {"": {}}}"#.utf8)),
    ])
    let manifest = try #require(project.manifests.first)
    _ = (manifest.binaries, manifest.workspaceGlobs, manifest.packageManager, manifest.displayName)
    _ = project.overriddenNames(ofLockfileIn: "")
    _ = project.role(of: manifest)
    let lockfile = try #require(project.onlyLockfile(governing: manifest)?.contents)
    _ = lockfile.drift(from: manifest, isOverridden: { _ in false }, isMember: { _ in false })
  }

  @Test("A lockfile with every key of every wrong type is a gap or a graph", arguments: values)
  func lockfile(_ value: String) {
    func members(_ keys: [String]) -> String { keys.map { "\"\($0)\": \(value)" }.joined(separator: ",") }
    let entry = members([
      "version", "resolved", "integrity", "dependencies", "requires", "link", "dev", "engines", "bin", "deprecated",
      "name",
      "peerDependenciesMeta", "hasInstallScript",
    ])
    let yaml =
      "lockfileVersion: '6.0'\noverrides: \(value)\nimporters: \(value)\ndependencies: {a: \(value)}\npackages:\n  /a@1: \(value)\n"
    let files = [
      (
        "package-lock.json",
        "{\"lockfileVersion\": 3, \"packages\": {\"\": {\(entry)}, \"node_modules/a\": {\(entry)}, \"x\": \(value)}}"
      ),
      ("package-lock.json", "{\"lockfileVersion\": 1, \"dependencies\": {\"a\": {\(entry)}, \"b\": \(value)}}"),
      ("package-lock.json", "{\"lockfileVersion\": \(value), \"packages\": \(value), \"dependencies\": \(value)}"),
      (
        "bun.lock",
        "{\"lockfileVersion\": 1, \"workspaces\": {\"\": \(value)}, \"overrides\": \(value), \"packages\": {\"a\": \(value), \"b\": [\(value), \(value)]}}"
      ),
      ("bun.lock", "{\"lockfileVersion\": 0, \"workspaces\": \(value), \"packages\": \(value)}"),
      ("pnpm-lock.yaml", yaml),
      ("yarn.lock", "__metadata:\n  version: 8\n\"a@npm:1\":\n  resolution: \(value)\n  dependencies: \(value)\n"),
    ]
    for (name, text) in files {
      let project = Project(inMemory: [
        ("package.json", Array(#"{"dependencies": {"a": "1"}}"#.utf8)), (name, Array(text.utf8)),
      ])
      guard let lockfile = project.lockfiles.first?.contents, let manifest = project.manifests.first else { continue }
      _ = lockfile.productionClosure(ofImporter: "")
      _ = lockfile.shortestWay(to: "a", fromImporter: "")
      _ = lockfile.drift(from: manifest, isOverridden: { _ in false }, isMember: { _ in false })
    }
  }

  /// Twice the input may take a little over twice the time, never four times.
  private func isLinear(_ sizes: (Int, Int), _ work: (Int) -> Void) -> Bool {
    let clock = ContinuousClock()
    for _ in 0..<3 {
      let small = clock.measure { work(sizes.0) }
      let large = clock.measure { work(sizes.1) }
      if large < small * 3 * (sizes.1 / sizes.0) { return true }
    }
    return false
  }

  @Test("Fifty thousand dependencies in a chain, each with its own copy, take linear time")
  func manyDependencies() {
    let isLinear = isLinear((12_500, 50_000)) { count in
      let asked = (0..<count).map { "\"p\($0)\":\"^1\"" }.joined(separator: ",")
      let entries = (0..<count).map {
        "\"node_modules/p\($0)\":{\"version\":\"1.0.0\",\"dependencies\":{\"p\(($0 + 1) % count)\":\"^1\"}}"
      }.joined(separator: ",")
      let project = Project(inMemory: [
        ("package.json", Array("{\"dependencies\":{\(asked)}}".utf8)),
        (
          "package-lock.json",
          Array("{\"lockfileVersion\":3,\"packages\":{\"\":{\"dependencies\":{\(asked)}},\(entries)}}".utf8)
        ),
      ])
      let lockfile = project.lockfiles.first?.contents
      #expect(lockfile?.installed(for: "", includingDevelopment: false)?.count == count)
      if let manifest = project.manifests.first {
        #expect(
          lockfile?.drift(from: manifest, isOverridden: { _ in false }, isMember: { _ in false })?.isEmpty == true)
      }
      #expect(lockfile?.shortestWay(to: "nowhere", fromImporter: "") == nil)
    }
    #expect(isLinear)
  }

  @Test("A lockfile above the limit is told, and not read")
  func tooLarge() throws {
    let lock = [UInt8](repeating: UInt8(ascii: " "), count: ProjectFiles.lockfileSizeLimit + 1)
    let project = Project(inMemory: [
      ("package.json", Array(#"{"dependencies": {"a": "1"}}"#.utf8)), ("package-lock.json", lock),
    ])
    #expect(project.gaps.map(\.kind) == [.limit])
    #expect(project.lockfiles.first?.contents == nil)
  }

  @Test("Nesting beyond the limit is told")
  func nesting() {
    let depth = 5_000
    let lock =
      String(repeating: "{\"dependencies\":{\"a\":", count: depth) + "{}" + String(repeating: "}}", count: depth)
    let project = Project(inMemory: [("package.json", Array("{}".utf8)), ("package-lock.json", Array(lock.utf8))])
    #expect(project.gaps.count == 1)
    #expect(project.lockfiles.first?.contents == nil)
  }
}
