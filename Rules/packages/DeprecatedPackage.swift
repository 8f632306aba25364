import Checking
import DataFormats
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports dependencies that their authors have given up. The promise is on the page beside this file.
struct DeprecatedPackage: ProgramCheck {
  /// Registry notices are of any length.
  private static let noticeLength = 120
  private static let shownTransitive = 6

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let tools = ScriptTools(program, project)
    let uses = PackageUses(program, project)
    let frontEnds = Set(PackageRoles(project).frontendDirectories())
    for manifest in project.manifests where project.isAudited(manifest.path) {
      if LockfileDuty.isBystander(manifest, project) { continue }
      let lockfile = project.onlyLockfile(governing: manifest)
      let installed = lockfile.map { Self.installed(for: manifest, $0.contents) } ?? [:]
      var ofDevelopment: [Verdict] = []
      for dependency in manifest.dependencies where dependency.section != .peerDependencies && dependency.isFromRegistry
      {
        let locked = installed[Wish(section: dependency.section, name: dependency.name)]
        guard var verdict = verdict(on: dependency, of: manifest, locked) else { continue }
        verdict.isTool =
          !dependency.section.isProduction
          || tools.contain(dependency.name, of: manifest, commands: locked?.commands ?? [])
        if !verdict.isTool, isForServers(dependency, in: frontEnds.contains(manifest.directory)),
          !uses.mayLoad(dependency.name, manifest)
        {
          // What is taken out is not replaced.
          verdict.advice = ", and no code loads it"
          verdict.severity = .note
        }
        if verdict.isTool { ofDevelopment.append(verdict) } else { report([verdict], in: manifest, &reporter) }
      }
      report(ofDevelopment, in: manifest, &reporter)
      if let lockfile { tellTransitive(manifest, lockfile.contents, lockfile.presence, &reporter) }
    }
  }

  /// Whether code would import it: what a front end is built with is named in settings, and by other packages.
  private func isForServers(_ dependency: ManifestDependency, in frontEnd: Bool) -> Bool {
    !frontEnd && !FrontEndPackages.contain(dependency.name)
      || AbandonedPackage.byName[dependency.name]?.instead == AbandonedPackage.nothing
  }

  // MARK: Direct

  private struct Verdict {
    let dependency: ManifestDependency
    var words: String
    /// "; instead: fetch, undici or got"
    var advice = ""
    var severity: Severity?
    /// Nothing that serves loads it.
    var isTool = false
  }

  private struct Wish: Hashable {
    let section: DependencySection
    let name: String
  }

  /// What each dependency of a manifest resolved to.
  private static func installed(for manifest: PackageManifest, _ lockfile: Lockfile) -> [Wish: LockedPackage] {
    let dependencies = lockfile.importer(inDirectory: manifest.directory)?.dependencies ?? []
    return Dictionary(
      dependencies.compactMap { dependency in
        dependency.package.map {
          (Wish(section: dependency.section, name: dependency.name), lockfile.packages[$0])
        }
      }, uniquingKeysWith: { first, _ in first })
  }

  private func verdict(
    on dependency: ManifestDependency, of manifest: PackageManifest, _ locked: LockedPackage?
  ) -> Verdict? {
    let row = AbandonedPackage.byName[locked?.name ?? dependency.name].flatMap { row in
      applies(row, to: dependency, locked?.version) ? row : nil
    }
    let version = locked.map { " \($0.version)" } ?? ""
    let words: String
    var advice = ""
    if let row {
      let instead = isForBrowsers(row, manifest) ? "core-js 3.23 or later" : row.instead
      words = "\(dependency.name)\(row.below == nil ? "" : version) \(row.fact)"
      advice = "; instead: \(instead)"
    } else if let notice = locked?.deprecation {
      words = "\(dependency.name)\(version) is deprecated: “\(shortened(notice))”"
    } else {
      return nil
    }
    let isOld =
      row.map { $0.cause == .superseded && locked?.deprecation == nil || isForBrowsers($0, manifest) } ?? false
    return Verdict(
      dependency: dependency, words: words, advice: advice, severity: isOld ? .note : nil)
  }

  /// What a server has no need of, a front end in the same package may build into what browsers load.
  private func isForBrowsers(_ row: AbandonedPackage, _ manifest: PackageManifest) -> Bool {
    row.instead == AbandonedPackage.nothing
      && manifest.dependencies.contains { $0.name != row.name && FrontEndPackages.contain($0.name) }
  }

  /// Tools of development are one finding.
  private func report(_ verdicts: [Verdict], in manifest: PackageManifest, _ reporter: inout Reporter) {
    guard let first = verdicts.first else { return }
    let rest = verdicts.count - 1
    let others =
      rest == 0 ? "" : "; so \(rest == 1 ? "is one more tool" : "are \(rest) more tools") of development, or much alike"
    reporter.report(
      at: first.dependency.keySpan, in: manifest.path, first.words + first.advice + others,
      severity: first.isTool ? .note : first.severity,
      evidence: verdicts.dropFirst().prefix(8).map {
        EvidenceStep(path: manifest.path, span: $0.dependency.keySpan, message: $0.words + $0.advice)
      },
      identity: first.isTool ? "\(manifest.path) development" : "\(manifest.path) \(first.dependency.name)")
  }

  /// Whether the version that is installed, or each that may be, is one the row speaks of.
  private func applies(_ row: AbandonedPackage, to dependency: ManifestDependency, _ locked: String?) -> Bool {
    if dependency.range.hasPrefix("npm:"), locked == nil { return false }
    guard let below = row.below else { return true }
    if let locked { return Version(locked).map { $0 < below } ?? false }
    guard let range = VersionRange(dependency.range) else { return false }
    return range.intervals.allSatisfy { $0.upper.map { $0 <= below } ?? false }
  }

  /// A notice in one line, cut between words.
  private func shortened(_ notice: String) -> String {
    let words = notice.split(whereSeparator: \.isWhitespace)
    var text = ""
    for word in words {
      if text.count + word.count + 1 > Self.noticeLength { return text + " …" }
      text += (text.isEmpty ? "" : " ") + word
    }
    while text.hasSuffix(".") { text.removeLast() }
    return text
  }

  // MARK: Below

  private func tellTransitive(
    _ manifest: PackageManifest, _ lockfile: Lockfile, _ presence: LockfilePresence, _ reporter: inout Reporter
  ) {
    // A front end's packages are built into files, and stay behind.
    let frontEnd = manifest.dependencies.map(\.name).filter(FrontEndPackages.contain)
    guard let closure = lockfile.productionClosure(ofImporter: manifest.directory, excluding: Set(frontEnd)) else {
      return
    }
    let direct = Set(lockfile.importer(inDirectory: manifest.directory)?.dependencies.compactMap(\.package) ?? [])
    let deprecated = closure.packages.filter { lockfile.packages[$0].deprecation != nil && !direct.contains($0) }
    guard !deprecated.isEmpty else { return }
    let heads = lockfile.carriers(fromImporter: manifest.directory)
    var byCarrier: [String: [String]] = [:]
    for index in deprecated {
      let package = lockfile.packages[index]
      let carrier = heads[index].map { lockfile.packages[$0].name } ?? package.name
      byCarrier[carrier, default: []].append("\(package.name) \(package.version)")
    }
    let carriers = byCarrier.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let list = carriers.prefix(3).map { "\($0.key) (\($0.value.count))" }.joined(separator: ", ")
    let count = deprecated.count
    reporter.report(
      at: manifest.span(ofKey: "dependencies"), in: manifest.path,
      "\(count) \(count == 1 ? "package" : "packages") that \(count == 1 ? "comes" : "come") along in production \(count == 1 ? "is" : "are") deprecated, brought by \(list)\(carriers.count > 3 ? " and others" : "")",
      severity: .note,
      evidence: carriers.prefix(Self.shownTransitive).compactMap { carrier, names in
        manifest.dependency(named: carrier).map { dependency in
          EvidenceStep(
            path: manifest.path, span: dependency.keySpan,
            message:
              "\(carrier) brings \(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? " and \(names.count - 5) more" : "")"
          )
        }
      },
      identity: "\(manifest.path) transitive")
  }
}

