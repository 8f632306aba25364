import Findings
import ProgramGraph

/// The report on the state before a change, made when somebody asks.
final class OldState {
  private let options: AuditOptions
  private let rules: RuleSelection
  private let understood: Audit.Understanding
  private var made: AuditReport?

  /// - Parameter understood: the new state, which was scanned together with the old one.
  init(options: AuditOptions, rules: RuleSelection, understood: Audit.Understanding) {
    self.options = options
    self.rules = rules
    self.understood = understood
  }

  /// Only where there is a change. The first who asks decides what is judged.
  ///
  /// - Parameter judged: the rules whose findings are asked for; nil for all.
  func report(judging judged: Set<String>?) -> AuditReport {
    if let made { return made }
    guard let change = options.change else { preconditionFailure("the old state of no change was asked for") }
    var options = self.options
    options.change = nil
    options.baseline = nil
    options.measuresWork = false
    // Names that the new program learned since stand in its table alone.
    let scanned = SourceScan.Result(
      files: understood.oldFiles, atoms: understood.program.atoms, arenas: understood.arenas)
    let report = Audit(
      project: change.old, rules: rules, options: options, scanned: scanned, judged: judged
    ).run()
    made = report
    return report
  }

  private static let reason = "could not be examined before this change either"

  /// What could not be examined before is no fault of the change: it is told among what is left out.
  func withoutKnownGaps(_ coverage: Coverage) -> Coverage {
    guard !coverage.gaps.isEmpty else { return coverage }
    let known = Set(report(judging: []).coverage.gaps.map { GapIdentity($0) })
    var coverage = coverage
    let paths = Set(coverage.gaps.filter { known.contains(GapIdentity($0)) }.map(\.path))
    guard !paths.isEmpty else { return coverage }
    coverage.gaps.removeAll { known.contains(GapIdentity($0)) }
    coverage.excluded.append(
      Coverage.Exclusion(
        reason: Self.reason, paths: paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }))
    coverage.excluded.sort { $0.reason < $1.reason }
    return coverage
  }

  /// A gap, wherever in its file.
  private struct GapIdentity: Hashable {
    let kind: CoverageGap.Kind
    let path: String
    let message: String

    init(_ gap: CoverageGap) { (kind, path, message) = (gap.kind, gap.path, gap.message) }
  }
}
