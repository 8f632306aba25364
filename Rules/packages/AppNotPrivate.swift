import Checking
import ProgramGraph
import ProjectFacts

/// Reports applications that one command would publish. The promise is on the page beside this file.
struct AppNotPrivate: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let deployed = DeployedPackages.of(program, project)
    for manifest in deployed.answering where !manifest.isPrivate {
      // Without name and version npm refuses to publish.
      guard let name = manifest.name, !name.isEmpty, manifest.version != nil, !isMeantToBePublished(manifest, project)
      else { continue }
      reporter.report(
        at: manifest.span(ofKey: "name"), in: manifest.path,
        "\(name) is a server that `npm publish` would put on the registry as it stands: it is not private",
        identity: manifest.path)
    }
  }

  private func isMeantToBePublished(_ manifest: PackageManifest, _ project: Project) -> Bool {
    if ["files", "exports", "publishConfig", "bin", "types", "module"].contains(where: { manifest[$0] != nil }) {
      return true
    }
    let scripts = ["prepublishOnly", "prepublish", "release", "publish", "semantic-release", "version", "prepack"]
    if scripts.contains(where: { manifest.script(named: $0) != nil }) { return true }
    if project.inventory.exists(RelativePath.join(manifest.directory, ".npmignore")) { return true }
    return DeploymentText.of(project).workflows.contains { workflow in
      ["npm publish", "semantic-release", "pnpm publish", "yarn publish", "changesets/action", "yarn npm publish"]
        .contains {
          workflow.contains($0)
        }
    }
  }
}
