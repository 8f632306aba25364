import Findings
import Reporting
import TestSupport
import Testing

/// Whole reports of whole projects. What is planted where stands in `TestFixtures/projects/README.md`.
@Suite("Fixture projects")
struct FixtureProjectTests {
  @Test("There are projects to audit")
  func portfolio() {
    #expect(FixtureProject.names.count >= 9)
  }

  @Test("The text report is the expected one", arguments: FixtureProject.names)
  func text(name: String) throws {
    let report = try FixtureProject(name).audit()
    Snapshot.expect(
      String(decoding: ReportFormat.text.bytes(of: report), as: UTF8.self), matches: "projects/\(name).expected.txt")
  }

  @Test("The SARIF log is the expected one", arguments: FixtureProject.names)
  func sarif(name: String) throws {
    var report = try FixtureProject(name).audit()
    // A log lists every rule; those that found nothing here are no matter of this project.
    let reported = Set(report.findings.map(\.rule))
    report.cards.removeAll { !reported.contains($0.id) }
    let log = String(decoding: ReportFormat.sarif.bytes(of: report), as: UTF8.self)
    Snapshot.expect(Self.withoutPages(log), matches: "projects/\(name).expected.sarif")
  }

  /// Without the texts under `help`: a better sentence on a rule's page is no change of the log.
  private static func withoutPages(_ log: String) -> String {
    var isHelp = false
    return log.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix("\"help\": {") { isHelp = true } else if trimmed.hasPrefix("}") { isHelp = false }
      guard isHelp, let colon = trimmed.firstIndex(of: ":"), trimmed[..<colon] != "\"help\"" else {
        return String(line)
      }
      return String(line.prefix(line.count - trimmed.count)) + trimmed[...colon] + " \"…\""
        + (line.hasSuffix(",") ? "," : "")
    }.joined(separator: "\n")
  }

  @Test("Every file is examined or left out on purpose", arguments: FixtureProject.names)
  func nothingIsSkipped(name: String) throws {
    let coverage = try FixtureProject(name).audit().coverage
    #expect(coverage.gaps.isEmpty)
    #expect(coverage.examined > 0)
  }

  @Test("The app done right has no finding at all")
  func clean() throws {
    #expect(try FixtureProject("express-clean").audit().findings.map(\.message) == [])
  }

  @Test("The front end of a monorepo is not held to the rules of servers")
  func frontEnd() throws {
    let paths = try FixtureProject("monorepo").audit().findings.map(\.path)
    #expect(!paths.contains { $0.hasPrefix("apps/dashboard/") })
  }
}
