import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports places that ask for a release line of Node.js whose support has ended. The promise is on the page beside this
/// file.
struct EolNode: ProgramCheck {
  private static let shownPlaces = 12

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let declarations = NodeDeclarations.of(project)
    let forDevelopers = Set(Images.of(project).files.filter(\.isForDevelopment).map(\.path))
    let servers = ServerPackages.of(program, project)
    let day = reporter.day
    let matrix = declarations.all.filter { $0.kind == .workflow }
    let hasLivingMatrix = matrix.contains { $0.lines(on: day).contains { !NodeReleases.isEnded($0, on: day) } }
    var isPipelineTold = false
    var causes: [Cause] = []
    for declaration in declarations.all where project.isAudited(declaration.path) {
      guard declaration.kind != .types,
        declaration.kind == .workflow || !ShowcaseFolders.hold(declaration.path, project),
        !(declaration.kind == .workflow && hasLivingMatrix),
        var verdict = Verdict(declaration, runsElsewhere(declaration, project, servers), on: day)
      else { continue }
      if forDevelopers.contains(declaration.path) { verdict.severity = min(verdict.severity, .warning) }
      if isForStaticFiles(declaration, project) { verdict.onlyBuilds(declaration) }
      // Beside Bun, which runs the program, Node.js is a tool on somebody's desk.
      if declaration.kind == .versionFile, isRunByBun(declaration, project) { verdict.severity = .note }
      // A floor says what the code needs; where something says what runs, that is what counts.
      if verdict.isFloor, isSettled(declaration, declarations) { verdict.severity = .note }
      // Of a matrix, and of several pipelines, the first is enough.
      if declaration.kind == .workflow {
        if isPipelineTold { continue }
        isPipelineTold = true
      }
      let known = causes.firstIndex { $0.line == verdict.line && $0.isFloor == verdict.isFloor }
      let index = known ?? causes.endIndex
      if known == nil { causes.append(Cause(line: verdict.line, isFloor: verdict.isFloor)) }
      causes[index].places.append((declaration, verdict))
    }
    for cause in causes { report(cause, &reporter) }
  }

  /// `"start": "bun run index.ts"`
  private func isRunByBun(_ declaration: NodeDeclaration, _ project: Project) -> Bool {
    guard let start = project.manifest(inDirectory: declaration.directory)?.script(named: "start") else { return false }
    return start.command.parts(between: " ").first.map { ["bun", "bunx"].contains($0) } ?? false
  }

  private func isSettled(_ floor: NodeDeclaration, _ declarations: NodeDeclarations) -> Bool {
    declarations.governing(floor.directory).contains { other in
      [.versionFile, .image, .platform, .volta].contains(other.kind)
    }
  }

  /// All places that ask for the same line: to leave it is one piece of work.
  private struct Cause {
    let line: Int
    let isFloor: Bool
    var places: [(declaration: NodeDeclaration, verdict: Verdict)] = []
  }

  /// At the place that weighs most, with the others as evidence.
  private func report(_ cause: Cause, _ reporter: inout Reporter) {
    guard let worst = cause.places.map(\.verdict.severity).max(),
      let first = cause.places.first(where: { $0.verdict.severity == worst })
    else { return }
    let others = cause.places.filter {
      $0.declaration.path != first.declaration.path || $0.declaration.span != first.declaration.span
    }
    let more =
      others.isEmpty ? "" : others.count == 1 ? "; so does one more place" : "; so do \(others.count) more places"
    reporter.report(
      at: first.declaration.span, in: first.declaration.path, first.verdict.message + more, severity: worst,
      evidence: others.prefix(Self.shownPlaces).map { place in
        EvidenceStep(path: place.declaration.path, span: place.declaration.span, message: place.verdict.message)
      },
      identity: "\(first.declaration.path) \(first.declaration.kind) \(first.declaration.written)")
  }

  /// A `netlify.toml` that publishes a folder and has no functions: Node.js builds the files, and runs nowhere.
  private func isForStaticFiles(_ declaration: NodeDeclaration, _ project: Project) -> Bool {
    guard declaration.kind == .platform, declaration.name == "netlify.toml",
      let text = DeploymentText.read(declaration.path, project), text.contains("publish"), !text.contains("functions"),
      !text.contains("[[plugins]]"), !project.manifests.contains(where: Self.rendersOnRequest)
    else { return false }
    let folder = RelativePath.join(RelativePath.directory(of: declaration.path), "netlify")
    return !["functions", "edge-functions"].contains { name in
      let functions = RelativePath.join(folder, name)
      return project.inventory.files.contains { RelativePath.isInside($0.path, functions) }
    }
  }

  /// Frameworks that Netlify makes functions of without being told.
  private static func rendersOnRequest(_ manifest: PackageManifest) -> Bool {
    ["next", "nuxt", "astro", "@sveltejs/kit", "@remix-run/node", "@remix-run/netlify", "gatsby", "@angular/ssr"]
      .contains { manifest.dependency(named: $0) != nil }
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
    var line: Int
    /// It lets in newer lines as well.
    var isFloor: Bool

    /// Nil where all that it asks for is supported.
    init?(_ declaration: NodeDeclaration, _ runsElsewhere: Bool, on day: Int) {
      let lines = declaration.lines(on: day)
      guard let highest = lines.last, let lowest = lines.first, NodeReleases.isEnded(lowest, on: day) else {
        return nil
      }
      if NodeReleases.isEnded(highest, on: day) {
        guard let release = NodeReleases.release(ofLine: highest) else { return nil }
        severity = Self.severity(of: declaration, runsElsewhere)
        line = release.line
        isFloor = false
        message = "\(Self.asks(declaration)) Node.js \(Self.name(release)), whose support ended on \(release.endText)"
        return
      }
      // Ranges that begin with old lines: what is installed may be new all the same.
      guard declaration.kind == .engines, let release = NodeReleases.release(ofLine: lowest) else { return nil }
      severity = runsElsewhere ? .note : .warning
      line = release.line
      isFloor = true
      message =
        "engines.node \"\(declaration.written)\" lets Node.js \(Self.name(release)) in, whose support ended on "
        + release.endText
    }

    mutating func onlyBuilds(_ declaration: NodeDeclaration) {
      severity = min(severity, .warning)
      message = message.replacing("\(declaration.name) deploys to", with: "\(declaration.name) builds with")
    }

    private static func name(_ release: NodeRelease) -> String { release.line == 0 ? "before 4" : "\(release.line)" }

    private static func severity(of declaration: NodeDeclaration, _ runsElsewhere: Bool) -> Severity {
      switch declaration.kind {
      case .image:
        let words = declaration.name.lowercased()
        return ["dev", "test", "local"].contains { words.holds($0) } ? .warning : .error
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
