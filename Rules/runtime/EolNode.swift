import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports places that ask for a release line of Node.js whose support has ended. The promise is on the page beside this
/// file.
struct EolNode: ProjectCheck {
  func run(on project: Project, program: Program, reporter: inout Reporter) {
    let declarations = NodeDeclarations(project)
    let servers = ServerPackages.of(program, project)
    let day = reporter.day
    let matrix = declarations.all.filter { $0.kind == .workflow }
    let hasLivingMatrix = matrix.contains { $0.lines(on: day).contains { !NodeReleases.isEnded($0, on: day) } }
    var isPipelineTold = false
    for declaration in declarations.all where project.isAudited(declaration.path) {
      guard declaration.kind != .types,
        declaration.kind == .workflow || !ShowcaseFolders.hold(declaration.path, project),
        !(declaration.kind == .workflow && hasLivingMatrix),
        let verdict = Verdict(declaration, runsElsewhere(declaration, project, servers), on: day)
      else { continue }
      // Of a matrix, and of several pipelines, the first is enough.
      if declaration.kind == .workflow {
        if isPipelineTold { continue }
        isPipelineTold = true
      }
      reporter.report(
        at: declaration.span, in: declaration.path, verdict.message, severity: verdict.severity,
        identity: "\(declaration.path) \(declaration.kind) \(declaration.written)")
    }
  }

  /// Libraries run where their users run them, and what is drawn in a browser is only built with Node.js.
  private func runsElsewhere(_ declaration: NodeDeclaration, _ project: Project, _ servers: ServerPackages) -> Bool {
    guard let manifest = project.manifest(inDirectory: declaration.directory) else { return false }
    if DeployedPackages.drawsInBrowser(manifest), !servers.contain(manifest) { return true }
    switch LockfileDuty.kind(of: manifest, in: project, servers) {
    case .library, .commandLine: return true
    case .application, .template: return false
    case .workspaceRoot: return manifest.isPrivate == false
    }
  }

  private struct Verdict {
    var severity: Severity
    var message: String

    /// Nil where all that it asks for is supported.
    init?(_ declaration: NodeDeclaration, _ runsElsewhere: Bool, on day: Int) {
      let lines = declaration.lines(on: day)
      guard let highest = lines.last, let lowest = lines.first, NodeReleases.isEnded(lowest, on: day) else {
        return nil
      }
      if NodeReleases.isEnded(highest, on: day) {
        guard let release = NodeReleases.release(ofLine: highest) else { return nil }
        severity = Self.severity(of: declaration, runsElsewhere)
        message = "\(Self.asks(declaration)) Node.js \(Self.name(release)), whose support ended on \(release.endText)"
        return
      }
      // Ranges that begin with old lines: what is installed may be new all the same.
      guard declaration.kind == .engines, let release = NodeReleases.release(ofLine: lowest) else { return nil }
      severity = runsElsewhere ? .note : .warning
      message =
        "engines.node \"\(declaration.written)\" lets Node.js \(Self.name(release)) in, whose support ended on "
        + release.endText
    }

    private static func name(_ release: NodeRelease) -> String { release.line == 0 ? "before 4" : "\(release.line)" }

    private static func severity(of declaration: NodeDeclaration, _ runsElsewhere: Bool) -> Severity {
      switch declaration.kind {
      case .image:
        let words = declaration.name.lowercased()
        return ["dev", "test", "local"].contains { words.contains($0) } ? .warning : .error
      // Netlify takes the version for the build.
      case .platform: return runsElsewhere && declaration.name == "netlify.toml" ? .warning : .error
      case .engines: return runsElsewhere ? .warning : .error
      case .volta, .versionFile, .workflow: return .warning
      case .types: return .note
      }
    }

    private static func asks(_ declaration: NodeDeclaration) -> String {
      switch declaration.kind {
      case .image: "the image \(declaration.written) runs"
      case .engines: "engines.node \"\(declaration.written)\" only lets in"
      case .volta: "volta.node \"\(declaration.written)\" asks for"
      case .versionFile: "\(declaration.name) asks for"
      case .workflow: "\(declaration.name) sets up"
      case .platform: "\(declaration.name) deploys to"
      case .types: "@types/node \(declaration.written) describes"
      }
    }
  }
}
