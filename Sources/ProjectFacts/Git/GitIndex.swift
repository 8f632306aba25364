/// What is staged: the tracked paths of a repository with the contents that would be committed, from git's index file.
package struct GitIndex: Sendable {
  struct Entry: Sendable {
    /// Relative to the work tree's root; of a sparse folder with a slash at the end.
    var path: [UInt8]
    var mode: Int
    var id: GitObjectID
    /// 0, or the side of a conflict: 1 the common ancestor, 2 ours, 3 theirs.
    var stage: Int
    /// Announced by `git add -N`; nothing of it would be committed.
    var isIntended: Bool
    /// Not on disk, as a sparse checkout wants it.
    var isSkipped: Bool
  }

  /// Sorted by bytes, each path once.
  package private(set) var trackedPaths: [[UInt8]] = []
  /// Those of them that are symbolic links.
  package private(set) var links: Set<[UInt8]> = []
  /// Folders that belong to another repository.
  package private(set) var submodules: [String] = []
  /// Folders a sparse checkout left out entirely; everything below them is tracked.
  package private(set) var sparseDirectories: [[UInt8]] = []
  /// Files a sparse checkout keeps off the disk, one by one.
  package private(set) var skippedPaths: Set<String> = []
  private var entries: [Entry] = []

  package enum Problem: Error, Hashable, Sendable {
    case notAnIndex
    case unsupportedVersion(Int)
    /// A split index keeps most entries in a second file, and it is not there.
    case missingBase(String)
    case unsupportedExtension(String)
    /// The file ends, or stops making sense, at this byte.
    case corrupt(offset: Int)
    /// It is there, or ought to be, and its bytes are not to be had.
    case unreadable(FileReadFailure)

    /// One sentence without a full stop.
    package var message: String {
      switch self {
      case .notAnIndex: "git's index does not begin like one"
      case .unsupportedVersion(let version): "git's index has version \(version); 2, 3 and 4 are read"
      case .missingBase(let name): "git's index is split, and its other file '\(name)' cannot be read"
      case .unsupportedExtension(let name): "git's index needs the extension '\(name)', which is not read"
      case .corrupt(let offset): "git's index is cut off or corrupt at byte \(offset)"
      case .unreadable(let failure): "git's index cannot be read: \(failure.message)"
      }
    }

    package var gapKind: ProjectGap.Kind {
      switch self {
      case .notAnIndex, .corrupt: .malformedFile
      case .missingBase: .unreadable
      case .unsupportedVersion, .unsupportedExtension: .unsupportedFormat
      case .unreadable(let failure): failure.gapKind
      }
    }
  }

  init() {}

  /// - Parameter base: the bytes of the other file of a split index, by the name of that file.
  package static func read(
    _ bytes: [UInt8], usesSHA256: Bool = false, base: (String) -> [UInt8]? = { _ in nil }
  ) throws(Problem) -> GitIndex {
    GitIndex(sorting: try GitIndexReader.entries(of: bytes, usesSHA256: usesSHA256, base: base))
  }

  private init(sorting read: [Entry]) {
    entries = read
    // git keeps its index sorted; a hostile one need not be.
    for index in entries.indices.dropFirst() where Self.comesFirst(entries[index], entries[index - 1]) {
      entries.sort(by: Self.comesFirst)
      break
    }
    trackedPaths.reserveCapacity(entries.count)
    for entry in entries {
      switch entry.mode >> 12 {
      case 0o16: submodules.append(String(decoding: entry.path, as: UTF8.self))
      case 0o04: sparseDirectories.append(entry.path.last == UInt8(ascii: "/") ? entry.path : entry.path + [0x2F])
      default:
        // The stages of a conflict repeat one path.
        if trackedPaths.last != entry.path { trackedPaths.append(entry.path) }
        if entry.mode >> 12 == 0o12 { links.insert(entry.path) }
        if entry.isSkipped { skippedPaths.insert(String(decoding: entry.path, as: UTF8.self)) }
      }
    }
  }

  private static func comesFirst(_ left: Entry, _ right: Entry) -> Bool {
    left.path == right.path ? left.stage < right.stage : precedes(left.path, right.path)
  }

  /// Whether the contents of the file are merged only in part.
  package func isInConflict(_ path: String) -> Bool {
    let path = Array(path.utf8)
    return entry(at: path).map { $0.stage > 0 } ?? false
  }

  /// The contents of the file that would be committed; of a file in conflict those of our side, or the first there is.
  package func stagedID(of path: String) -> GitObjectID? {
    let path = Array(path.utf8)
    guard let first = entry(at: path), !first.isIntended else { return nil }
    guard first.stage > 0 else { return first.id }
    return entries.first { $0.path == path && $0.stage == 2 }?.id ?? first.id
  }

  /// The files whose contents are merged only in part: as long as there are any, git commits nothing.
  package var conflicts: [String] {
    var paths: [String] = []
    for entry in entries where entry.stage > 0 {
      let path = String(decoding: entry.path, as: UTF8.self)
      if paths.last != path { paths.append(path) }
    }
    return paths
  }

  /// Whether a sparse checkout keeps the file off the disk, alone or with its folder.
  package func isSparse(_ path: String) -> Bool {
    skippedPaths.contains(path) || isInSparseFolder(path)
  }

  package func isInSparseFolder(_ path: String) -> Bool {
    sparseDirectories.contains { path.utf8.starts(with: $0) }
  }

  /// What would be committed, in byte order of the paths, each path once; a file in conflict as our side has it.
  /// Sparse folders are left out.
  package var files: [GitChange.File] {
    var files: [GitChange.File] = []
    files.reserveCapacity(entries.count)
    for entry in entries where !entry.isIntended && (entry.stage == 0 || entry.stage == 2) {
      guard let mode = GitFileMode(bits: entry.mode), mode != .folder else { continue }
      let path = String(decoding: entry.path, as: UTF8.self)
      if files.last?.path != path { files.append(GitChange.File(path: path, mode: mode, id: entry.id)) }
    }
    return files
  }

  package func isTracked(_ path: String) -> Bool {
    let path = Array(path.utf8)
    let place = Self.lowerBound(of: path, in: trackedPaths)
    if place < trackedPaths.count, trackedPaths[place] == path { return true }
    return sparseDirectories.contains { path.starts(with: $0) }
  }

  /// Whether anything below the folder is tracked; `prefix` ends in a slash.
  func tracksAnything(below prefix: UnsafeBufferPointer<UInt8>) -> Bool {
    let prefix = Array(prefix)
    let place = Self.lowerBound(of: prefix, in: trackedPaths)
    if place < trackedPaths.count, trackedPaths[place].starts(with: prefix) { return true }
    return sparseDirectories.contains { prefix.starts(with: $0) || $0.starts(with: prefix) }
  }

  /// The first entry with the path.
  private func entry(at path: [UInt8]) -> Entry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(entries[middle].path, path) { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].path == path ? entries[low] : nil
  }

  private static func lowerBound(of path: [UInt8], in paths: [[UInt8]]) -> Int {
    var low = 0
    var high = paths.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(paths[middle], path) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Byte order, a prefix first: the order of the index.
  static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
          return left[index] < right[index]
        }
        return left.count < right.count
      }
    }
  }
}