/// Which dependencies something may load: code that imports them, a text that names them, or another package.
private struct PackageUses {
  private let program: Program
  private let project: Project
  private let imports: PackageImports

  init(_ program: Program, _ project: Project) {
    self.program = program
    self.project = project
    imports = PackageImports.of(program, project)
  }

  func mayLoad(_ name: String, _ manifest: PackageManifest) -> Bool {
    let files = program.files.filter { RelativePath.isInside($0.path, manifest.directory) }
    // Without its code nothing is known of a package.
    guard files.contains(where: { !$0.imports.isEmpty }) else { return true }
    let places = imports.places[name]?.filter { RelativePath.isInside($0.path, manifest.directory) } ?? []
    if places.contains(where: \.isLoaded) { return true }
    // What gives types alone is no code that runs.
    if !places.isEmpty { return false }
    return UnusedDependency.isLoadedByOthers(name, of: manifest, project)
      || manifest.scripts.contains { $0.command.holds(name) }
      || files.contains { file in
        let named = file.values.indices.filter { index in
          file.values[index].kind == .string && Self.names(name, program.text(Atom(file.values[index].a)))
        }
        guard !named.isEmpty else { return false }
        let events = program.eventNames(in: file)
        return named.contains { !events.contains(ValueID($0)) }
      }
  }

  /// `plugins: ["good"]`, `require.resolve("good/lib")`
  private static func names(_ name: String, _ text: String) -> Bool {
    text == name || text.hasPrefix(name + "/")
  }
}
