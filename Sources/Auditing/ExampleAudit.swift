import Checking
import ProjectFacts
package import RulePages

/// Runs the examples of rule pages through whole audits.
package enum ExampleAudit {
  /// What is wrong with a page or its examples, each as one line for people; empty where all is well.
  package static func failures(of page: RulePage) -> [String] {
    let selection = RuleSelection(page: page)
    if !selection.problems.isEmpty { return selection.problems.map(\.description) }
    let reading = RulePageReader.read(path: page.path, bytes: Array(page.text.utf8))
    let runner = ExampleRunner(page) { files in
      Audit(
        project: Project(inMemory: files), rules: selection, options: AuditOptions(subject: page.id, threads: 1)
      ).run()
    }
    return runner.run(reading.examples).map(\.description)
  }
}
