import Checking
import Findings
import ProjectFacts
import Synchronization

/// What can be learnt of a project before there is a program: the findings of the rules that look at the repository
/// around the code, and what others will ask for.
///
/// Safe beside the making of the program: nothing here can ask a program anything.
final class ProjectStudy: Sendable {
  private let project: Project
  private let rules: RuleSet
  private let today: CalendarDay?
  private let isJudged: @Sendable (Int) -> Bool
  /// Told where this thread's time goes; nil where nobody asks.
  private let meter: WorkMeter?
  private let findings = Mutex<[Int: [Finding]]>([:])

  /// - Parameter isJudged: whether findings of a rule of the set are asked for.
  init(
    of project: Project, rules: RuleSet, today: CalendarDay?, meter: WorkMeter?,
    isJudged: @escaping @Sendable (Int) -> Bool
  ) {
    self.project = project
    self.rules = rules
    self.today = today
    self.meter = meter
    self.isJudged = isJudged
  }

  /// - Parameter prepares: whether somebody else is busy meanwhile, so that what is found out for later is won.
  func run(prepares: Bool) {
    meter?.start(.joining)
    for (number, rule) in rules.rules.enumerated() where isJudged(number) {
      guard let check = rule.check?.asProjectCheck else { continue }
      meter?.enter(rule: number)
      var reporter = Reporter(for: rule.page, today: today)
      check.run(on: project, reporter: &reporter)
      findings.withLock { $0[number] = reporter.findings }
    }
    if prepares {
      for (number, rule) in rules.rules.enumerated() where isJudged(number) {
        guard let check = rule.check?.asPreparedCheck else { continue }
        meter?.enter(rule: number)
        check.prepare(project)
      }
    }
    meter?.stop()
  }

  /// Those of a rule of the set.
  func findings(of rule: Int) -> [Finding] { findings.withLock { $0[rule] ?? [] } }
}
