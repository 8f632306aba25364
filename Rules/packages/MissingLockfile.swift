import Checking
import ProgramGraph
import ProjectFacts

/// Reports packages whose dependencies nothing pins. The promise is on the page beside this file.
struct MissingLockfile: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    for duty in LockfileDuty.unmet(in: project, program) {
      guard case .missing = duty.cause else { continue }
      reporter.report(
        at: duty.place, in: duty.manifest.path, "no lockfile pins \(duty.subject)", severity: duty.severity,
        identity: duty.manifest.path)
    }
  }
}
