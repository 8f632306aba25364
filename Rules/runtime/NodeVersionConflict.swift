import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports places that ask for versions of Node.js that no one version satisfies. The promise is on the page beside this
/// file.
struct NodeVersionConflict: ProjectCheck {
  func run(on project: Project, reporter: inout Reporter) {
    let declarations = NodeDeclarations.of(project)
    let day = reporter.day
    let foreign = Pipelines(project).foreign(among: declarations.all)
    var found: [(first: Voice, second: Voice)] = []
    for manifest in project.manifests where !LockfileDuty.isBystander(manifest, project) {
      let own = declarations.governing(manifest.directory).filter { declaration in
        (declaration.kind == .workflow
          ? !foreign.contains(Pipelines.Place(declaration)) : !ShowcaseFolders.hold(declaration.path, project))
          && concerns(declaration, manifest, project)
      }
      let voices = Voice.all(own, on: day)
      if let (first, second) = conflict(in: voices) {
        // Told once, where the package that both speak of begins.
        guard first.directory == manifest.directory || second.directory == manifest.directory,
          project.isAudited(second.place.path)
        else { continue }
        found.append((first, second))
      } else if let types = own.last(where: { $0.kind == .types && $0.directory == manifest.directory }),
        project.isAudited(types.path)
      {
        report(types, voices, day, &reporter)
      }
    }
    // One line may be against several others: to change it mends all.
    var told: Set<Int> = []
    for (index, conflict) in found.enumerated() where told.insert(index).inserted {
      let others = found.indices.filter { other in
        found[other].second.place.path == conflict.second.place.path
          && found[other].second.place.span == conflict.second.place.span && told.insert(other).inserted
      }
      report(conflict.first, conflict.second, others: others.map { found[$0].first }, &reporter)
    }
  }

  /// What stands beside another package speaks of this one where both are one workspace. A version file is looked for in
  /// the folders above, and CI runs for the whole repository; but not where the package has a version file of its own.
  private func concerns(_ declaration: NodeDeclaration, _ manifest: PackageManifest, _ project: Project) -> Bool {
    guard declaration.directory != manifest.directory else { return true }
    let isOfWorkspace = project.workspaces.roots(listing: manifest.directory).contains {
      $0.directory == declaration.directory
    }
    if isOfWorkspace { return true }
    switch declaration.kind {
    case .versionFile, .workflow:
      return ![".nvmrc", ".node-version", ".tool-versions"].contains { name in
        project.inventory.exists(RelativePath.join(manifest.directory, name))
      }
    case .engines, .volta, .image, .platform, .types: return false
    }
  }

  /// What one place, or a whole matrix, asks for.
  private struct Voice {
    var place: NodeDeclaration
    var lines: Set<Int>
    /// The files of a pipeline.
    var files: Set<String> = []
    var directory: String { place.directory }

    static func all(_ declarations: [NodeDeclaration], on day: Int) -> [Voice] {
      var voices: [Voice] = []
      var matrix: Voice?
      for declaration in declarations.sorted(by: { $0.kind.rawValue < $1.kind.rawValue }) {
        guard declaration.kind != .types, case .range = declaration.versions else { continue }
        let lines = Set(declaration.lines(on: day))
        guard !lines.isEmpty else { continue }
        if declaration.kind == .workflow {
          matrix = matrix ?? Voice(place: declaration, lines: [])
          matrix?.lines.formUnion(lines)
          matrix?.files.insert(declaration.path)
        } else {
          voices.append(Voice(place: declaration, lines: lines))
        }
      }
      return voices + (matrix.map { [$0] } ?? [])
    }

    var said: String {
      let numbers = lines.sorted()
      let list =
        numbers.count > 3
        ? "\(numbers[0]) to \(numbers[numbers.count - 1])" : numbers.map(String.init).joined(separator: ", ")
      switch place.kind {
      case .engines: return "engines.node in \(place.path) asks for \"\(place.written)\""
      case .volta: return "volta in \(place.path) asks for \(place.written)"
      case .versionFile: return "\(place.path) asks for \(place.written)"
      case .image: return "\(place.path) runs Node.js \(list)"
      case .workflow:
        return files.count > 1
          ? "\(place.path) and \(files.count == 2 ? "another workflow" : "\(files.count - 1) other workflows") set up Node.js \(list)"
          : "\(place.path) sets up Node.js \(list)"
      case .platform: return "\(place.path) deploys to Node.js \(list)"
      case .types: return "@types/node describes \(place.written)"
      }
    }
  }

