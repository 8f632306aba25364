import Auditing
import Findings
import Foundation
import Reporting
import TestSupport
import Testing

/// What the README shows is what the tool says. `NODEVET_ACCEPT=1` writes both blocks anew.
@Suite("README")
struct ReadmeTests {
  private static let path = Fixture.packageFolder + "/README.md"

  @Test("The report in the README is an extract of the real one")
  func report() throws {
    let report = try FixtureProject("express-shop").audit()
    let text = String(decoding: ReportFormat.text.bytes(of: report), as: UTF8.self)
    try expectBlock("report", toBe: "```text\n\(try extract(of: text))\n```\n")
  }

  @Test("The table of rules in the README is the rule book")
  func rules() throws {
    var table = "| rule | severity | finds |\n|---|---|---|\n"
    for card in RuleSelection().cards {
      let page = "Rules/\(card.category)/\(card.id).md"
      #expect(FileManager.default.fileExists(atPath: "\(Fixture.packageFolder)/\(page)"))
      table += "| [`\(card.id)`](\(page)) | \(card.severity.rawValue) | \(card.title) |\n"
    }
    try expectBlock("rules", toBe: table)
  }

  @Test("Every file the documents link to is there", arguments: ["README.md", "CONTRIBUTING.md", "Sources/README.md"])
  func links(document: String) throws {
    let url = URL(fileURLWithPath: "\(Fixture.packageFolder)/\(document)")
    let text = try String(contentsOf: url, encoding: .utf8)
    let links = text.matches(of: #/\]\(([^)#:]+)(?:#[^)]*)?\)/#).map { String($0.1) }
    #expect(!links.isEmpty)
    for link in links {
      let target = url.deletingLastPathComponent().appendingPathComponent(link).path
      #expect(FileManager.default.fileExists(atPath: target), "\(document) links to \(link)")
    }
  }

  /// The finding two files away from its route, and the summary.
  private func extract(of text: String) throws -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("src/utils/templates.js") })
    let end = try #require(lines[start...].firstIndex { $0.contains("blocks here") })
    let summary = try #require(lines.last { !$0.isEmpty })
    return (lines[start...end] + ["", "…", "", summary]).joined(separator: "\n")
  }

  /// Holds what stands between two marks against `expected`.
  private func expectBlock(_ name: String, toBe expected: String) throws {
    let (begin, end) = ("<!-- begin \(name) -->\n", "<!-- end \(name) -->\n")
    var readme = try String(contentsOfFile: Self.path, encoding: .utf8)
    let start = try #require(readme.firstRange(of: begin)).upperBound
    let stop = try #require(readme[start...].firstRange(of: end)).lowerBound
    guard readme[start..<stop] != expected else { return }
    guard Snapshot.isAccepting else {
      assertText(String(readme[start..<stop]), equals: expected, "README.md, block \(name)")
      return
    }
    readme.replaceSubrange(start..<stop, with: expected)
    try Data(readme.utf8).write(to: URL(fileURLWithPath: Self.path))
  }
}
