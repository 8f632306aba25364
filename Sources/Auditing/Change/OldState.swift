import Findings
import JavaScript
import ProjectFacts

/// The state before a change: its program, and the report on it when somebody asks.
///
/// Used by one thread at a time: by any that calls `understand` or `judge` until that has ended.
final class OldState: @unchecked Sendable {
  private let project: Project
  private let rules: RuleSelection
  private let options: AuditOptions
  private let scanned: SourceScan.Result
  private var understood: Audit.Understanding?
  private var made: AuditReport?

  /// Nil where no change is audited.
  ///
  /// - Parameters:
  ///   - options: those of the audit of the new state.
  ///   - scan: of both states, by nobody changed yet.
  init?(options: AuditOptions, rules: RuleSelection, scan: SourceScan.Result) {
    guard let change = options.change else { return nil }
    project = change.old
    self.rules = rules
    var options = options
    options.change = nil
    options.baseline = nil
    options.measuresWork = false
    self.options = options
    // Both programs learn names, at the same time.
    let arena = TreeArena(knowing: scan.atoms)
    scanned = SourceScan.Result(files: scan.oldFiles, atoms: arena.atoms, arenas: [arena] + scan.arenas)
  }

  /// Makes the program, unless it is made.
  func understand() {
    if understood != nil { return }
    understood = Audit(project: project, rules: rules, options: options, scanned: scanned).understand()
  }

  /// Finds all there is to find, before somebody asks for it.
  func judge() { _ = report(judging: nil) }

  /// The first who asks decides what is judged.
  ///
  /// - Parameter judged: the rules whose findings are asked for; nil for all.
  func report(judging judged: Set<String>?) -> AuditReport {
    if let made { return made }
    understand()
    let report = Audit(
      project: project, rules: rules, options: options, scanned: scanned, known: understood, judged: judged
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
