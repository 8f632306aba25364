import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports installed packages that are tracked. The promise is on the page beside this file.
struct NodeModulesCommitted: ProjectCheck {
  private static let shownPackages = 3

  func run(on project: Project, reporter: inout Reporter) {
    // Without git nobody knows what is in the repository.
    guard project.isTrackingKnown else { return }
    var stores: [String: Store] = [:]
    for path in project.inventory.trackedInstalledPaths { add(path, "node_modules", to: &stores, project) }
    for file in project.inventory.files where file.isTracked == true {
      for name in [".pnpm-store", ".yarn/unplugged", "bower_components", ".yarn/cache"] where file.path.holds(name) {
        add(file.path, name, to: &stores, project)
      }
    }
    // What a package manager notes down for itself is no package.
    for (folder, store) in stores.sorted(by: { $0.key < $1.key }) where !store.packages.isEmpty || store.fileCount > 1 {
      let parent = parent(of: folder, store.kind)
      guard let (path, span) = place(for: parent, project) else { continue }
      if store.kind == ".yarn/cache" {
        reporter.report(at: span, in: path, cacheMessage(folder, store), severity: .note, identity: folder)
        continue
      }
      let proof = Proof(of: store.packages, in: folder, of: parent, project)
      reporter.report(
        at: span, in: path, message(folder, store) + proof.words, severity: proof.isComplete ? .warning : nil,
        identity: folder)
    }
  }

  private struct Store {
    let kind: String
    var fileCount = 0
    var packages: Set<String> = []
  }

  /// Counts a file to the outermost folder of installed packages that holds it.
  private func add(_ path: String, _ kind: String, to stores: inout [String: Store], _ project: Project) {
    let segments = RelativePath.segments(of: path).map(String.init)
    let words = RelativePath.segments(of: kind).map(String.init)
    guard let start = segments.indices.first(where: { segments[$0...].starts(with: words) }) else { return }
    let end = start + words.count
    guard end < segments.count else { return }
    let folder = segments[..<end].joined(separator: "/")
    let parent = segments[..<start].joined(separator: "/")
    guard project.isAudited(RelativePath.join(parent, "package.json")) else { return }
    if stores[folder] == nil {
      // What tests and examples are made of.
      let probe = RelativePath.join(parent, "index.js")
      if ShowcaseFolders.hold(probe, project) { return }
      if let manifest = project.manifest(governing: probe), LockfileDuty.isBystander(manifest, project) { return }
    }
    // `node_modules/.bin`, `.package-lock.json` and `.cache` are no packages, but as much committed.
    var store = stores[folder] ?? Store(kind: kind)
    store.fileCount += 1
    if !segments[end].hasPrefix("."), segments.count > end + 1 || kind == ".yarn/cache" {
      let isScope = segments[end].hasPrefix("@") && segments.count > end + 2
      store.packages.insert(isScope ? "\(segments[end])/\(segments[end + 1])" : segments[end])
    }
    stores[folder] = store
  }

  private func parent(of folder: String, _ kind: String) -> String {
    kind.parts(between: "/").reduce(folder) { folder, _ in RelativePath.directory(of: folder) }
  }

  /// The manifest whose packages they are, else any file of the folder or of those above it: somewhere the finding must stand.
  private func place(for directory: String, _ project: Project) -> (path: String, span: Span)? {
    if let manifest = project.manifest(governing: RelativePath.join(directory, "index.js")),
      project.isAudited(manifest.path)
    {
      let key = ["dependencies", "devDependencies", "name"].first { manifest[$0] != nil } ?? "dependencies"
      return (manifest.path, manifest.span(ofKey: key))
    }
    for name in [".gitignore", "README.md", "package-lock.json", "yarn.lock"] {
      let path = RelativePath.join(directory, name)
      if project.inventory.exists(path), project.isAudited(path) { return (path, Span(0, 0)) }
    }
    let file = project.inventory.files.first {
      $0.isTracked == true && $0.kind != .other && RelativePath.isInside($0.path, directory)
        && project.isAudited($0.path)
    }
    return file.map { ($0.path, Span(0, 0)) }
  }

  private func message(_ folder: String, _ store: Store) -> String {
    let files = store.fileCount == 1 ? "1 file" : "\(store.fileCount) files"
    var message = "\(folder) is committed: \(files)"
    let names = store.packages.sorted()
    if !names.isEmpty {
      let shown = names.prefix(Self.shownPackages).joined(separator: ", ")
      let rest = names.count - Self.shownPackages
      message += " of \(shown)" + (rest > 0 ? " and \(rest) more \(rest == 1 ? "package" : "packages")" : "")
    }
    return message
  }

  /// What a lockfile beside the folder says of the packages that were committed.
  private struct Proof {
    var words = ", which no lockfile vouches for"
    /// It holds every one of them in the version that is there.
    var isComplete = false

    private static let sizeLimit = 256 << 10

    init(of packages: Set<String>, in folder: String, of parent: String, _ project: Project) {
      guard !packages.isEmpty,
        let presence = project.lockfiles(inDirectory: parent).first(where: { project.isTracked($0.path) == true }),
        let lockfile = presence.contents
      else { return }
      var versions: [String: Set<String>] = [:]
      for package in lockfile.packages { versions[package.name, default: []].insert(package.version) }
      let others = packages.filter { name in
        guard let known = versions[name] else { return true }
        let manifest = RelativePath.join(RelativePath.join(folder, name), "package.json")
        guard case .success(let bytes) = project.files.bytes(of: manifest, limit: Self.sizeLimit),
          let version = JSONParser.parse(bytes).root?["version"]?.string
        else { return false }
        return !known.contains(version)
      }
      let name = RelativePath.name(of: presence.path)
      isComplete = others.isEmpty
      words =
        others.isEmpty
        ? "; no install holds them against \(name)"
        : "; \(others.count) of \(packages.count) \(others.count == 1 ? "is" : "are") not what \(name) says"
    }
  }

  private func cacheMessage(_ folder: String, _ store: Store) -> String {
    "\(folder) holds the archives of \(store.packages.count) packages: installs need no network, and reviews no longer see what changes"
  }
}
