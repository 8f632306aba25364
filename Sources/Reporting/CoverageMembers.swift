import Findings

/// The counts that every machine format carries, under the same names.
enum CoverageMembers {
  static func write(_ report: AuditReport, to object: inout JSONWriter) {
    object.object("coverage") { coverage in
      coverage.member("examined", report.coverage.examined)
      coverage.member("notExamined", report.coverage.gapPathCount)
      coverage.array("excluded") { excluded in
        for exclusion in report.coverage.excluded where !exclusion.paths.isEmpty {
          excluded.object(.line) { entry in
            entry.member("reason", exclusion.reason)
            entry.member("count", exclusion.paths.count)
          }
        }
      }
    }
    object.member("suppressed", report.suppressedCount)
  }
}
