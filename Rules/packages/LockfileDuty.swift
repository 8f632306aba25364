import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Packages whose dependencies no committed lockfile pins, and why not.
///
/// The members of a workspace stand behind the root that lists them: they share one lockfile, so they are one duty. Left
/// out are packages that nobody installs for their own sake: templates, fixtures, whatever stands in folders of tests or
/// of build output, manifests with placeholders still to be filled in, and Deno projects, which resolve on their own.
struct LockfileDuty {
  /// Where the lockfile belongs.
  let manifest: PackageManifest
  /// Registry dependencies of the package and of the members behind it, those of peers left out.
  let dependencyCount: Int
  /// Members with dependencies, the manifest's own package not counted.
  let memberCount: Int
  let cause: Cause
  /// Error for applications, warning for tools of the project's own, note for what is published.
  let severity: Severity

  enum Cause {
    case missing
    /// On disk beside the manifest, not ignored, and not in git's index.
    case untracked(lockfile: String)
    /// A line of an ignore file matches it.
    case ignored(IgnoreMatch, lockfile: String)
    /// A setting forbids it: the file, the place, and the words to quote.
    case forbidden(file: String, span: Span, setting: String)
  }

  /// All duties that are not met, in byte order of paths.
  static func unmet(in project: Project, _ program: Program) -> [LockfileDuty] {
    let servers = ServerPackages.of(program, project)
    var groups: [String: [PackageManifest]] = [:]
    for manifest in project.manifests where project.isAudited(manifest.path) && isInstalled(manifest, project) {
      if case .committed = project.lockfile(governing: manifest) { continue }
      let roots = project.workspaces.roots(listing: manifest.directory)
      let leader = roots.lazy.reversed().compactMap { project.manifest(inDirectory: $0.directory) }
        .first { project.isAudited($0.path) }
      groups[(leader ?? manifest).directory, default: []].append(manifest)
    }
    return project.manifests.compactMap { manifest in
      guard let members = groups[manifest.directory] else { return nil }
      return LockfileDuty(of: manifest, for: members, in: project, servers)
    }
  }

  /// Nil where the lockfile is there after all, or where nothing is known of it.
  private init?(
    of manifest: PackageManifest, for members: [PackageManifest], in project: Project, _ servers: ServerPackages
  ) {
    guard let cause = Cause(of: manifest, in: project) else { return nil }
    self.manifest = manifest
    self.cause = cause
    dependencyCount = members.reduce(0) { $0 + Self.registryDependencies(of: $1).count }
    memberCount = members.count { $0.directory != manifest.directory }
    let exact = members.reduce(0) { $0 + Self.registryDependencies(of: $1).count { Version($0.range) != nil } }
    isMostlyExact = exact * 2 > dependencyCount
    severity = Self.severity(of: manifest, in: project, servers)
  }

  /// Whether most ranges are exact versions: what these bring along is what nothing pins.
  private let isMostlyExact: Bool

  /// "the 12 dependencies of shop-api", "the 48 dependencies of shop and of 3 packages below it", "what the 12
  /// dependencies of shop-api bring along".
  var subject: String { isMostlyExact ? "what \(owned) \(dependencyCount == 1 ? "brings" : "bring") along" : owned }

  /// The dependencies, whoever pins them.
  var owned: String {
    let count = dependencyCount == 1 ? "the one dependency" : "the \(dependencyCount) dependencies"
    let members =
      switch memberCount {
      case 0: ""
      case 1: " and of the package below it"
      default: " and of \(memberCount) packages below it"
      }
    return "\(count) of \(manifest.displayName)\(members)"
  }

  /// The first section that names a package from a registry, else the list of members, else the opening brace.
  var place: Span {
    let section = Self.registryDependencies(of: manifest).first?.section.rawValue
    return manifest.span(ofKey: section ?? "workspaces")
  }

  static func registryDependencies(of manifest: PackageManifest) -> [ManifestDependency] {
    manifest.dependencies.filter { $0.section != .peerDependencies && $0.isFromRegistry }
  }
}

extension LockfileDuty {
  /// Whether somebody installs what this manifest asks for, for the package's own sake.
  private static func isInstalled(_ manifest: PackageManifest, _ project: Project) -> Bool {
    guard !registryDependencies(of: manifest).isEmpty, !isBystander(manifest, project), !isPart(manifest, project)
    else { return false }
    return !["deno.json", "deno.jsonc"].contains {
      project.inventory.exists(RelativePath.join(manifest.directory, $0))
    }
  }

