import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports packages for what the project's Node has itself. The promise is on the page beside this file.
struct ReplaceableByRuntime: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let servers = ServerPackages.of(program, project)
    for manifest in project.manifests where project.isAudited(manifest.path) {
      guard !LockfileDuty.isBystander(manifest, project),
        !manifest.dependencies.contains(where: { Self.otherRuntimes.contains($0.name) }),
        manifest.dependencies.contains(where: { RuntimeReplacement.byName[$0.name] != nil })
      else { continue }
      switch LockfileDuty.kind(of: manifest, in: project, servers) {
      case .application, .commandLine, .library: examine(manifest, program, project, &reporter)
      case .workspaceRoot, .template: continue
      }
    }
  }

  private static let otherRuntimes: Set<String> = [
    "react-native", "expo", "electron", "@cloudflare/workers-types", "@tauri-apps/api",
  ]

  private struct Found {
    let dependency: ManifestDependency
    let row: RuntimeReplacement
    let fileCount: Int
  }

  private func examine(_ manifest: PackageManifest, _ program: Program, _ project: Project, _ reporter: inout Reporter)
  {
    let floor = NodeFloor(of: manifest, in: project)
    let files = FilesByManifest.of(program, project).files[manifest.path] ?? []
    // A package that draws in a browser may need a copy there.
    let isShared = DeployedPackages.drawsInBrowser(manifest)
    let found = manifest.dependencies(in: .dependencies, .optionalDependencies, .devDependencies).compactMap {
      dependency -> Found? in
      guard let row = RuntimeReplacement.byName[dependency.name], dependency.isFromRegistry, row.since <= floor.version,
        isBeside(row, manifest, project)
      else { return nil }
      if isTool(row.name) {
        return runsInScripts(row.name, manifest) ? Found(dependency: dependency, row: row, fileCount: 0) : nil
      }
      let use = PackageUse(of: row.name, by: files, in: program)
      guard use.isImported, !isShared || use.places.allSatisfy({ place in isServed(place.path, program) }) else {
        return nil
      }
      if let members = row.members {
        guard !use.isOpen, use.members.allSatisfy(members.contains) else { return nil }
      }
      if !row.unlessOptions.isEmpty, uses(row.unlessOptions, use, program) { return nil }
      return Found(dependency: dependency, row: row, fileCount: Set(use.places.map(\.path)).count)
    }
    report(found, floor, of: manifest, &reporter)
  }

  private func isTool(_ name: String) -> Bool { ["nodemon", "node-dev", "supervisor"].contains(name) }

  /// `nodemon` watches for `node`; with `--exec` it runs something else.
  private func runsInScripts(_ name: String, _ manifest: PackageManifest) -> Bool {
    let scripts = manifest.scripts.filter { $0.command.holds(name) }
    return !scripts.isEmpty
      && !scripts.contains { script in
        [
          "--exec", "-x ", "--ext", "-e ", ".ts", "--delay", "--config", "babel", "--ignore", "--legacy",
          "concurrently",
        ].contains { script.command.holds($0) }
      } && manifest["nodemonConfig"] == nil
  }

  private func isServed(_ path: String, _ program: Program) -> Bool {
    program.index(of: path).map { ServerPackages.isServed(program.role(of: $0).role) } ?? false
  }

  private func isBeside(_ row: RuntimeReplacement, _ manifest: PackageManifest, _ project: Project) -> Bool {
    guard let beside = row.beside else { return true }
    guard let dependency = manifest.dependency(named: beside.name) else { return false }
    if let (_, lockfile) = project.onlyLockfile(governing: manifest),
      let index = lockfile.importer(inDirectory: manifest.directory)?.dependencies.first(where: {
        $0.name == beside.name
      })?.package,
      let version = Version(lockfile.packages[index].version)
    {
      return version >= beside.since
    }
    return VersionRange(dependency.range).map { $0.lowest >= beside.since } ?? false
  }

  /// Whether an object in one of the files has one of these keys.
  private func uses(_ options: Set<String>, _ use: PackageUse, _ program: Program) -> Bool {
    Set(use.places.map(\.path)).contains { path in
      guard let file = program.index(of: path).map({ program[$0] }) else { return true }
      return file.values.contains { value in
        value.kind == .object && file.properties(of: value).contains { options.contains(program.text($0.name)) }
      }
    }
  }

  private func report(_ found: [Found], _ floor: NodeFloor, of manifest: PackageManifest, _ reporter: inout Reporter) {
    guard let first = found.first else { return }
    let list = found.map { entry in
      "\(entry.dependency.name) by \(entry.row.instead)" + (entry.row.except.map { " (\($0))" } ?? "")
    }
    let shown = list.prefix(4).joined(separator: ", ") + (list.count > 4 ? " and \(list.count - 4) more" : "")
    reporter.report(
      at: first.dependency.keySpan, in: manifest.path,
      "\(floor.words) can replace \(shown)",
      evidence: found.dropFirst().map { entry in
        EvidenceStep(
          path: manifest.path, span: entry.dependency.keySpan,
          message:
            "\(entry.dependency.name): \(entry.row.instead), since Node \(entry.row.since.major).\(entry.row.since.minor)"
            + (entry.fileCount > 0 ? ", in \(entry.fileCount) \(entry.fileCount == 1 ? "file" : "files")" : ""))
      },
      identity: manifest.path)
  }
}

