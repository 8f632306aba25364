import Checking
import ProgramGraph
import ProjectFacts

/// Packages that somebody deploys, as opposed to those that are published, show something, or hold others together.
struct DeployedPackages: ProgramKnowledge {
  private let servers: ServerPackages
  private let project: Project
  /// In byte order of paths; only those that are audited.
  let manifests: [PackageManifest]

  init(_ program: Program, _ project: Project) {
    let servers = ServerPackages.of(program, project)
    self.servers = servers
    self.project = project
    manifests = project.manifests.filter { manifest in
      guard project.isAudited(manifest.path), !LockfileDuty.isBystander(manifest, project) else { return false }
      return LockfileDuty.kind(of: manifest, in: project, servers) == .application
    }
  }

  /// Those that answer requests.
  var answering: [PackageManifest] { manifests.filter(servers.contain) }

  func answersRequests(_ manifest: PackageManifest) -> Bool { servers.contain(manifest) }

  /// Whether the package draws in a browser, alone or beside a server.
  static func drawsInBrowser(_ manifest: PackageManifest) -> Bool {
    manifest["browser"] != nil || manifest.dependencies.contains { FrontEndPackages.contain($0.name) }
  }

  /// Whether a committed lockfile pins what the manifest asks for.
  static func isPinned(_ manifest: PackageManifest, _ project: Project) -> Bool {
    if case .committed = project.lockfile(governing: manifest) { return true }
    return false
  }
}
