import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports servers and libraries without a single test. The promise is on the page beside this file.
struct MissingTests: ProgramCheck {
  /// Lines of a server from which on it is more than a note, and below which there is nothing to say.
  private static let lines = 500
  private static let fewest = 60

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let tests = TestFiles.of(program, project)
    // Tests of a workspace may stand anywhere in it.
    guard tests.all.isEmpty, !hasForeignTests(project) else { return }
    let servers = ServerPackages.of(program, project)
    for server in servers.servers where project.isAudited(server.manifest.path) {
      let manifest = server.manifest
      guard server.lineCount >= Self.fewest, !CourseFolders.hold(manifest.path) else { continue }
      let scaffolds = tests.scaffolds.values.flatMap { $0 }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let only = scaffolds.first.map { ": \(PathText.name(of: $0)) is what a generator wrote" } ?? ""
      let served = server.served
      let figures = (["\(server.lineCount) lines"] + served).joined(separator: served.count > 1 ? ", " : " and ")
      reporter.report(
        at: manifest.span(ofKey: "name"), in: manifest.path,
        "\(manifest.displayName) has \(figures) and no test\(only)",
        severity: server.lineCount >= Self.lines ? .warning : .note,
        evidence: scaffolds.prefix(3).map {
          EvidenceStep(path: $0, span: Span(0, 0), message: "says nothing about the project")
        },
        identity: manifest.path)
    }
  }

  /// Tests that are no JavaScript: collections of requests, features in words, other languages.
  private func hasForeignTests(_ project: Project) -> Bool {
    // A collection may have any name; the script says who runs it.
    let runsCollections = project.manifests.contains { $0.scripts.contains { $0.command.holds("newman ") } }
    return runsCollections
      || project.inventory.files.contains { file in
        let name = file.name.lowercased()
        return name.hasSuffix(".feature") || name.hasSuffix("postman_collection.json") || name.hasSuffix(".hurl")
          || name.hasSuffix(".bats") || (name.hasPrefix("test_") && name.hasSuffix(".py")) || name.hasSuffix("_test.go")
          || name.hasSuffix(".http") && name.holds("test")
      }
  }
}
