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
    let packages = PackageRoles(project)
    let commandLine = packages.commandLineEntries()
    let entries = packages.serverEntries().subtracting(commandLine)
    let frontends = packages.frontendDirectories()
    let templates = packages.templateDirectories()
    let models = files.filter { $0.model != nil }
    let roles = models.map { file -> RoleVerdict? in
      if let role = file.role { return role }
      if let folder = templates.first(where: { PathText.contains($0, file.path) }) {
        return RoleVerdict(role: .test, reason: "the package in \(folder) shows or tests something")
      }
      if let folder = frontends.first(where: { PathText.contains($0, file.path) }) {
        let nearest = project.manifest(governing: file.path)?.directory
        if nearest == folder {
          return RoleVerdict(role: .frontend, reason: "its package draws in a browser and serves nothing")
        }
      }
      if commandLine.contains(file.path) { return RoleVerdict(role: .script, reason: "a command of the package") }
      return nil
    }
    return ProgramBuilder().build(
      ProgramInput(
        files: models.compactMap(\.model), atoms: atoms, landscape: ModuleLandscape(project), roles: roles,
        serverEntries: entries))
  }
}
