import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

/// Makes the program of scanned files, with the roles that packages decide.
struct ProgramJoin {
  let project: Project
  let files: [ScannedFile]
  let atoms: AtomTable
  let meter: WorkMeter?
  /// Owners of the memory of `atoms`.
  let arenas: [TreeArena]

  func program() -> Program {
    let models = files.filter { $0.model != nil }
    return ProgramBuilder(began: meter.map { meter in { meter.enter(.of($0)) } }).build(
      ProgramInput(
        project: project, files: models.compactMap(\.model), atoms: atoms, roles: models.map(\.role)),
      keeping: arenas)
  }
}

extension WorkMeter.Phase {
  fileprivate static func of(_ pass: ProgramBuilder.Pass) -> WorkMeter.Phase {
    switch pass {
    case .modules: .modules
    case .calls: .calls
    case .handlers: .handlers
    case .reachability: .reachability
    case .roles: .roles
    }
  }
}
