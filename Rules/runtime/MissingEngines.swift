import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports packages that say nowhere with which Node.js they run. The promise is on the page beside this file.
struct MissingEngines: ProjectCheck {
  func run(on project: Project, reporter: inout Reporter) {
    let declarations = NodeDeclarations.of(project).all.filter { $0.kind != .types }
    let owners = Set(project.inventory.sources.compactMap { project.manifest(governing: $0.path)?.path })
    let frontEnds = Set(PackageRoles(project).frontendDirectories())
    for manifest in project.manifests where project.isAudited(manifest.path) && !frontEnds.contains(manifest.directory)
    {
      guard !LockfileDuty.isBystander(manifest, project), isCode(manifest), owners.contains(manifest.path),
        // Members of a workspace run with what its root says.
        project.workspaces.roots(listing: manifest.directory).isEmpty,
        !declarations.contains(where: { speaks($0, of: manifest) })
      else { continue }
      reporter.report(
        at: manifest.span(ofKey: manifest.name == nil ? "dependencies" : "name"), in: manifest.path,
        "\(manifest.displayName) says nowhere with which Node.js it runs: no engines, no .nvmrc, no image, no workflow",
        identity: manifest.path)
    }
  }

  /// In the package, around it, or in a folder of it.
  private func speaks(_ declaration: NodeDeclaration, of manifest: PackageManifest) -> Bool {
    RelativePath.isInside(manifest.directory, declaration.directory)
      || RelativePath.isInside(declaration.directory, manifest.directory)
  }

  private func isCode(_ manifest: PackageManifest) -> Bool {
    !manifest.dependencies(in: .dependencies).isEmpty || manifest.script(named: "start") != nil
  }
}
