import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports pipelines that never ask whether dependencies have known vulnerabilities. The promise is on the page beside this file.
struct MissingAuditStep: ProgramCheck, PreparedCheck {
  func prepare(_ project: Project) { _ = DeploymentText.of(project) }

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let answering = DeployedPackages.of(program, project).answering
    guard let manifest = answering.first,
      answering.contains(where: { !LockfileDuty.registryDependencies(of: $0).isEmpty })
    else { return }
    let deployment = DeploymentText.of(project)
    let testing = deployment.workflows.filter { workflow in Self.work.contains { workflow.contains($0) } }
    guard let pipeline = testing.first(where: { project.isAudited($0.path) }) else { return }
    if deployment.workflows.contains(where: Self.audits) || runsInScripts(project) || isSetUpElsewhere(project) {
      return
    }
    let name = RelativePath.name(of: pipeline.path)
    let others = testing.count - 1
    reporter.report(
      at: Span(0, 0), in: pipeline.path,
      "\(name) builds or tests \(manifest.displayName)\(others == 0 ? "" : others == 1 ? ", as does one more workflow" : ", as do \(others) more workflows"), and no step asks for known vulnerabilities in its dependencies",
      identity: "audit step")
  }

  /// What makes a file of continuous integration one that works on the packages.
  private static let work = ["npm ", "yarn", "pnpm ", "bun ", "npx ", "setup-node", "node:"]

  private static let auditors = [
    "npm audit", "pnpm audit", "yarn audit", "yarn npm audit", "bun audit", "audit-ci", "better-npm-audit", "npm-audit",
    "osv-scanner", "snyk", "socket ", "socketsecurity", "socket-security", "trivy", "grype", "dependency-review-action",
    "codeql",
    "semgrep", "Dependency-Scanning", "dependency_scanning", "retire", "auditjs", "nsp check", "dependency-check",
    "mend", "whitesource", "checkmarx", "veracode", "sonatype", "nexus-iq", "fossa", "blackduck", "DependencyCheck",
    "aqua", "scout cves",
    "auto-devops", "ossf/scorecard",
  ]

  private static func audits(_ file: DeploymentText.File) -> Bool {
    file.lines.contains { line in auditors.contains { line.holds($0) } }
  }

  /// Scripts and hooks, which a workflow may call without saying what they do.
  private func runsInScripts(_ project: Project) -> Bool {
    if project.manifests.contains(where: { manifest in
      manifest.scripts.contains { script in Self.auditors.contains { script.command.holds($0) } }
    }) {
      return true
    }
    return project.inventory.files.contains { file in
      guard
        file.path.hasPrefix(".husky/") || ["lefthook.yml", ".pre-commit-config.yaml", "Makefile"].contains(file.name),
        let read = DeploymentText.read(file.path, project)
      else { return false }
      return Self.audits(read)
    }
  }

  /// Services that look at a repository from outside leave a file in it.
  private func isSetUpElsewhere(_ project: Project) -> Bool {
    project.inventory.files.contains {
      [
        ".snyk", "audit-ci.json", "audit-ci.jsonc", ".nsprc", "socket.yml", ".whitesource", "osv-scanner.toml",
        ".trivyignore",
      ].contains($0.name)
    }
  }
}