  /// The first two that share no line. Two images may belong to two services.
  private func conflict(in voices: [Voice]) -> (Voice, Voice)? {
    for (index, first) in voices.enumerated() {
      for second in voices[(index + 1)...] where first.lines.isDisjoint(with: second.lines) {
        if first.place.kind == second.place.kind, [.image, .platform].contains(first.place.kind) { continue }
        return (first, second)
      }
    }
    return nil
  }

  private func report(_ first: Voice, _ second: Voice, others: [Voice], _ reporter: inout Reporter) {
    let more = others.isEmpty ? "" : others.count == 1 ? ", as one more does" : ", as \(others.count) more do"
    reporter.report(
      at: second.place.span, in: second.place.path, "\(second.said), but \(first.said)\(more)",
      evidence: [
        EvidenceStep(path: first.place.path, span: first.place.span, message: first.said),
        EvidenceStep(path: second.place.path, span: second.place.span, message: second.said),
      ]
        + others.prefix(8).map { EvidenceStep(path: $0.place.path, span: $0.place.span, message: $0.said) },
      identity: "\(first.place.path) \(second.place.path)")
  }

  /// `@types/node` that describe what the runtime does not have yet.
  private func report(_ types: NodeDeclaration, _ voices: [Voice], _ day: Int, _ reporter: inout Reporter) {
    guard let described = types.lowest?.major, described < 100,
      let runtime = voices.filter({ [.image, .platform, .versionFile, .volta].contains($0.place.kind) })
        .min(by: { ($0.lines.max() ?? 0) < ($1.lines.max() ?? 0) }),
      let line = runtime.lines.max(), described >= line + 2
    else { return }
    reporter.report(
      at: types.span, in: types.path, "@types/node describes Node.js \(described), but \(runtime.said)",
      evidence: [EvidenceStep(path: runtime.place.path, span: runtime.place.span, message: runtime.said)],
      identity: "\(types.path) @types/node")
  }
}

/// Which jobs of a pipeline have to do with the project's own packages.
private struct Pipelines {
  struct Place: Hashable {
    let path: String
    let span: Span

    init(_ declaration: NodeDeclaration) {
      path = declaration.path
      span = declaration.span
    }
  }

  private let files: [String: WorkflowFile]

  init(_ project: Project) {
    files = Dictionary(
      WorkflowFile.all(in: project).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The declarations in jobs that have nothing to do with the project's packages.
  func foreign(among declarations: [NodeDeclaration]) -> Set<Place> {
    Set(declarations.lazy.filter { $0.kind == .workflow && !concernProject($0) }.map(Place.init))
  }

  /// Whether the job around a declaration installs, builds or tests something of the project: one that only installs tools
  /// for the machine does not.
  private func concernProject(_ declaration: NodeDeclaration) -> Bool {
    guard let file = files[declaration.path],
      let line = file.lines.last(where: { $0.span.start <= declaration.span.start }), let job = file.job(around: line)
    else { return true }
    let lines = file.lines[job]
    if lines.contains(where: { $0.text.holds("uses: ./") }) { return true }
    return lines.contains { $0.commands.contains(where: \.concernsProject) }
      || !lines.contains { $0.commands.contains(where: \.isForMachine) }
  }
}

extension ShellCommand {
  private static let managers: Set<Substring> = ["npm", "yarn", "pnpm", "bun"]
  private static let runners: Set<Substring> = ["node", "npx", "make", "lerna", "nx", "turbo", "docker"]

  /// `npm install -g serverless`
  fileprivate var isForMachine: Bool {
    words.first.map(Self.managers.contains) == true && (words.contains("-g") || words.contains("--global"))
  }

  fileprivate var concernsProject: Bool {
    guard let program = words.first else { return false }
    return Self.managers.contains(program)
      ? !isForMachine : Self.runners.contains(program) || program.hasPrefix("./")
  }
}
