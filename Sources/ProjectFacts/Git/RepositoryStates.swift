import SourceText

/// States of a project other than the one on disk: what is staged, what a commit holds.
///
/// Made from the project on disk by replacing the files that differ, so that what git does not know of, such as ignored
/// files, is the same in every state, and no difference between two of them. Links that lead out of the project are told
/// in the states that have them.
package struct RepositoryStates: Sendable {
  private let project: Project
  private let repository: GitRepository
  /// What git calls the contents on disk, by path.
  private let idsOnDisk: [String: GitObjectID]

  /// Cost: reads every file that matters to an audit, and hashes it.
  package init(of project: Project, in repository: GitRepository) {
    self.project = project
    self.repository = repository
    var ids: [String: GitObjectID] = [:]
    var bytes: [UInt8] = []
    for file in project.inventory.files where Self.matters(file.name) {
      guard project.files.read(file.path, limit: Self.limit(of: file.kind), into: &bytes) == nil else { continue }
      ids[file.path] = repository.blobID(of: bytes)
    }
    idsOnDisk = ids
  }

  /// The project with the files of a state.
  ///
  /// - Parameters:
  ///   - files: all files of the state: of a commit, or of the index.
  ///   - keepsUntracked: whether files stay that are on disk and not in `files`, and that git's index does not list either.
  ///   - isSparse: whether a file is one that a sparse checkout keeps off the disk: those of a partial clone may be left
  ///     out, and are no part of the state then. Any other object that is missing is a problem.
  ///   - gaps: what of the state is not known, besides.
  package func project(
    with files: [GitChange.File], keepsUntracked: Bool, isSparse: (String) -> Bool = { _ in false },
    gaps: [ProjectGap] = []
  ) throws(GitProblem) -> Project {
    var contents: [String: Result<[UInt8], FileReadFailure>] = [:]
    var added: [String] = []
    var present: Set<String> = []
    var links: Set<String> = []
    for file in files {
      if file.mode == .link { links.insert(file.path) }
      guard file.mode.isRegular, Self.matters(RelativePath.name(of: file.path)) else { continue }
      if idsOnDisk[file.path] != file.id {
        let kind = FileKind.classify(RelativePath.name(of: file.path)).kind
        guard let content = try contentsOf(file, limit: Self.limit(of: kind), isSparse) else { continue }
        contents[file.path] = content
        if !project.inventory.exists(file.path) { added.append(file.path) }
      }
      present.insert(file.path)
    }
    var removed: Set<String> = []
    for file in project.inventory.files where Self.matters(file.name) && !present.contains(file.path) {
      if keepsUntracked, file.isTracked == false { continue }
      removed.insert(file.path)
      contents[file.path] = .failure(.missing)
    }
    return project.replacing(contents, added: added, removed: removed, links: links, gaps: gaps)
  }

  /// nil for a file of a sparse checkout that a partial clone left out.
  private func contentsOf(
    _ file: GitChange.File, limit: Int, _ isSparse: (String) -> Bool
  ) throws(GitProblem) -> Result<[UInt8], FileReadFailure>? {
    do {
      return .success(try repository.blob(file.id, limit: limit))
    } catch {
      if case .tooLarge(_, let size, let limit) = error { return .failure(.tooLarge(size: size, limit: limit)) }
      if case .notFetched = error, isSparse(file.path) { return nil }
      throw error
    }
  }

  private static func limit(of kind: FileKind) -> Int {
    switch kind {
    case .lockfile: ProjectFiles.lockfileSizeLimit
    case .manifest, .environment, .configuration: ProjectFiles.configurationSizeLimit
    case .source, .other: ProjectFiles.sourceSizeLimit
    }
  }

  /// No audit reads pictures, fonts and archives: they are taken for what they are on disk.
  private static let unread: Set<String> = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "svg", "bmp", "woff", "woff2", "ttf", "otf", "eot", "mp3",
    "mp4",
    "webm", "ogg", "wav", "mov", "pdf", "zip", "gz", "tgz", "bz2", "xz", "7z", "jar", "wasm", "map", "psd", "sqlite",
    "exe", "dll", "so", "dylib", "node",
  ]

  private static func matters(_ name: String) -> Bool {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return true }
    return !unread.contains(name[name.utf8.index(after: dot)...].lowercased())
  }
}

extension Project {
  /// The project with other contents of some files, or with files more.
  package func replacing(_ files: [(path: String, bytes: [UInt8])]) -> Project {
    replacing(
      Dictionary(files.map { ($0.path, .success($0.bytes)) }, uniquingKeysWith: { _, last in last }),
      added: files.map(\.path).filter { !inventory.exists($0) }, removed: [])
  }

