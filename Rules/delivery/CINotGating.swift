import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports checks whose failure nobody notices. The promise is on the page beside this file.
struct CINotGating: ProjectCheck {
  private static let endings = ["|| true", "|| exit 0", "|| :", "|| echo"]

  func run(on project: Project, reporter: inout Reporter) {
    for workflow in WorkflowFile.all(in: project) {
      // What mends the code by itself goes on with what it could not mend.
      if RelativePath.name(of: workflow.path).lowercased().holds("fix") { continue }
      for line in workflow.lines {
        if let script = line.script, let ending = Self.endings.first(where: { script.holds($0) }),
          let end = script.firstRange(of: ending), let what = Self.check(in: script[..<end.lowerBound])
        {
          reporter.report(
            at: line.span, in: workflow.path, "\(what) cannot fail: \(ending) makes a success of everything")
        } else if let (setting, scope) = tolerance(line, workflow),
          let what = workflow.lines[scope].lazy.compactMap({ Self.check(among: $0.commands) }).first,
          !isGatedElsewhere(what, outside: scope, workflow)
        {
          reporter.report(at: line.span, in: workflow.path, "the run goes on when \(what) fails: \(setting)")
        }
      }
    }
  }

  /// Whether another step runs the same check, or the one whose name it extends (`test` for `test:coverage`), and does end the
  /// run.
  private func isGatedElsewhere(_ what: String, outside scope: Range<Int>, _ workflow: WorkflowFile) -> Bool {
    let tolerated = workflow.lines.compactMap { tolerance($0, workflow)?.1 }
    return workflow.lines.contains { line in
      guard !scope.contains(line.number), !tolerated.contains(where: { $0.contains(line.number) }),
        let other = Self.check(among: line.commands),
        other == what || what.hasPrefix(other + ":"), let script = line.script
      else { return false }
      return !Self.endings.contains { script.holds($0) }
    }
  }

  /// `continue-on-error: true` of a step, `allow_failure: true` of a job of GitLab.
  private func tolerance(_ line: WorkflowFile.Line, _ workflow: WorkflowFile) -> (String, Range<Int>)? {
    let text = line.text.hasPrefix("- ") ? line.text.dropFirst(2) : line.text
    if text == "continue-on-error: true" {
      let step = workflow.step(around: line)
      guard workflow.lines[step.lowerBound].text.hasPrefix("- ") else { return nil }
      return (String(text), step)
    }
    guard text == "allow_failure: true", workflow.path == ".gitlab-ci.yml" else { return nil }
    var first = line.number
    while first > 0, workflow.lines[first].indent > 0 || workflow.lines[first].text.isEmpty { first -= 1 }
    var end = line.number + 1
    while end < workflow.lines.count, workflow.lines[end].indent > 0 || workflow.lines[end].text.isEmpty { end += 1 }
    return (String(text), first..<end)
  }

  private static let runners: Set<Substring> = ["npm", "yarn", "pnpm", "bun", "npx"]
  private static let tools: Set<Substring> = ["jest", "vitest", "mocha", "ava", "eslint", "tsc", "biome", "oxlint"]

  /// The test, lint or type check that a line runs, as it is written.
  static func check(in script: some StringProtocol) -> String? { check(among: ShellCommand.commands(in: script)) }

  private static func check(among commands: [ShellCommand]) -> String? {
    for command in commands {
      guard let program = command.words.first else { continue }
      var words = command.words[...]
      if runners.contains(program) {
        words = words.dropFirst()
        if words.first == "run" || words.first == "exec" { words = words.dropFirst() }
      }
      guard let name = words.first else { continue }
      let isCheck =
        tools.contains(name)
        || runners.contains(program)
          && (["test", "t", "lint", "typecheck", "type-check", "check-types", "tsc"].contains(name)
            || name.hasPrefix("test:") || name.hasPrefix("lint:"))
      guard isCheck else { continue }
      return command.words.prefix(3).joined(separator: " ")
    }
    return nil
  }
}