  /// `plugins/role/package.json` with a name, a version and packages that the application around it lists as well: nobody
  /// installs anything there.
  private static func isPart(_ manifest: PackageManifest, _ project: Project) -> Bool {
    guard !manifest.directory.isEmpty, manifest.scripts.isEmpty, manifest["bin"] == nil,
      project.workspaces.roots(listing: manifest.directory).isEmpty,
      let above = project.manifest(governing: manifest.directory), above.directory != manifest.directory
    else { return false }
    return registryDependencies(of: manifest).allSatisfy { above.dependency(named: $0.name) != nil }
  }

  /// Whether the manifest belongs to a template, a test or build output.
  static func isBystander(_ manifest: PackageManifest, _ project: Project) -> Bool {
    if project.role(of: manifest).kind == .template || ShowcaseFolders.hold(manifest.path, project)
      || isPutAside(manifest)
    {
      return true
    }
    // `"name": "<%= name %>"`, `"{{version}}"`: a generator fills these in.
    return isShipped(manifest, project)
      || ([manifest.name, manifest.version].compactMap { $0 } + manifest.dependencies.map(\.range))
        .contains(where: isPlaceholder)
  }

  /// `obsolete/payments`: kept to be read, not run.
  private static func isPutAside(_ manifest: PackageManifest) -> Bool {
    RelativePath.segments(of: manifest.directory).contains {
      ["obsolete", "archive", "archived", "attic", "graveyard"].contains($0)
    }
  }

  private static func isPlaceholder(_ text: String) -> Bool {
    zip(text.utf8, text.utf8.dropFirst()).contains { first, second in
      switch (UnicodeScalar(first), UnicodeScalar(second)) {
      case ("<", "%"), ("{", "{"), ("$", "{"): true
      default: false
      }
    }
  }

  /// Whether the manifest lies among the sources of a command-line tool, and is no member of its workspace: something that
  /// the tool writes into other people's folders.
  private static func isShipped(_ manifest: PackageManifest, _ project: Project) -> Bool {
    guard !manifest.directory.isEmpty, project.workspaces.roots(listing: manifest.directory).isEmpty,
      let above = project.manifest(governing: manifest.directory), above["bin"] != nil
    else { return false }
    let below = manifest.directory.dropFirst(above.directory.isEmpty ? 0 : above.directory.count + 1)
    return below.parts(between: "/").first.map { ["lib", "src", "generators", "schematics", "files"].contains($0) }
      == true
  }

  /// What a package is, seen together with its code: `npm init` writes a `main` into every manifest, so that a server is
  /// taken for a library where nothing else speaks for one.
  static func kind(
    of manifest: PackageManifest, in project: Project, _ servers: ServerPackages
  ) -> PackageRole.Kind {
    let kind = project.role(of: manifest).kind
    let isMeantForOthers =
      !manifest.isPrivate && ["exports", "files", "publishConfig"].contains { manifest[$0] != nil }
    switch kind {
    case .library: return !isMeantForOthers && servers.contain(manifest) ? .application : kind
    // A library may have a script that starts it, for those who work on it.
    case .application: return isMeantForOthers ? .library : kind
    case .commandLine, .workspaceRoot, .template: return kind
    }
  }

  /// What a package is decides; a workspace is what most of its members are.
  private static func severity(
    of manifest: PackageManifest, in project: Project, _ servers: ServerPackages
  ) -> Severity {
    switch kind(of: manifest, in: project, servers) {
    case .application where startsNothing(manifest, project): return .note
    case .application:
      return isTool(manifest, servers) || isToldToOthers(manifest, project) ? .warning : .error
    case .library, .commandLine, .template: return .note
    case .workspaceRoot:
      let kinds = project.manifests.filter { member in
        project.workspaces.roots(listing: member.directory).contains { $0.directory == manifest.directory }
      }.map { project.role(of: $0).kind }
      let published = kinds.count { $0 == .library || $0 == .commandLine }
      return published > 0 && published * 2 >= kinds.count ? .note : .error
    }
  }

