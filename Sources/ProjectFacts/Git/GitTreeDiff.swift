/// One file that differs between two states of a repository. Folders are never listed, only what is in them.
package struct GitChange: Hashable, Sendable {
  /// A side of the change.
  package struct File: Hashable, Sendable {
    /// Relative to the work tree's root.
    package var path: String
    package var mode: GitFileMode
    package var id: GitObjectID

    package init(path: String, mode: GitFileMode, id: GitObjectID) {
      self.path = path
      self.mode = mode
      self.id = id
    }
  }

  /// nil where the file is new.
  package let old: File?
  /// nil where the file is gone.
  package let new: File?

  /// Whether the file moved. Its contents may have changed as well.
  package var isRename: Bool { old != nil && new != nil && old?.path != new?.path }
  /// Where the file is, or was.
  package var path: String { new?.path ?? old?.path ?? "" }
}

extension GitRepository {
  /// How many entries of trees are looked at, at most: folders that hold themselves many times would fill any memory.
  static let treeEntryLimit = 2_000_000
  private static let depthLimit = 200

  /// What differs between two commits, in byte order of the paths. Renames are found by equal contents first, then by
  /// similar ones.
  ///
  /// - Parameter from: nil for the empty state: everything is new.
  package func changes(
    from old: GitCommit?, to new: GitCommit, findsRenames: Bool = true
  ) throws(GitProblem) -> [GitChange] {
    var changes = try treeChanges(from: old?.tree, to: new.tree)
    if findsRenames { changes = GitRenames(repository: self).pair(changes) }
    return changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// What is staged: the difference between a commit and the index. A file in conflict counts as our side has it.
  ///
  /// - Parameter from: nil before the first commit.
  package func changes(
    from old: GitCommit?, to index: GitIndex, findsRenames: Bool = true
  ) throws(GitProblem) -> [GitChange] {
    var before: [String: GitChange.File] = [:]
    if let old { for file in try files(of: old) { before[file.path] = file } }
    var changes: [GitChange] = []
    for file in index.files {
      let known = before.removeValue(forKey: file.path)
      if known != file { changes.append(GitChange(old: known, new: file)) }
    }
    for (path, file) in before where !index.isInSparseFolder(path) {
      changes.append(GitChange(old: file, new: nil))
    }
    changes.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    if findsRenames { changes = GitRenames(repository: self).pair(changes) }
    return changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Every file of a commit, links and submodules among them, in byte order of the paths.
  package func files(of commit: GitCommit) throws(GitProblem) -> [GitChange.File] {
    try treeChanges(from: nil, to: commit.tree).compactMap(\.new).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
  }

  /// Renames are an old file and a new one here. In no particular order.
  func treeChanges(from old: GitObjectID?, to new: GitObjectID?) throws(GitProblem) -> [GitChange] {
    var changes: [GitChange] = []
    var pending: [(old: GitObjectID?, new: GitObjectID?, path: [UInt8], depth: Int)] = [(old, new, [], 0)]
    var seen = 0
    while let folder = pending.popLast() {
      if folder.old == folder.new { continue }
      guard folder.depth <= Self.depthLimit else {
        throw .tooLarge(what: "the depth of git's folders", size: folder.depth, limit: Self.depthLimit)
      }
      let before = if let id = folder.old { try tree(id) } else { [GitTreeEntry]() }
      let after = if let id = folder.new { try tree(id) } else { [GitTreeEntry]() }
      seen += before.count + after.count
      guard seen <= Self.treeEntryLimit else {
        throw .tooLarge(what: "the number of git's files", size: seen, limit: Self.treeEntryLimit)
      }
      for (left, right) in Self.paired(before, after) where left?.id != right?.id || left?.mode != right?.mode {
        let path = folder.path + (left?.name ?? right?.name ?? [])
        let oldFolder = left?.mode == .folder ? left?.id : nil
        let newFolder = right?.mode == .folder ? right?.id : nil
        if oldFolder != nil || newFolder != nil {
          pending.append((oldFolder, newFolder, path + [UInt8(ascii: "/")], folder.depth + 1))
        }
        let text = String(decoding: path, as: UTF8.self)
        let oldFile = left.flatMap { $0.mode == .folder ? nil : GitChange.File(path: text, mode: $0.mode, id: $0.id) }
        let newFile = right.flatMap { $0.mode == .folder ? nil : GitChange.File(path: text, mode: $0.mode, id: $0.id) }
        if oldFile != nil || newFile != nil { changes.append(GitChange(old: oldFile, new: newFile)) }
      }
    }
    return changes
  }

  /// The entries of two folders by their names, without what is the same at their beginnings and ends: most of a large
  /// folder.
  private static func paired(
    _ old: [GitTreeEntry], _ new: [GitTreeEntry]
  ) -> [(GitTreeEntry?, GitTreeEntry?)] {
    let shorter = min(old.count, new.count)
    var first = 0
    while first < shorter, old[first] == new[first] { first += 1 }
    var last = 0
    while last < shorter - first, old[old.count - 1 - last] == new[new.count - 1 - last] { last += 1 }
    let before = old[first..<(old.count - last)]
    let after = new[first..<(new.count - last)]
    var left = Dictionary(before.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var pairs: [(GitTreeEntry?, GitTreeEntry?)] = after.map { entry in (left.removeValue(forKey: entry.name), entry) }
    for entry in before { if let gone = left.removeValue(forKey: entry.name) { pairs.append((gone, nil)) } }
    return pairs
  }
}