/// The files that run on Node, by the path of the manifest that governs them.
private struct FilesByManifest: ProgramKnowledge {
  /// Indices of the program's files, ascending.
  let files: [String: [Int]]

  init(_ program: Program, _ project: Project) {
    var files: [String: [Int]] = [:]
    for index in program.files.indices {
      switch program.roles[index].role {
      case .frontend, .vendored, .generated, .declaration: continue
      case .server, .shared, .library, .worker, .test, .build, .migration, .script: break
      }
      guard let manifest = project.manifest(governing: program.files[index].path) else { continue }
      files[manifest.path, default: []].append(index)
    }
    self.files = files
  }
}

/// The lowest version of Node that a package has to run on.
struct NodeFloor {
  let version: Version
  /// "Node 20, as engines asks for".
  let words: String

  /// The oldest line that still gets fixes. Source: nodejs/Release, schedule.json, 2026-11.
  private static let oldestSupported = Version(22)

  init(of manifest: PackageManifest, in project: Project) {
    let root = project.workspaces.roots(listing: manifest.directory).first.flatMap {
      project.manifest(inDirectory: $0.directory)
    }
    for candidate in [manifest, root].compactMap({ $0 }) {
      if let text = candidate.engines?["node"]?.string, let range = VersionRange(text), range.lowest > Version(0) {
        version = range.lowest
        words = "Node \(range.lowest.major), which engines admits,"
        return
      }
    }
    for directory in [manifest.directory, ""] {
      for name in [".nvmrc", ".node-version"] {
        guard let file = DeploymentText.read(RelativePath.join(directory, name), project),
          let number = file.lines.first.flatMap({ Int($0.drop { !$0.isNumber }.prefix { $0.isNumber }) }), number > 3
        else { continue }
        version = Version(number, 99)
        words = "Node \(number), which \(name) names,"
        return
      }
    }
    for image in DeploymentText.of(project).images {
      let folder = RelativePath.directory(of: image.path)
      guard folder.isEmpty || RelativePath.isInside(manifest.directory, folder) || folder == manifest.directory else {
        continue
      }
      let bases = image.lines.filter { $0.uppercased().hasPrefix("FROM ") && $0.holds("node:") }
      if let number = bases.last.flatMap({ line in
        line.firstRange(of: "node:").flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) }
      }), number > 3 {
        version = Version(number, 99)
        words = "Node \(number), which \(RelativePath.name(of: image.path)) runs on,"
        return
      }
    }
    version = Self.oldestSupported
    words = "each supported version of Node"
  }
}
