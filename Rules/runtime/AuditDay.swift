import Checking
import Findings
import ProjectFacts

extension Reporter {
  /// The day that releases are judged by, as `NodeReleases` writes days: that of the audit, else that of the table.
  var day: Int { today.map { $0.year * 10_000 + $0.month * 100 + $0.day } ?? NodeReleases.asOf }
}
