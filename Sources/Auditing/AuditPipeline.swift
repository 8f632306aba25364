import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// The stages that findings pass, in order.
struct AuditPipeline {
  let project: Project
  let program: Program
  let rules: RuleSelection
  let options: AuditOptions
  let comments: [String: SuppressionComments]
  let coverage: Coverage
  let texts: SourceTexts
  /// The state before the change that is audited.
  let old: OldState?

  var stages: [any AuditStage] {
    let gaps = Set(coverage.gaps.map(\.path))
    let configuration = options.configuration
    var stages: [any AuditStage] = [
      // First, so that nothing later works for files nobody asked about.
      KeepAudited(project: project, configuration: configuration),
      DropUnread(gaps: coverage.gaps),
      LowerUncalled(program: program, cards: rules.cards),
      // Before suppressions: a comment must name the rule that is told, not one it overrules.
      OneDefectOneFinding(),
      // Before severities: a comment about a rule that is switched off is of use all the same.
      ApplySuppressions(
        comments: options.obeysSuppressions ? comments : [:],
        entries: options.obeysSuppressions ? configuration.suppressions : [], source: texts.source,
        today: options.today, rules: rules, isExamined: { !gaps.contains($0) }, isAudited: project.isAudited),
      // Before anything is put aside: identities number equal findings.
      Identify(texts: texts),
      ApplySeverities(configuration: configuration, cards: rules.cards),
    ]
    if let change = options.change, let old {
      // Identities must be given, and severities, so that both states are told alike.
      stages.append(KeepChanged(change: change, texts: texts, audit: old.report(judging:)))
    }
    if let baseline = options.baseline {
      stages.append(
        ApplyBaseline(baseline: baseline) { entry in
          project.isAudited(entry.path) && rules.runs(entry.rule) && !gaps.contains(entry.path)
        })
    }
    // The order of the report depends on nothing but the findings themselves.
    stages.append(Sort())
    // For what is told alone.
    stages.append(
      AttachFixes(
        context: FixContext(project: project, read: texts.source) { path in
          SourceScan.options(for: path, in: project)
        }))
    return stages
  }
}
