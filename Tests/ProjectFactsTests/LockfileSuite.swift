import ProjectFacts
import Testing

/// What suites about lockfiles ask: a project made of texts, and what it installs in production.
protocol LockfileSuite {}

extension LockfileSuite {
  func project(_ files: (String, String)...) -> Project {
    Project(inMemory: files.map { (path: $0.0, bytes: Array($0.1.utf8)) })
  }

  /// The names of the closure, and each direct dependency with its own and its whole count: "a 2/3".
  func closure(of project: Project, _ directory: String = "") throws -> (names: [String], direct: [String]) {
    let manifest = try #require(project.manifest(inDirectory: directory))
    guard case .committed(let presence) = project.lockfile(governing: manifest) else {
      Issue.record("no committed lockfile")
      return ([], [])
    }
    let lockfile = try #require(presence.contents)
    let closure = try #require(lockfile.productionClosure(ofImporter: directory))
    #expect(project.gaps == [])
    return (
      closure.packages.map { "\(lockfile.packages[$0].name)@\(lockfile.packages[$0].version)" }.sorted(),
      closure.directDependencies.map { "\($0.name) \($0.exclusiveCount)/\($0.totalCount)" }
    )
  }

  var manifest: String {
    #"""
    {"name": "app", "dependencies": {"a": "^1", "b": "^1"}, "optionalDependencies": {"o": "^1"}, "devDependencies": {"t": "^1"}}
    """#
  }
}
