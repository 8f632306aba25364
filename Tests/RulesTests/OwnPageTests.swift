import Auditing
import RulePages
import TestSupport
import Testing

@Suite("Pages that users may write") struct OwnPageTests {
  @Test(
    "Phrases about promises and request data hold in whole audits, in every disguise",
    arguments: ["forgotten-promise", "shell-from-request"])
  func phrases(name: String) throws {
    let text = try Fixture.text("pages/own/\(name).md")
    let reading = RulePageReader.read(path: "own/\(name).md", bytes: Array(text.utf8))
    let page = try #require(reading.page)
    let failures = ExampleAudit.failures(of: page)
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }
}
