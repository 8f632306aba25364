import Glibc

/// The one walk over the tree: `openat` and `readdir` with the types they give, byte buffers for names and paths.
///
/// Folders are visited so that files come out in byte order of their whole paths, which is the order of git's index.
struct TreeWalk {
  struct Limits {
    var files = 500_000
    var depth = 120
    var pathBytes = 4_000
  }

  let root: DirectoryHandle
  /// Absolute path of the root, to tell links that stay inside.
  let rootPath: String
  let index: GitIndex?
  let hasGit: Bool
  let limits: Limits

  private(set) var inventory = FileInventory()
  /// The path of the folder being read, with a trailing slash; empty at the root.
  private var path: [UInt8] = []
  /// Ignore files that govern the folder being read, outermost first.
  private var governing: [IgnoreFile] = []
  private var trackedCursor = 0
  private var submodules: Set<String>
  private var isStopped = false
  /// `node_modules` folders whose packages are written here, each with a trailing slash.
  private var kept: [[UInt8]] = []

  init(root: DirectoryHandle, rootPath: String, index: GitIndex?, hasGit: Bool, excludes: [UInt8]?, limits: Limits) {
    self.root = root
    self.rootPath = rootPath
    self.index = index
    self.hasGit = hasGit
    self.limits = limits
    submodules = Set(index?.submodules ?? [])
    if let excludes { govern(IgnoreFile(path: ".git/info/exclude", directory: "", bytes: excludes)) }
  }

  mutating func run() -> FileInventory {
    let copy = openat(root.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if copy >= 0 { visit(copy, Surroundings(), depth: 0) }
    for tracked in index?.trackedPaths ?? [] where isInstalled(tracked) && index?.links.contains(tracked) != true {
      inventory.trackedInstalledPaths.append(String(decoding: tracked, as: UTF8.self))
    }
    excludeSparse()
    return inventory
  }

  /// What a sparse checkout keeps off the disk.
  private mutating func excludeSparse() {
    guard let index else { return }
    for path in index.skippedPaths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    where !inventory.exists(path) {
      inventory.exclude(path, .sparse)
    }
    for folder in index.sparseDirectories {
      let path = String(decoding: folder.dropLast(), as: UTF8.self)
      if !inventory.isDirectory(path) { inventory.exclude(path, .sparse) }
    }
  }

  /// What a folder inherits from those above it.
  private struct Surroundings {
    /// The rule that keeps the folder out; only tracked files are looked for.
    var ignored: IgnoreMatch?
    var isVendored = false
  }

  /// Takes over the descriptor.
  private mutating func visit(_ descriptor: Int32, _ surroundings: Surroundings, depth: Int) {
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return
    }
    defer { closedir(stream) }
    let listing = FolderListing(stream, descriptor: descriptor)
    let folder = String(decoding: path.dropLast(), as: UTF8.self)
    if depth > 0, hasGit, listing.holdsRepository, index.map({ !tracksAnythingHere($0) }) ?? true {
      inventory.exclude(folder, .nestedRepository)
      return
    }
    let governingCount = governing.count
    if listing.holdsIgnoreFile { readIgnoreFile(in: folder) }
    defer { governing.removeLast(governing.count - governingCount) }

    for entry in listing.entries {
      if isStopped { return }
      let length = path.count
      path.append(contentsOf: listing.name(of: entry))
      defer { path.removeLast(path.count - length) }
      guard path.count <= limits.pathBytes, let name = String(validating: listing.name(of: entry), as: UTF8.self) else {
        let reason = path.count > limits.pathBytes ? "the path is too long" : "the name is not UTF-8"
        gap(path.count > limits.pathBytes ? .limit : .unreadable, at: displayedPath, reason)
        continue
      }
      switch Int(entry.type) {
      case Int(DT_DIR):
        visitFolder(name, parent: folder, hasManifest: listing.holdsManifest, descriptor, surroundings, depth)
      case Int(DT_REG): addFile(name, descriptor, surroundings, nameStart: length)
      case Int(DT_LNK): addLink(name, descriptor, surroundings, nameStart: length)
      default: addSpecial(name, surroundings, nameStart: length)
      }
    }
  }

