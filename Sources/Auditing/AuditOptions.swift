package import Findings

/// What the operator asked of a run.
package struct AuditOptions: Sendable {
  /// Name to print for what is audited.
  package var subject: String
  /// Worker threads; the result does not depend on it.
  package var threads: Int
  /// The day suppressions expire by; nil lets none expire.
  package var today: CalendarDay?

  /// What the project or the operator configured.
  package var configuration = ProjectConfiguration()
  /// Whether comments and entries of the configuration silence findings.
  package var obeysSuppressions = true
  /// The change whose findings alone are told; the audited project is its new state.
  package var change: ProjectChange?
  /// Findings that are not told again.
  package var baseline: Baseline?

  /// Told how far the run is.
  package var progress: AuditProgress?

  /// Whether the report says what CPU time went into.
  package var measuresWork = false

  /// The process ends after this run, so that its program need not be taken apart: freeing it costs a twentieth of a run.
  package var isLastOfProcess = false

  package init(subject: String, threads: Int = WorkerThreads.processorCount) {
    self.subject = subject
    self.threads = max(1, threads)
  }
}
