import Checking
import Findings
import ProjectFacts
package import RulePages

/// Runs the examples of rule pages through whole audits.
package enum ExampleAudit {
  /// What is wrong with a page or its examples, each as one line for people; empty where all is well.
  package static func failures(of page: RulePage) -> [String] {
    // Rules about suppressions have nothing to say where no other rule runs.
    let judgesOthers = page.category == "suppressions"
    let selection = judgesOthers ? RuleSelection() : RuleSelection(page: page)
    if !selection.problems.isEmpty { return selection.problems.map(\.description) }
    let reading = RulePageReader.read(path: page.path, bytes: Array(page.text.utf8))
    let runner = ExampleRunner(page) { files in
      var options = AuditOptions(subject: page.id, threads: 1)
      options.today = CalendarDay(year: 2026, month: 1, day: 1)
      return Audit(project: Project(inMemory: files), rules: selection, options: options).run()
    }
    return runner.run(reading.examples).map(\.description)
  }
}
