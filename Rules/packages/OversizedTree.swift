import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports servers that install far more than they serve. The promise is on the page beside this file.
struct OversizedTree: ProgramCheck, AdjustableCheck {
  static let options = [
    RuleOption(
      "packages", standard: Limit.large, range: 1...100_000,
      help: "How many packages are too many for a small server; meta-frameworks may bring half as many more.")
  ]

  private var large = Limit.large

  mutating func set(_ option: String, to value: Int) { large = value }

  /// Numbers of packages. Measured on fifteen public servers, 2026: their median is 333; plain ones stay below 140.
  private enum Limit {
    static let large = 400
    static let huge = 700
    /// With so many packages for each direct dependency, a few of them bring most.
    static let notable = 250
    static let ratio = 22
    /// What is small enough to need no four hundred packages.
    static let routes = 40
    static let lines = 4_000
    /// Routes tell little about a server of more lines: most of it does something else.
    static let linesOfFewRoutes = 20_000
  }

  private static let namedDependencies = 5
  /// Frameworks that bring a platform along: half as many packages more are usual.
  private static let metaFrameworks: Set<String> = [
    "@nestjs/core", "next", "nuxt", "@adonisjs/core", "@adonisjs/framework", "@redwoodjs/api",
  ]
  private static let desktop: Set<String> = ["electron", "nw", "@tauri-apps/api"]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let servers = ServerPackages.of(program, project)
    if writesManifests(project) { return }
    let imports = PackageImports.of(program, project)
    for server in servers.servers where project.isAudited(server.manifest.path) {
      let manifest = server.manifest
      switch LockfileDuty.kind(of: manifest, in: project, servers) {
      case .application, .workspaceRoot: break
      case .library, .commandLine, .template: continue
      }
      if manifest.dependencies.contains(where: { Self.desktop.contains($0.name) }) { continue }
      let frontEnd = manifest.dependencies(in: .dependencies, .optionalDependencies).map(\.name)
        .filter { FrontEndPackages.contain($0) || imports.areOfFrontEnd($0) }
      guard let tree = InstalledTree(of: manifest, in: project, excluding: Set(frontEnd)),
        let severity = severity(of: server, tree)
      else { continue }
      report(server, tree, severity, frontEnd, &reporter)
    }
  }

  /// `"generatePackageJson": true` in a `project.json` of Nx: what is deployed installs what its bundle imports, not what
  /// the repository lists.
  private func writesManifests(_ project: Project) -> Bool {
    project.inventory.files.contains { file in
      guard file.name == "project.json" || file.name == "angular.json" || file.name == "workspace.json",
        case .success(let bytes) = project.files.bytes(of: file.path, limit: 1 << 18)
      else { return false }
      return String(decoding: bytes, as: UTF8.self).filter { $0 != " " }.holds("\"generatePackageJson\":true")
    }
  }

  private func severity(of server: ServerPackages.Server, _ tree: InstalledTree) -> Severity? {
    let isMeta = server.manifest.dependencies.contains { Self.metaFrameworks.contains($0.name) }
    // Half as much again for meta-frameworks, without fractions.
    let count = isMeta ? tree.count * 2 / 3 : tree.count
    // Where no route is found, the server says what it serves in a way that is not understood.
    // Behind each event of a bot there are any number of commands, which its lines tell of.
    let isBot = server.others["bot event"] != nil
    let isSmall =
      server.routeCount > 0
      && (server.lineCount <= Limit.lines
        || !isBot && server.answerCount <= Limit.routes && server.lineCount <= Limit.linesOfFewRoutes)
    if count >= large, isSmall { return .warning }
    let isTopHeavy = count >= Limit.notable && tree.count >= tree.directDependencies.count * Limit.ratio
    return isTopHeavy || count >= Limit.huge ? .note : nil
  }

  private func report(
    _ server: ServerPackages.Server, _ tree: InstalledTree, _ severity: Severity, _ frontEnd: [String],
    _ reporter: inout Reporter
  ) {
    let manifest = server.manifest
    // Exclusive counts of the closure say who comes first; the count without platforms' builds says how much.
    let heaviest = tree.directDependencies.filter { $0.exclusiveCount > 1 }
      .sorted { ($1.exclusiveCount, $0.name) < ($0.exclusiveCount, $1.name) }.prefix(Self.namedDependencies + 3)
      .map { (name: $0.name, count: tree.exclusiveCount(of: $0.name)) }.filter { $0.count > 1 }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }.prefix(Self.namedDependencies)
    let served = server.served
    let purpose = served.isEmpty ? "" : " for " + listing(served, limit: served.count)
    var message = "\(manifest.displayName) installs \(tree.count) packages in production\(purpose)"
    if !heaviest.isEmpty {
      let isMost = heaviest.reduce(0) { $0 + $1.count } * 2 > tree.count
      message += isMost ? ", most of them through " : ", the largest parts through "
      message += heaviest.map { "\($0.name) (\($0.count))" }.joined(separator: ", ")
    }
    if let first = frontEnd.first {
      message +=
        frontEnd.count == 1
        ? "; \(first) is not counted" : "; \(first) and \(frontEnd.count - 1) more of the front end are not counted"
    }
    reporter.report(
      at: manifest.span(ofKey: "dependencies"), in: manifest.path, message, severity: severity,
      evidence: heaviest.compactMap { heavy in
        manifest.dependency(named: heavy.name).map { dependency in
          EvidenceStep(
            path: manifest.path, span: dependency.keySpan,
            message: "\(heavy.name) brings \(heavy.count) packages that nothing else needs")
        }
      },
      identity: manifest.path)
  }
}
