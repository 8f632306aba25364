import Findings
import ProjectFacts
import SourceText

/// The stages that findings pass, in order.
enum AuditPipeline {
  static func stages(
    project: Project, directives: [String: [SuppressionDirective]], texts: SourceTexts, today: CalendarDay?
  ) -> [any AuditStage] {
    [
      // First, so that nothing later works for files nobody asked about.
      KeepAudited(project: project),
      // Before suppressions: a comment must name the rule that is told, not one it overrules.
      OneDefectOneFinding(),
      ApplySuppressions(directives: directives, lineTables: { texts.source($0)?.lineTable() }, today: today),
      // Last: the order of the report depends on nothing but the findings themselves.
      Sort(),
    ]
  }
}
