package import Findings
package import ProjectFacts
import SourceText

/// What applying the fixes of a report does to files: nothing is written here.
///
/// A plan is held against an audit of what it makes: fixes of a file that does not parse afterwards are dropped, and so
/// are those whose finding is still there.
package struct FixPlan: Sendable {
  package struct File: Sendable {
    /// Relative to the root of the repository.
    package let path: String
    /// nil for a file that is new.
    package let old: [UInt8]?
    package let new: [UInt8]
  }

  /// By path.
  package private(set) var files: [File] = []
  /// How many findings are mended.
  package private(set) var mended = 0
  /// How many could be, if unsafe fixes were wanted.
  package private(set) var leftUnsafe = 0
  /// How many fixes are for another run: they touch others.
  package private(set) var postponed = 0
  /// How many fixes would have broken a file, or left their finding.
  package private(set) var refused = 0

  private static let rounds = 4

  /// - Parameters:
  ///   - allowsUnsafe: whether fixes are wanted that people have to look at.
  ///   - audit: audits the project with some files replaced.
  package init(
    _ report: AuditReport, of project: Project, allowsUnsafe: Bool, audit: (Project) -> AuditReport
  ) {
    leftUnsafe = allowsUnsafe ? 0 : report.findings.lazy.filter { $0.fix?.isSafe == false }.count
    var wanted = report.findings.filter { finding in finding.fix.map { $0.isSafe || allowsUnsafe } ?? false }
    let all = wanted.count
    for _ in 0..<Self.rounds {
      let (files, chosen) = Self.apply(wanted, project)
      guard !files.isEmpty else { break }
      let after = audit(project.replacing(files.map { ($0.path, $0.new) }))
      let broken = Self.broken(by: chosen, files, report, after)
      if broken.isEmpty {
        self.files = files
        mended = chosen.count
        break
      }
      refused += broken.count
      wanted = chosen.enumerated().filter { !broken.contains($0.offset) }.map(\.element)
    }
    postponed = all - mended - refused
  }

  /// The fixes that do not touch one another, the first first.
  private static func apply(_ findings: [Finding], _ project: Project) -> (files: [File], chosen: [Finding]) {
    var edits: [String: [Fix.Edit]] = [:]
    var chosen: [Finding] = []
    for finding in findings {
      guard let fix = finding.fix else { continue }
      let isFree = fix.edits.allSatisfy { edit in
        // What is added at one place twice would be said twice, unless it is two different things at the end of a file.
        edits[edit.path]?.allSatisfy { !$0.touches(edit) } ?? true
      }
      guard isFree else { continue }
      for edit in fix.edits { edits[edit.path, default: []].append(edit) }
      chosen.append(finding)
    }
    var files: [File] = []
    for (path, list) in edits.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let old = try? project.files.bytes(of: path, limit: ProjectFiles.configurationSizeLimit).get()
      var new = old ?? []
      for edit in list.sorted(by: { $0.span < $1.span }).reversed() {
        let end = min(Int(edit.span.end), new.count)
        new.replaceSubrange(min(Int(edit.span.start), end)..<end, with: Array(edit.text.utf8))
      }
      if new != old { files.append(File(path: path, old: old, new: new)) }
    }
    return (files, chosen)
  }

  /// Fixes that break a file, or whose finding is still there.
  private static func broken(
    by chosen: [Finding], _ files: [File], _ before: AuditReport, _ after: AuditReport
  ) -> Set<Int> {
    let known = Set(before.coverage.gaps.map(\.path) + before.coverage.earlyErrors.map(\.path))
    let unparsed = Set((after.coverage.gaps + after.coverage.earlyErrors).map(\.path)).subtracting(known)
    // Equal findings are numbered, and numbered anew when one is gone: there must be so many less.
    let was = Dictionary(grouping: before.findings, by: Identity.init).mapValues(\.count)
    let remaining = Dictionary(grouping: after.findings, by: Identity.init).mapValues(\.count)
    let mended = Dictionary(grouping: chosen, by: Identity.init).mapValues(\.count)
    var broken: Set<Int> = []
    for (index, finding) in chosen.enumerated() {
      let breaks = finding.fix?.edits.contains { unparsed.contains($0.path) } ?? false
      let identity = Identity(finding)
      let expected = (was[identity] ?? 0) - (mended[identity] ?? 0)
      if breaks || (remaining[identity] ?? 0) > expected { broken.insert(index) }
    }
    return broken
  }

  private struct Identity: Hashable {
    let high: UInt64?
    let low: UInt64?

    init(_ finding: Finding) { (high, low) = (finding.fingerprint?.high, finding.fingerprint?.low) }
  }
}

extension Fix.Edit {
  fileprivate func touches(_ other: Fix.Edit) -> Bool {
    span.start < other.span.end && other.span.start < span.end || span.start == other.span.start
  }
}
