import Auditing
import RulePages
import Rules
import Testing

@Suite("Rule pages") struct RulePageTests {
  @Test("Every example of a page holds, as written and in every disguise", arguments: Rulebook.builtIn.map(\.id))
  func examples(id: String) throws {
    let rule = try #require(Rulebook.builtIn.first { $0.id == id })
    let failures = ExampleAudit.failures(of: rule.page())
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test("A page is embedded as it stands on disk", arguments: Rulebook.builtIn.map(\.id))
  func embedding(id: String) throws {
    let page = try #require(Rulebook.builtIn.first { $0.id == id }).page()
    let reading = RulePageReader.read(path: page.path, bytes: Array(page.text.utf8))
    #expect(reading.problems.isEmpty)
    #expect(reading.page?.card == page.card)
  }

  @Test("Ids are unique over all categories")
  func uniqueIds() {
    let ids = Rulebook.builtIn.map(\.id)
    #expect(Set(ids).count == ids.count)
  }
}
