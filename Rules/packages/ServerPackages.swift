import Checking
import ProgramGraph
import ProjectFacts
import Semantics

/// Which packages of a project answer requests, and how much of them does.
struct ServerPackages: ProgramKnowledge {
  struct Server {
    let manifest: PackageManifest
    /// Places where a route is registered.
    var routeCount = 0
    /// Procedures of tRPC, and resolvers of GraphQL.
    var procedureCount = 0
    /// Lines of the files that a server of the package may run.
    var lineCount = 0
  }

  /// In byte order of the manifests' paths.
  let servers: [Server]

  /// Packages whose own files register request handlers; those that only show or test something are left out.
  init(_ program: Program, _ project: Project) {
    var servers: [String: Server] = [:]
    var sites: Set<RequestHandler.Site> = []
    var bystanders: [String: Bool] = [:]
    for handler in program.handlers where handler.phase == .request && sites.insert(handler.site).inserted {
      let path = program[handler.site.file].path
      guard Self.isServed(program.role(of: handler.site.file).role), !ShowcaseFolders.hold(path, project),
        let manifest = project.manifest(governing: path)
      else { continue }
      let isBystander = bystanders[manifest.path] ?? LockfileDuty.isBystander(manifest, project)
      bystanders[manifest.path] = isBystander
      if isBystander { continue }
      servers[manifest.path, default: Server(manifest: manifest)].routeCount += handler.kind == .route ? 1 : 0
      if Self.isProcedure(handler) { servers[manifest.path]?.procedureCount += 1 }
    }
    for index in program.files.indices where Self.isServed(program.roles[index].role) {
      guard let manifest = project.manifest(governing: program.files[index].path) else { continue }
      servers[manifest.path]?.lineCount += program.files[index].lineCount
    }
    self.servers = servers.values.sorted { $0.manifest.path.utf8.lexicographicallyPrecedes($1.manifest.path.utf8) }
  }

  private static func isProcedure(_ handler: RequestHandler) -> Bool {
    guard case .named(let name) = handler.kind else { return false }
    return ["the tRPC query ", "the tRPC mutation ", "the tRPC subscription ", "the resolver "].contains {
      name.hasPrefix($0)
    }
  }

  func contain(_ manifest: PackageManifest) -> Bool { servers.contains { $0.manifest.path == manifest.path } }

  /// Files that may run in a server.
  static func isServed(_ role: FileRole) -> Bool {
    switch role {
    case .server, .shared, .worker, .library: true
    case .generated, .vendored, .test, .build, .migration, .script, .frontend, .declaration: false
    }
  }
}
