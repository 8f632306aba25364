import Checking
package import Findings
import JavaScript
package import ProgramGraph
package import ProjectFacts
import Semantics
import SourceText

/// One run over a project: sources to models, models to a program, rules to findings, findings to a report.
package struct Audit {
  package static let version = "0.1.0"

  private let project: Project
  private let rules: RuleSelection
  private let options: AuditOptions

  package init(project: Project, rules: RuleSelection, options: AuditOptions) {
    self.project = project
    self.rules = rules
    self.options = options
  }

  package func run() -> AuditReport {
    let understood = understand(visit: { _, _, _, _ in })
    let findings = projectFindings(understood.program)
    return report(findings, understood)
  }

  /// The project understood, before any rule looks at it.
  package struct Understanding {
    var files: [ScannedFile]
    package var program: Program
    /// Keeps the memory of names.
    var arenas: [TreeArena]
  }

  package func understand() -> Understanding { understand(visit: { _, _, _, _ in }) }

  private func understand(
    visit: @escaping @Sendable (_ worker: Int, _ index: Int, _ tree: SyntaxTree, _ analyzer: FileAnalyzer) -> Void
  ) -> Understanding {
    let paths = AuditScope(project).sources()
    let scan = SourceScan(project: project, paths: paths, threads: options.threads, visit: visit).run()
    let program = ProgramJoin(project: project, files: scan.files, atoms: scan.atoms).program()
    return Understanding(files: scan.files, program: program, arenas: scan.arenas)
  }

  private func projectFindings(_ program: Program) -> [Finding] {
    rules.checks.flatMap { rule -> [Finding] in
      var reporter = Reporter(rule: rule.card.id, severity: rule.card.severity, confidence: rule.card.confidence)
      switch rule.check {
      case let check as any ProgramCheck: check.run(on: program, project: project, reporter: &reporter)
      case let check as any ProjectCheck: check.run(on: project, program: program, reporter: &reporter)
      default: break
      }
      return reporter.findings
    }
  }

  private func report(_ findings: [Finding], _ understood: Understanding) -> AuditReport {
    let texts = SourceTexts(project: project)
    let directives = Dictionary(
      understood.files.filter { !$0.suppressions.isEmpty }.map { ($0.path, $0.suppressions) },
      uniquingKeysWith: { first, _ in first })
    var state = StageState(findings: findings)
    let stages: [any AuditStage] = AuditPipeline.stages(
      project: project, directives: directives, texts: texts, today: options.today)
    for stage in stages { stage.apply(to: &state) }
    return AuditReport(
      version: Self.version, subject: options.subject, findings: state.findings, cards: rules.cards,
      coverage: CoverageAccount(project: project, files: understood.files).coverage(),
      sources: texts.sources(of: state.findings), suppressedCount: state.suppressedCount)
  }
}
