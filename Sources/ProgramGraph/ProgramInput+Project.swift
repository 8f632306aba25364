import DataFormats
package import JavaScript
package import ProjectFacts
package import Semantics

extension ProgramInput {
  /// A program within its project: where the roles given say nothing, packages may.
  package init(project: Project, files: [FileModel], atoms: AtomTable, roles: [RoleVerdict?]) {
    let packages = PackageRoles(project)
    let commandLine = packages.commandLineEntries()
    let serving = Self.servingDirectories(files, atoms, roles, of: project)
    let frontends = packages.frontendDirectories().filter { !serving.contains($0) }
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
    var landscape = ModuleLandscape(project)
    landscape.mappings += AliasesInCode(atoms).mappings(files, of: project)
    self.init(
      files: files, atoms: atoms, landscape: landscape, roles: verdicts,
      serverEntries: packages.serverEntries().subtracting(commandLine))
    commandEntries = commandLine
    scriptEntries = packages.scriptEntries()
    let beginnings = Self.listeningBeginnings(files, atoms, of: project)
    serverEntries.formUnion(beginnings.map(\.value))
    for file in files {
      guard let manifest = project.manifest(governing: file.path), project.role(of: manifest).kind == .library,
        beginnings[manifest.path] == nil
      else { continue }
      libraries[file.path] = manifest.name ?? manifest.directory
    }
    configured = DeploymentFiles(project).handlers()
    let mentioned = MentionedFiles(project)
    mentions = mentioned.names()
    launched = mentioned.launched()
  }

  /// `main` of packages that may be published, as `npm init` writes it, where that file listens as soon as it is loaded:
  /// such a package is a server. By manifest.
  private static func listeningBeginnings(
    _ files: [FileModel], _ atoms: AtomTable, of project: Project
  ) -> [String: String] {
    let listen = atoms.lookUp("listen")
    var mains: [String: String] = [:]
    for manifest in project.manifests where project.role(of: manifest).kind == .library {
      guard let main = manifest.main?.string else { continue }
      mains[ModuleResolver.withoutEnding(PathText.join(manifest.directory, main))] = manifest.path
    }
    guard listen.exists, !mains.isEmpty else { return [:] }
    var found: [String: String] = [:]
    for file in files {
      guard let manifest = mains[ModuleResolver.withoutEnding(file.path)] else { continue }
      let listens = file.calls.contains { site in
        let callee = file[site.callee]
        return callee.kind == .member && Atom(callee.b) == listen
          && (site.function == .moduleBody || file.exports.isEmpty)
      }
      if listens { found[manifest] = file.path }
    }
    return found
  }

  /// Folders of packages with a file that opens a server of Node.js itself, or of Bun: they serve, whatever they draw with.
  private static func servingDirectories(
    _ files: [FileModel], _ atoms: AtomTable, _ roles: [RoleVerdict?], of project: Project
  ) -> Set<String> {
    let servers: Set<String> = ["http", "https", "http2", "net", "bun"]
    let makers = Set(
      ["createServer", "createSecureServer", "Server", "serve"].map { atoms.lookUp($0) }.filter(\.exists))
    var found: Set<String> = []
    for (file, role) in zip(files, roles) where role == nil && PathRoles.scriptFolder(of: file.path) == nil {
      let opens = file.imports.contains { record in
        guard !record.isTypeOnly else { return false }
        let name = atoms.text(record.specifier)
        return servers.contains(name.hasPrefix("node:") ? String(name.dropFirst(5)) : name)
      }
      // Who asks others imports the same modules.
      let makes = file.values.contains { ($0.kind == .member || $0.kind == .imported) && makers.contains(Atom($0.b)) }
      if opens, makes, let directory = project.manifest(governing: file.path)?.directory { found.insert(directory) }
    }
    return found
  }
}