  fileprivate func replacing(
    _ contents: [String: Result<[UInt8], FileReadFailure>], added: [String], removed: Set<String>,
    links: Set<String>? = nil, gaps more: [ProjectGap] = []
  ) -> Project {
    var git = GitFacts(isTrackingKnown: isTrackingKnown)
    git.gaps = gaps.filter { $0.path == ".git" || $0.path.hasPrefix(".git/") } + more
    return Project(
      root: root, auditedPath: auditedPath, files: ProjectFiles(contents, inPlaceOf: files),
      inventory: inventory.replacing(contents, added: added, removed: removed, links: links), git: git)
  }
}

extension FileInventory {
  fileprivate func replacing(
    _ contents: [String: Result<[UInt8], FileReadFailure>], added: [String], removed: Set<String>, links: Set<String>?
  ) -> FileInventory {
    var result = FileInventory()
    result.ignoreRules = ignoreRules.replacing(contents)
    result.links = self.links
    result.exclusions = exclusions.without(.sparse, at: added)
    result.trackedInstalledPaths = trackedInstalledPaths
    result.gaps = gaps.filter { gap in gap.kind != .linkLeavingTree || links?.contains(gap.path) ?? true }
    let new = added.compactMap { path -> InventoryFile? in
      let segments = path.parts(between: "/")
      if segments.contains("node_modules") { return nil }
      let (kind, source) = FileKind.classify(RelativePath.name(of: path)) {
        (try? contents[path]?.get()) ?? []
      }
      let isVendored = segments.dropLast().contains { VendoredFolders.always.contains(String($0)) }
      return InventoryFile(
        path: path, kind: kind, source: source, size: nil, isTracked: true, isVendored: isVendored)
    }
    var files = self.files.filter { !removed.contains($0.path) } + new
    // Other rules let other files in: of those that git does not know, the few that are remembered are judged anew.
    for ignored in ignoredFiles {
      if let match = result.ignoreRules.ignored(ignored.path) {
        result.ignoredFiles.append(IgnoredFile(path: ignored.path, kind: ignored.kind, match: match))
      } else {
        files.append(
          InventoryFile(
            path: ignored.path, kind: ignored.kind, source: nil, size: nil, isTracked: false, isVendored: false))
      }
    }
    files.removeAll { file in
      guard file.isTracked == false, file.kind == .environment || file.kind == .lockfile,
        let match = result.ignoreRules.ignored(file.path)
      else { return false }
      result.ignoredFiles.append(IgnoredFile(path: file.path, kind: file.kind, match: match))
      return true
    }
    result.ignoredFiles.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) { result.add(file) }
    return result
  }
}

extension [InventoryExclusion] {
  /// What is left once these files are there, and with them the folders above them.
  fileprivate func without(_ reason: InventoryExclusion.Reason, at files: [String]) -> Self {
    guard !files.isEmpty, contains(where: { $0.reason == reason }) else { return self }
    var present = Set(files)
    for file in files {
      var folder = RelativePath.directory(of: file)
      while !folder.isEmpty, present.insert(folder).inserted { folder = RelativePath.directory(of: folder) }
    }
    return compactMap { exclusion in
      guard exclusion.reason == reason else { return exclusion }
      let paths = exclusion.paths.filter { !present.contains($0) }
      return paths.isEmpty ? nil : InventoryExclusion(reason: reason, paths: paths)
    }
  }
}

extension IgnoreRules {
  /// The rules with other contents of some ignore files.
  fileprivate func replacing(_ contents: [String: Result<[UInt8], FileReadFailure>]) -> IgnoreRules {
    let replaced = contents.filter { RelativePath.name(of: $0.key) == ".gitignore" }
    guard !replaced.isEmpty else { return self }
    var files = self.files.filter { replaced[$0.path] == nil }
    for (path, content) in replaced {
      guard case .success(let bytes) = content else { continue }
      files.append(IgnoreFile(path: path, directory: RelativePath.directory(of: path), bytes: bytes))
    }
    // Outermost first, git's own before all.
    files.sort { left, right in
      let (isLeftOwn, isRightOwn) = (left.path.hasPrefix(".git/"), right.path.hasPrefix(".git/"))
      if isLeftOwn != isRightOwn { return isLeftOwn }
      if left.base.count != right.base.count { return left.base.count < right.base.count }
      return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
    var rules = IgnoreRules()
    for file in files { rules.add(file) }
    return rules
  }
}
