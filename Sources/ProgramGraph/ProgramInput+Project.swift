package import JavaScript
package import ProjectFacts
package import Semantics

extension ProgramInput {
  /// A program within its project: where the roles given say nothing, packages may.
  package init(project: Project, files: [FileModel], atoms: AtomTable, roles: [RoleVerdict?]) {
    let packages = PackageRoles(project)
    let commandLine = packages.commandLineEntries()
    let frontends = packages.frontendDirectories()
    let templates = packages.templateDirectories()
    let verdicts = zip(files, roles).map { file, known -> RoleVerdict? in
      if let known { return known }
      let nearest = project.manifest(governing: file.path)
      if nearest?.name?.hasPrefix(".prisma/") == true {
        return RoleVerdict(role: .generated, reason: "in a client that Prisma has written")
      }
      if let folder = templates.first(where: { PathText.contains($0, file.path) }) {
        return RoleVerdict(role: .test, reason: "the package in \(folder) shows or tests something")
      }
      if let folder = frontends.first(where: { PathText.contains($0, file.path) }) {
        if nearest?.directory == folder {
          return RoleVerdict(role: .frontend, reason: "its package draws in a browser and serves nothing")
        }
      }
      return nil
    }
    self.init(
      files: files, atoms: atoms, landscape: ModuleLandscape(project), roles: verdicts,
      serverEntries: packages.serverEntries().subtracting(commandLine))
    commandEntries = commandLine
    scriptEntries = packages.scriptEntries()
    for file in files {
      guard let manifest = project.manifest(governing: file.path), project.role(of: manifest).kind == .library else {
        continue
      }
      libraries[file.path] = manifest.name ?? manifest.directory
    }
    configured = DeploymentFiles(project).handlers()
    let mentioned = MentionedFiles(project)
    mentions = mentioned.names()
    launched = mentioned.launched()
  }
}
