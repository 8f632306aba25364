import Auditing
import Checking
import Findings
import ProjectFacts
import RulePages
import Rules
import Testing

/// Fixers are tried on the examples of their rules' pages: whatever they mend stays mended.
@Suite("Fixes of examples")
struct FixExampleTests {
  /// A test of a page that has findings of a rule with a fixer.
  struct Example: Sendable, CustomTestStringConvertible {
    var page: RulePage
    var name: String
    var files: [(path: String, bytes: [UInt8])]
    var testDescription: String { "\(page.id): \(name)" }
  }

  static let examples: [Example] = RuleSelection().pages.filter { RuleFixes.byRule[$0.id] != nil }.flatMap { page in
    RulePageReader.read(path: page.path, bytes: Array(page.text.utf8)).examples.filter(\.isBad).map { example in
      Example(page: page, name: example.name, files: example.files.map { ($0.path, $0.bytes) })
    }
  }

  @Test("A fix keeps its promise on every example of its rule", arguments: examples)
  func promise(_ example: Example) {
    let rules = RuleSelection(only: [example.page.id] + (example.page.category == "suppressions" ? ["event-loop"] : []))
    func audit(_ project: Project) -> AuditReport {
      Audit(project: project, rules: rules, options: AuditOptions(subject: "example", threads: 1)).run()
    }
    var project = Project(inMemory: example.files)
    // What touches something else waits for the next round; three are enough for all.
    for _ in 0..<3 {
      let plan = FixPlan(audit(project), of: project, allowsUnsafe: true, audit: audit)
      if plan.files.isEmpty { break }
      project = project.replacing(plan.files.map { ($0.path, $0.new) })
    }
    let report = audit(project)
    #expect(report.coverage.gaps.isEmpty)
    let left = report.findings.filter { $0.rule == example.page.id && $0.fix != nil }
    #expect(left.map(\.message) == [], "what has a fix is mended by it, and a second time there is nothing to do")
  }

  @Test("Every rule with a fixer that is in the book is tried")
  func areThere() {
    let tried = Set(Self.examples.map(\.page.id))
    #expect(tried == Set(RuleSelection().pages.map(\.id)).intersection(RuleFixes.byRule.keys))
    #expect(tried.contains("floating-promise"))
  }
}
