import Glibc
import SourceText
import Synchronization

/// The repository around the code: everything known about a project besides what its sources mean. Immutable.
///
/// Facts are gathered inside the *boundary* (the git work tree that holds the audited path, else that path itself), because
/// a lockfile or a manifest may stand above it. All paths are relative to the boundary root. Nothing outside it is read.
package final class Project: Sendable {
  /// Absolute path of the boundary, links resolved; empty for a project in memory.
  package let root: String
  /// The audited folder or file relative to the root; empty for all of it. Findings belong under it.
  package let auditedPath: String
  package let files: ProjectFiles
  package let inventory: FileInventory
  /// Whether git's index could be read: only then is *tracked* a fact.
  package let isTrackingKnown: Bool
  /// In byte order of paths; those of vendored folders left out.
  package let manifests: [PackageManifest]
  package let workspaces: Workspaces
  /// Every lockfile on disk that is not ignored, in byte order of paths.
  package let lockfiles: [LockfilePresence]
  /// In byte order of paths.
  package let typeScriptConfigurations: [TypeScriptConfiguration]
  /// Environment files that are not ignored, in byte order of paths.
  package let environmentFiles: [EnvironmentFile]
  /// What could not be read or understood, in the order of the paths.
  package let gaps: [ProjectGap]

  /// What rules work out of all this.
  package let derived = DerivedFacts()

  private let manifestIndices: [String: Int]
  /// The manifest that governs the files of a folder, by its index; -1 where there is none.
  private let governing = Mutex<[String: Int]>([:])
  private let roles: [PackageRole]
  private let settingsFiles: [String: SettingsFile]
  private let configurationIndices: [String: Int]

  init(root: String, auditedPath: String, files: ProjectFiles, inventory: FileInventory, git: GitFacts) {
    self.root = root
    self.auditedPath = auditedPath
    self.files = files
    self.inventory = inventory
    isTrackingKnown = git.isTrackingKnown
    var reader = ProjectReader(files: files, inventory: inventory, auditedPath: auditedPath)
    manifests = reader.readManifests()
    manifestIndices = Dictionary(
      manifests.enumerated().map { ($0.element.directory, $0.offset) }, uniquingKeysWith: { first, _ in first })
    workspaces = reader.readWorkspaces(manifests)
    roles = reader.decideRoles(manifests, workspaces)
    lockfiles = reader.readLockfiles(manifests, roles, workspaces)
    typeScriptConfigurations = reader.readTypeScriptConfigurations(manifests)
    configurationIndices = Dictionary(
      typeScriptConfigurations.enumerated().map { ($0.element.path, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    environmentFiles = reader.readEnvironmentFiles()
    settingsFiles = reader.readSettings()
    gaps = (git.gaps + inventory.gaps + reader.gaps).sorted { $0.isBefore($1) }
  }

  /// A project that exists in memory only, as the examples of rule pages do. Everything listed counts as tracked, except
  /// what a `.gitignore` among the files keeps out.
  package convenience init(inMemory files: [(path: String, bytes: [UInt8])]) {
    self.init(
      root: "", auditedPath: "",
      files: ProjectFiles(
        inMemory: Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { _, last in last })),
      inventory: FileInventory(inMemory: files.filter { !$0.path.hasPrefix(".git/") }),
      git: GitFacts(isTrackingKnown: true))
  }

  /// Reads the project around `path`, which may be a folder or a file. Starts no program and writes nothing.
  package static func load(at path: String) throws(ProjectError) -> Project {
    guard let audited = realPath(path) else { throw ProjectError.cannotRead(path: path, code: errno) }
    var status = stat()
    guard stat(audited, &status) == 0 else { throw ProjectError.cannotRead(path: path, code: errno) }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    guard isFolder || status.st_mode & S_IFMT == S_IFREG else { throw ProjectError.notAFolder(path: path) }
    let slash = audited.lastIndex(of: "/") ?? audited.startIndex
    let folder = isFolder ? audited : slash == audited.startIndex ? "/" : String(audited[..<slash])

    let root = boundary(around: folder)
    let project = try load(audited, root: root, git: GitFacts(workTree: root))
    // Who names an ignored or installed folder wants it audited: it is a project of its own, of which git says nothing.
    if root != folder, project.isLeftOut(String(folder.dropFirst(root == "/" ? 1 : root.count + 1))) {
      return try load(audited, root: folder, git: GitFacts(isTrackingKnown: false))
    }
    return project
  }

  private static func load(_ audited: String, root: String, git: GitFacts) throws(ProjectError) -> Project {
    guard let handle = DirectoryHandle(path: root) else { throw ProjectError.cannotRead(path: root, code: errno) }
    let auditedPath = audited == root ? "" : String(audited.dropFirst(root == "/" ? 1 : root.count + 1))
    var walk = TreeWalk(
      root: handle, rootPath: root, index: git.index, hasGit: git.hasRepository, excludes: git.excludes,
      limits: TreeWalk.Limits())
    return Project(
      root: root, auditedPath: auditedPath, files: ProjectFiles(root: handle), inventory: walk.run(), git: git)
  }

  /// Whether the walk did not enter the folder, or one above it.
  private func isLeftOut(_ folder: String) -> Bool {
    inventory.exclusions.contains { exclusion in
      exclusion.paths.contains { RelativePath.isInside(folder, $0) }
    }
  }

  /// The first folder upwards that holds `.git`, else `folder`.
  private static func boundary(around folder: String) -> String {
    var candidate = folder
    while true {
      var status = stat()
      if lstat(candidate == "/" ? "/.git" : "\(candidate)/.git", &status) == 0 { return candidate }
      guard candidate != "/", let slash = candidate.lastIndex(of: "/") else { return folder }
      candidate = slash == candidate.startIndex ? "/" : String(candidate[..<slash])
    }
  }

  /// The history of the work tree, opened at each call; nil where there is none, as in a project in memory.
  package func repository() throws(GitProblem) -> GitRepository? {
    root.isEmpty ? nil : try GitRepository.open(workTree: root)
  }

  /// Whether findings at this path are asked for.
  package func isAudited(_ path: String) -> Bool { RelativePath.isInside(path, auditedPath) }

  /// Whether git's index lists the file; nil where tracking is not known.
  package func isTracked(_ path: String) -> Bool? {
    isTrackingKnown ? inventory.file(at: path)?.isTracked ?? false : nil
  }

  /// The manifest in exactly this folder.
  package func manifest(inDirectory directory: String) -> PackageManifest? {
    manifestIndices[directory].map { manifests[$0] }
  }

  /// The manifest that governs the file at `path`: the nearest upwards inside the boundary.
  package func manifest(governing path: String) -> PackageManifest? {
    let folder = RelativePath.directory(of: path)
    // Many rules ask for each file.
    let index = governing.withLock { known -> Int in
      if let index = known[folder] { return index }
      let index = nearestManifest(above: folder) ?? -1
      known[folder] = index
      return index
    }
    return index < 0 ? nil : manifests[index]
  }

  private func nearestManifest(above folder: String) -> Int? {
    var directory = folder
    while true {
      if let index = manifestIndices[directory] { return index }
      if directory.isEmpty { return nil }
      directory = RelativePath.directory(of: directory)
    }
  }

  /// What the package is for, with the reason.
  package func role(of manifest: PackageManifest) -> PackageRole {
    guard let index = manifestIndices[manifest.directory] else {
      preconditionFailure("the manifest is one of this project's")
    }
    return roles[index]
  }

  /// The configuration that governs the file at `path`: the nearest `tsconfig.json` upwards, else `jsconfig.json`.
  package func typeScriptConfiguration(governing path: String) -> TypeScriptConfiguration? {
    var directory = RelativePath.directory(of: path)
    while true {
      for name in ["tsconfig.json", "jsconfig.json"] {
        if let index = configurationIndices[RelativePath.join(directory, name)] {
          return typeScriptConfigurations[index]
        }
      }
      if directory.isEmpty { return nil }
      directory = RelativePath.directory(of: directory)
    }
  }

  /// The settings in the file at `path` (`.npmrc`, `bunfig.toml`); nil where there is none.
  package func settings(at path: String) -> SettingsFile? { settingsFiles[path] }
}

/// What the operator has to know when a project cannot be read at all.
package enum ProjectError: Error, Hashable, Sendable {
  /// `code` is the `errno` of the failing call.
  case cannotRead(path: String, code: Int32)
  case notAFolder(path: String)

  package var message: String {
    switch self {
    case .cannotRead(let path, let code): "cannot read '\(path)': \(String(cString: strerror(code)))"
    case .notAFolder(let path): "'\(path)' is neither a folder nor a regular file"
    }
  }
}

/// What git's own files say.
struct GitFacts {
  var hasRepository = false
  var isTrackingKnown = false
  var index: GitIndex?
  var excludes: [UInt8]?
  var gaps: [ProjectGap] = []

  init(isTrackingKnown: Bool) { self.isTrackingKnown = isTrackingKnown }

  init(workTree: String) {
    switch GitDirectory.find(inWorkTree: workTree) {
    case .none: return
    case .refused(let gap): gaps.append(gap)
    case .found(let directory):
      hasRepository = true
      gaps += directory.gaps
      excludes = directory.excludeFile()
      switch directory.index() {
      // Nothing was ever added: no fact about any file.
      case nil: break
      case .success(let read): (index, isTrackingKnown) = (read, true)
      case .failure(let problem):
        gaps.append(ProjectGap(kind: problem.gapKind, path: ".git/index", message: problem.message))
      }
    }
  }
}

extension ProjectGap {
  func isBefore(_ other: ProjectGap) -> Bool {
    if path != other.path { return path.utf8.lexicographicallyPrecedes(other.path.utf8) }
    if span != other.span { return (span?.start ?? 0) < (other.span?.start ?? 0) }
    return message < other.message
  }
}