  /// A manifest below another, whose `main` and `start` name files that are not there: somebody left it behind.
  private static func startsNothing(_ manifest: PackageManifest, _ project: Project) -> Bool {
    guard !manifest.directory.isEmpty, let main = manifest.main?.string,
      let path = RelativePath.resolve(main, from: manifest.directory),
      !["", ".js", "/index.js"].contains(where: { project.inventory.exists(path + $0) }),
      let start = manifest.script(named: "start")?.command.parts(between: " "), start.count == 2, start[0] == "node",
      let started = RelativePath.resolve(String(start[1]), from: manifest.directory)
    else { return false }
    return !["", ".js", "/index.js"].contains { project.inventory.exists(started + $0) }
  }

  /// A package that says where it comes from and what to look for it by, and that nothing starts: beside what it gives to
  /// others, a file of it serves as an example may.
  private static func isToldToOthers(_ manifest: PackageManifest, _ project: Project) -> Bool {
    project.role(of: manifest).kind == .library && manifest.scripts.isEmpty
      && manifest["keywords"]?.elements.isEmpty == false && manifest["repository"] != nil
  }

  /// A package that people of the project run now and then: nothing says that it is deployed.
  private static func isTool(_ manifest: PackageManifest, _ servers: ServerPackages) -> Bool {
    if servers.contain(manifest) { return false }
    if PathRoles.scriptFolder(of: manifest.path) != nil { return true }
    // `grunt serve` shows a site while it is written; what is deployed are files.
    if let start = manifest.script(named: "start")?.command.parts(between: " ").first {
      return ["grunt", "gulp"].contains(RelativePath.name(of: String(start)))
    }
    return !manifest.isPrivate && manifest.script(named: "build") == nil
  }
}

extension LockfileDuty.Cause {
  /// Nil where nothing is missing, or where the manifest is itself not in the repository.
  fileprivate init?(of manifest: PackageManifest, in project: Project) {
    switch project.lockfile(governing: manifest) {
    case .committed: return nil
    case .presentUntracked(let lockfile):
      guard project.isTracked(manifest.path) == true else { return nil }
      self = .untracked(lockfile: lockfile.path)
    case .ignored(by: .rule(let match, let lockfile, let isPresent)):
      // A folder that is ignored as a whole, audited all the same, loses more than its lockfile.
      let isKeptOut =
        project.isTracked(manifest.path) != true && project.inventory.ignoreRules.ignored(manifest.path) != nil
      let isMissed = isPresent || Self.mayWrite(lockfile, for: manifest, in: project)
      self = isKeptOut || !isMissed ? .missing : .ignored(match, lockfile: lockfile)
    case .ignored(by: .setting(let setting)):
      self = .forbidden(file: setting.file, span: setting.span, setting: "\(setting.key)=\(setting.value)")
    case .missing: self = Self.workspaceSetting(beside: manifest, in: project) ?? .missing
    }
  }

  /// Whether the lockfile is of the manager that the folders above are installed with, as far as they tell.
  private static func mayWrite(_ lockfile: String, for manifest: PackageManifest, in project: Project) -> Bool {
    // Yarn writes it where packages are not unpacked, beside a lockfile.
    if RelativePath.name(of: lockfile).hasPrefix(".pnp.") { return false }
    guard let written = LockfileName(rawValue: RelativePath.name(of: lockfile))?.manager else { return true }
    var directory = manifest.directory
    while true {
      let committed = project.lockfiles(inDirectory: directory).first { project.isTracked($0.path) != false }
      if let manager = project.manifest(inDirectory: directory)?.packageManager ?? committed?.manager {
        return manager == written
      }
      if directory.isEmpty { return true }
      directory = RelativePath.directory(of: directory)
    }
  }

  /// `lockfile: false` in `pnpm-workspace.yaml`, where pnpm keeps its settings since version 10.
  private static func workspaceSetting(beside manifest: PackageManifest, in project: Project) -> Self? {
    let path = RelativePath.join(manifest.directory, "pnpm-workspace.yaml")
    guard project.inventory.exists(path), case .success(let bytes) = project.files.bytes(of: path),
      let entry = YAMLSubset.parse(bytes).root?.entry("lockfile"), entry.value.bool == false
    else { return nil }
    return .forbidden(file: path, span: entry.keySpan.union(entry.value.span), setting: "lockfile: false")
  }
}
