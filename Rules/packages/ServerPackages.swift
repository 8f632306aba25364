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
    /// Those among them whose path is computed: one place may register any number.
    var computedCount = 0
    /// What else answers clients, by what it is called: procedures, resolvers, events of sockets and bots.
    var others: [String: Int] = [:]
    /// Lines of the files that a server of the package may run, without data and what a compiler wrote.
    var lineCount = 0

    /// All that answers clients, as far as it is known.
    var answerCount: Int { others.values.reduce(routeCount, +) }

    /// "3 routes", "22 procedures"; nothing of routes where a loop registers them, nor of the rest where they are most.
    var served: [String] {
      if computedCount * 2 >= routeCount, computedCount > answerCount - routeCount { return [] }
      let routes = computedCount * 2 < routeCount ? [(name: "route", count: routeCount)] : []
      let all = routes + ServerPackages.nouns.compactMap { noun in others[noun.name].map { (noun.name, $0) } }
      return all.map { $0.count == 1 ? "one \($0.name)" : "\($0.count) \($0.name)s" }
    }
  }

  private struct Route: Hashable {
    let call: CallReference
    let name: String
  }

  /// In byte order of the manifests' paths.
  let servers: [Server]

  /// Packages whose own files register request handlers; those that only show or test something are left out.
  init(_ program: Program, _ project: Project) {
    var servers: [String: Server] = [:]
    var sites: Set<RequestHandler.Site> = []
    var routes: Set<Route> = []
    var bystanders: [String: Bool] = [:]
    var functions: Set<FunctionReference> = []
    for handler in program.handlers where handler.phase == .request {
      let noun = Self.noun(of: handler)
      // One call may register a whole schema; what it names is told apart by its functions.
      let isNew = noun == nil ? sites.insert(handler.site).inserted : functions.insert(handler.function).inserted
      guard isNew else { continue }
      // What stands before a handler in the same registration is no route more: `{ preHandler: check, handler: list }`.
      if noun == nil, handler.kind == .route, let call = handler.call,
        !routes.insert(Route(call: call, name: handler.route)).inserted
      {
        continue
      }
      let path = program[handler.site.file].path
      guard Self.isServed(program.role(of: handler.site.file).role), !ShowcaseFolders.hold(path, project),
        let manifest = project.manifest(governing: path)
      else { continue }
      let isBystander = bystanders[manifest.path] ?? LockfileDuty.isBystander(manifest, project)
      bystanders[manifest.path] = isBystander
      if isBystander { continue }
      servers[manifest.path, default: Server(manifest: manifest)].count(handler, noun)
    }
    for index in program.files.indices where Self.isServed(program.roles[index].role) {
      guard let manifest = project.manifest(governing: program.files[index].path),
        Self.isWritten(program.files[index], program)
      else { continue }
      servers[manifest.path]?.lineCount += program.files[index].lineCount
    }
    self.servers = servers.values.sorted { $0.manifest.path.utf8.lexicographicallyPrecedes($1.manifest.path.utf8) }
  }

  /// What answers clients besides routes: how its handlers are named, and what one of them is called.
  fileprivate static let nouns: [(name: String, beginnings: [String])] = [
    ("procedure", ["the tRPC query ", "the tRPC mutation ", "the tRPC subscription "]),
    ("resolver", ["the resolver ", "the query ", "the mutation ", "the subscription ", "the field "]),
    ("server action", ["the server action "]),
    ("socket event", ["the socket event ", "the socket message "]),
    ("bot event", ["the bot's "]),
    ("function", ["the function ", "the Lambda function "]),
  ]

  private static func noun(of handler: RequestHandler) -> String? {
    guard case .named(let name) = handler.kind else { return nil }
    return nouns.first { $0.beginnings.contains { name.hasPrefix($0) } }?.name
  }

  /// Names that the compiler of TypeScript gives to the helpers it writes into files. Source: TypeScript 5.9.
  private static let helpers: Set<String> = ["__awaiter", "__extends", "__generator", "__decorate", "__importDefault"]
  /// From so many lines on, what holds no function and calls none is a list.
  private static let linesOfData = 200

  /// Whether somebody wrote the lines of a file as code.
  private static func isWritten(_ file: ProgramFile, _ program: Program) -> Bool {
    if file.lineCount >= linesOfData, file.calls.isEmpty, file.functions.count <= 1 { return false }
    return !file.bindings.contains { helpers.contains(program.text($0.name)) }
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

extension ServerPackages.Server {
  fileprivate mutating func count(_ handler: RequestHandler, _ noun: String?) {
    if let noun {
      others[noun, default: 0] += 1
    } else if handler.kind == .route {
      routeCount += 1
      if handler.isComputed { computedCount += 1 }
    }
  }
}
