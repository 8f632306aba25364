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
    // These are there where something asked for them: most runs have none.
    if report.switchedOffCount > 0 { object.member("switchedOff", report.switchedOffCount) }
    if report.untouchedCount > 0 { object.member("untouched", report.untouchedCount) }
    guard let baseline = report.baseline else { return }
    object.object("baseline") { outcome in
      outcome.member("accepted", baseline.accepted.count)
      outcome.array("fixed") { fixed in
        for entry in baseline.fixed {
          fixed.object(.line) { object in
            object.member("path", entry.path)
            object.member("rule", entry.rule)
            object.member("fingerprint", entry.fingerprint)
          }
        }
      }
    }
  }
}
