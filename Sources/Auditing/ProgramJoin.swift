import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

/// Makes the program of scanned files, with the roles that packages decide.
struct ProgramJoin {
  let project: Project
  let files: [ScannedFile]
  let atoms: AtomTable

  func program() -> Program {
    let models = files.filter { $0.model != nil }
    return ProgramBuilder().build(
      ProgramInput(
        project: project, files: models.compactMap(\.model), atoms: atoms, roles: models.map(\.role)))
  }
}
