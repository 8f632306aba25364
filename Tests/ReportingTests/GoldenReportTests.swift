import Findings
import Reporting
import TestSupport
import Testing

@Suite("Whole reports")
struct GoldenReportTests {
  @Test("A project with findings, evidence, gaps and exclusions in every format")
  func shop() {
    Snapshot.expect(Samples.text(of: Samples.shop), matches: "reports/shop.txt")
    Snapshot.expect(Samples.sarif(of: Samples.shop), matches: "reports/shop.sarif")
    let json = String(decoding: ReportFormat.json.bytes(of: Samples.shop), as: UTF8.self)
    Snapshot.expect(json, matches: "reports/shop.json")
  }

  @Test("A project without findings still has a whole SARIF log")
  func clean() {
    let report = AuditReport(
      version: "0.1.0", subject: "clean", findings: [], cards: [Samples.missingLockfile],
      coverage: Coverage(examined: 3), sources: [:])
    Snapshot.expect(Samples.text(of: report), matches: "reports/clean.txt")
    Snapshot.expect(Samples.sarif(of: report), matches: "reports/clean.sarif")
  }

  @Test("A rule's page in the terminal")
  func explain() {
    let page = String(decoding: RulePageText.bytes(of: Samples.syncCall), as: UTF8.self)
    Snapshot.expect(page, matches: "reports/explain.txt")
  }

  @Test("A rule about files without comments does not tell how to silence it by a comment")
  func silencing() {
    var card = Samples.missingLockfile
    card.sections.append(
      .init(heading: "Examples", markdown: "### None\n\n```json bad file=package.json\n{}  //~ no\n```"))
    #expect(!String(decoding: RulePageText.bytes(of: card), as: UTF8.self).contains("Silencing"))
  }

  @Test("The rule book in short")
  func listing() {
    let cards = [Samples.consoleCatch, Samples.syncCall, Samples.missingLockfile, Samples.secretFallback]
    Snapshot.expect(String(decoding: RuleListing.text(of: cards), as: UTF8.self), matches: "reports/rules.txt")
    Snapshot.expect(String(decoding: RuleListing.json(of: cards), as: UTF8.self), matches: "reports/rules.json")
  }
}