  /// A pipe, a socket or a device: a gap where a file that counts is looked for under that name.
  private mutating func addSpecial(_ name: String, _ surroundings: Surroundings, nameStart: Int) {
    guard FileKind.classify(name).kind != .other, !surroundings.isVendored, surroundings.ignored == nil,
      ignoreMatch(nameStart: nameStart, isDirectory: false) == nil
    else { return }
    gap(.unreadable, at: displayedPath, FileReadFailure.notRegular.message)
  }

  private mutating func visitFolder(
    _ name: String, parent: String, hasManifest: Bool, _ parentDescriptor: Int32, _ surroundings: Surroundings,
    _ depth: Int
  ) {
    let here = displayedPath
    if name == "node_modules" {
      guard !hasManifest, !parent.isEmpty, isKeptHere() else { return inventory.exclude(here, .installed) }
      kept.append(Array((here + "/").utf8))
    }
    if submodules.contains(here) { return inventory.exclude(here, .submodule) }
    var inner = surroundings
    if inner.ignored == nil { inner.ignored = ignoreMatch(nameStart: path.count - name.utf8.count, isDirectory: true) }
    path.append(UInt8(ascii: "/"))
    if inner.ignored != nil, index.map({ !tracksAnythingHere($0) }) ?? true {
      return inventory.exclude(here, .ignored)
    }
    guard depth < limits.depth else {
      return gap(.limit, at: here, "folders nested deeper than \(limits.depth) are not read")
    }
    let descriptor = openat(parentDescriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      return gap(.unreadable, at: here, "the folder cannot be read: \(String(cString: strerror(errno)))")
    }
    if VendoredFolders.isVendored(name, parent: parent, parentHasManifest: hasManifest) { inner.isVendored = true }
    visit(descriptor, inner, depth: depth + 1)
  }

  private mutating func addFile(_ name: String, _ descriptor: Int32, _ surroundings: Surroundings, nameStart: Int) {
    let isTracked = index.map { _ in isTrackedHere() }
    let (kind, source) = FileKind.classify(name) { Self.beginning(of: name, in: descriptor) }
    if isTracked != true, let match = surroundings.ignored ?? ignoreMatch(nameStart: nameStart, isDirectory: false) {
      inventory.exclude(displayedPath, .ignored)
      if kind == .lockfile || kind == .environment {
        inventory.ignoredFiles.append(IgnoredFile(path: displayedPath, kind: kind, match: match))
      }
      return
    }
    guard inventory.files.count < limits.files else {
      isStopped = true
      return gap(.limit, at: "", "more than \(limits.files) files; the rest is not read")
    }
    let size = kind == .other ? nil : Self.size(of: name, in: descriptor)
    if surroundings.isVendored { inventory.exclude(displayedPath, .vendored) }
    inventory.add(
      InventoryFile(
        path: displayedPath, kind: kind, source: source, size: size, isTracked: isTracked,
        isVendored: surroundings.isVendored))
  }

  /// Remembers a link and where it leads, by spelling alone; what lies outside is not touched.
  private mutating func addLink(_ name: String, _ descriptor: Int32, _ surroundings: Surroundings, nameStart: Int) {
    let here = displayedPath
    let isTracked = index.map { _ in isTrackedHere() } ?? false
    if name == "node_modules" { return inventory.exclude(here, .installed) }
    if !isTracked, surroundings.ignored != nil || ignoreMatch(nameStart: nameStart, isDirectory: false) != nil {
      return inventory.exclude(here, .ignored)
    }
    var buffer = [CChar](repeating: 0, count: 4_096)
    let length = readlinkat(descriptor, name, &buffer, buffer.count)
    let written = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var relative = written
    var from = RelativePath.directory(of: here)
    if written == rootPath || written.hasPrefix(rootPath + "/") {
      relative = String(written.dropFirst(rootPath.count).drop { $0 == "/" })
      from = ""
    }
    let target = length > 0 ? RelativePath.resolve(relative, from: from) : nil
    inventory.links.append(InventoryLink(path: here, target: target))
    if target == nil {
      gap(.linkLeavingTree, at: here, "the link leaves the project and is not followed")
    } else {
      inventory.exclude(here, .link)
    }
  }
}

