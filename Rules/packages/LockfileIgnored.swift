import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports what keeps a lockfile out of the repository, at the line that does. The promise is on the page beside this file.
struct LockfileIgnored: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    // One line may cost several packages their lockfiles: that is one finding.
    var groups: [(hindrance: Hindrance, duties: [LockfileDuty])] = []
    for duty in LockfileDuty.unmet(in: project, program) {
      guard let hindrance = Hindrance(of: duty, in: project) else { continue }
      if let index = groups.firstIndex(where: { $0.hindrance == hindrance }) {
        groups[index].duties.append(duty)
      } else {
        groups.append((hindrance, [duty]))
      }
    }
    for (hindrance, duties) in groups {
      reporter.report(
        at: hindrance.span, in: hindrance.file, "\(hindrance.statement) \(subject(of: duties))",
        severity: duties.map { hindrance.isFinal ? $0.severity : min($0.severity, .warning) }.max(),
        evidence: duties.count == 1 ? [] : duties.map(step), identity: hindrance.identity)
    }
  }

  private func subject(of duties: [LockfileDuty]) -> String {
    if duties.count == 1, let duty = duties.first { return duty.subject }
    // Packages that share a name are told apart by their folders.
    let shown = duties.map(\.manifest.displayName)
    let names =
      Set(shown).count == shown.count
      ? shown : duties.map { $0.manifest.directory.isEmpty ? "." : $0.manifest.directory }
    let last = names.count > 3 ? "\(names.count - 2) more packages" : names.last ?? ""
    return
      "the dependencies of \(names.prefix(names.count > 3 ? 2 : names.count - 1).joined(separator: ", ")) and \(last)"
  }

  private func step(_ duty: LockfileDuty) -> EvidenceStep {
    EvidenceStep(path: duty.manifest.path, span: duty.place, message: "\(duty.owned) stand here")
  }
}

/// What keeps lockfiles out, and where a finding can say so.
private struct Hindrance: Equatable {
  let file: String
  let span: Span
  /// Goes on with what is not pinned.
  let statement: String
  /// Survives edits of the file.
  let identity: String
  /// False where the next `git add` may be all that is missing.
  let isFinal: Bool

  init?(of duty: LockfileDuty, in project: Project) {
    switch duty.cause {
    case .missing: return nil
    case .untracked(let lockfile):
      let name = RelativePath.name(of: lockfile)
      file = duty.manifest.path
      span = duty.place
      statement = "\(name) was never added to git, so nothing in the repository pins"
      identity = "\(duty.manifest.path) untracked"
      isFinal = false
    case .ignored(let match, let lockfile):
      let name = RelativePath.name(of: lockfile)
      // Git's own exclude file, and ignore files above what is audited, cannot carry a finding.
      let canPoint = project.isAudited(match.file) && project.inventory.exists(match.file)
      file = canPoint ? match.file : duty.manifest.path
      span = canPoint ? match.span : duty.place
      statement =
        "`\(match.pattern)`\(canPoint ? "" : " in \(match.file)") keeps \(name) out of git, and nothing else pins"
      identity = "\(match.pattern) \(name)"
      isFinal = true
    case .forbidden(let path, let place, let setting):
      let canPoint = project.isAudited(path)
      file = canPoint ? path : duty.manifest.path
      span = canPoint ? place : duty.place
      statement = "`\(setting)`\(canPoint ? "" : " in \(path)") forbids a lockfile, and nothing else pins"
      identity = setting
      isFinal = true
    }
  }
}