extension TreeWalk {
  private var displayedPath: String { String(decoding: path, as: UTF8.self) }

  private mutating func gap(_ kind: ProjectGap.Kind, at path: String, _ message: String) {
    inventory.gaps.append(ProjectGap(kind: kind, path: path, message: message))
  }

  private mutating func govern(_ file: IgnoreFile) {
    inventory.ignoreRules.add(file)
    if !file.rules.isEmpty { governing.append(file) }
  }

  private mutating func readIgnoreFile(in folder: String) {
    let path = RelativePath.join(folder, ".gitignore")
    var bytes: [UInt8] = []
    if let failure = root.read(path, limit: 1 << 20, into: &bytes) {
      // git does not follow a linked ignore file either.
      if failure != .notRegular { gap(failure.gapKind, at: path, failure.message) }
      return
    }
    govern(IgnoreFile(path: path, directory: folder, bytes: bytes))
  }

  /// The rule that keeps the path at hand out, where the folders above it are in.
  private func ignoreMatch(nameStart: Int, isDirectory: Bool) -> IgnoreMatch? {
    path.withUnsafeBufferPointer { path in
      for position in governing.indices.reversed() {
        if let rule = governing[position].lastMatch(path, nameStart: nameStart, isDirectory: isDirectory) {
          return rule.isNegated ? nil : governing[position].match(rule)
        }
      }
      return nil
    }
  }

  /// Whether the path at hand is in the index; both are walked in the same order.
  private mutating func isTrackedHere() -> Bool {
    guard let index else { return false }
    while trackedCursor < index.trackedPaths.count, GitIndex.precedes(index.trackedPaths[trackedCursor], path) {
      trackedCursor += 1
    }
    if trackedCursor < index.trackedPaths.count, index.trackedPaths[trackedCursor] == path { return true }
    return index.sparseDirectories.contains { path.starts(with: $0) }
  }

  /// Whether the index lists anything below the folder at hand; `path` ends in a slash.
  private func tracksAnythingHere(_ index: GitIndex) -> Bool {
    path.withUnsafeBufferPointer { index.tracksAnything(below: $0) }
  }

  private static func beginning(of name: String, in descriptor: Int32) -> [UInt8] {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    return Array(unsafeUninitializedCapacity: FileKind.beginningSize) { buffer, count in
      count = max(0, read(file, buffer.baseAddress, buffer.count))
    }
  }

  private static func size(of name: String, in descriptor: Int32) -> Int? {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? Int(status.st_size) : nil
  }

  /// Whether git has what stands in the `node_modules` folder at hand although ignore files keep such folders out: without
  /// a manifest beside it nothing was installed there, it holds packages that are written here.
  private mutating func isKeptHere() -> Bool {
    guard let index else { return false }
    let ignoring = path.withUnsafeBufferPointer { path -> Bool? in
      for position in governing.indices.reversed() {
        if let rule = governing[position].lastMatch(path, nameStart: path.count - 12, isDirectory: true) {
          return !rule.isNegated
        }
      }
      return nil
    }
    guard ignoring == false else { return false }
    path.append(UInt8(ascii: "/"))
    defer { path.removeLast() }
    return tracksAnythingHere(index)
  }

  private func isInstalled(_ path: [UInt8]) -> Bool {
    let name = Array("node_modules/".utf8)
    guard path.count > name.count else { return false }
    let start = kept.filter { path.starts(with: $0) }.map(\.count).max() ?? 0
    return (start..<max(start, path.count - name.count)).contains { start in
      path[start] == name[0] && path[start...].starts(with: name)
        && (start == 0 || path[start - 1] == UInt8(ascii: "/"))
    }
  }
}
