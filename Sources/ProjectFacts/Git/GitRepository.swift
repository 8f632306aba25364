import SourceText

/// A repository's history, read from git's own files. No program is started, nothing is written.
///
/// Only what lies inside git's folder of the work tree is read (see `GitDirectory`), stores of objects elsewhere only where
/// they lie inside the work tree too. Everything has limits; what is damaged, missing or beyond a limit is a `GitProblem`.
/// Safe to use from several threads. What is asked is read at each call: a caller that asks again remembers.
package final class GitRepository: Sendable {
  let directory: GitDirectory
  let objects: GitObjectStore
  private let references: GitReferences
  let hashSize: Int
  /// The commits whose parents a shallow clone left out.
  package let shallowCommits: Set<GitObjectID>
  /// What `git replace` put in the place of objects.
  private let replacements: [GitObjectID: GitObjectID]
  /// Parents in place of those that commits name: git's older way.
  private let grafts: [GitObjectID: [GitObjectID]]

  package var isShallow: Bool { !shallowCommits.isEmpty }

  /// The repository of a work tree; nil where it has none.
  ///
  /// - Parameter workTree: absolute, without links.
  package static func open(workTree: String) throws(GitProblem) -> GitRepository? {
    switch GitDirectory.find(inWorkTree: workTree) {
    case .none: return nil
    case .refused(let gap): throw .notFollowed(gap.kind, gap.message)
    case .found(let directory): return try GitRepository(directory, workTree: workTree)
    }
  }

  init(_ directory: GitDirectory, workTree: String) throws(GitProblem) {
    self.directory = directory
    if let storage = directory.referenceStorage, storage != "files" {
      throw .unsupported("the repository keeps its references as '\(storage)'")
    }
    hashSize = directory.usesSHA256 ? 32 : 20
    let common = GitFolder(path: directory.commonPath)
    references = GitReferences(folder: GitFolder(path: directory.path), common: common, hashSize: hashSize)
    objects = GitObjectStore(
      root: "\(directory.commonPath)/objects", boundary: [workTree, directory.commonPath], hashSize: hashSize)
    let shallow = try common.bytes(of: "shallow", limit: 16 << 20) ?? []
    shallowCommits = Set(
      shallow.split(separator: 0x0A).compactMap { GitObjectID(hex: String(decoding: $0, as: UTF8.self)) })
    replacements = try references.replacements()
    var grafts: [GitObjectID: [GitObjectID]] = [:]
    for line in (try common.bytes(of: "info/grafts", limit: 16 << 20) ?? []).split(separator: 0x0A) {
      let ids = line.split(separator: 0x20).compactMap { GitObjectID(hex: String(decoding: $0, as: UTF8.self)) }
      if let first = ids.first { grafts[first] = Array(ids.dropFirst()) }
    }
    self.grafts = grafts
  }

  /// What is checked out.
  package struct Head: Hashable, Sendable {
    /// Without `refs/heads/`; nil where a commit and not a branch is checked out.
    package let branch: String?
    package let commit: GitObjectID
  }

  /// Fails with `noCommit` on a branch without commits.
  package func head() throws(GitProblem) -> Head {
    guard let target = try references.target(of: "HEAD") else {
      throw .corrupt(file: "HEAD", reason: "it is missing")
    }
    guard let id = target.id else { throw .noCommit }
    let prefix = "refs/heads/"
    let branch = target.name.hasPrefix(prefix) ? String(target.name.dropFirst(prefix.count)) : nil
    return Head(branch: branch, commit: id)
  }

  /// Damaged packs and stores of objects that are not read. Answers may be right all the same.
  package var gaps: [ProjectGap] {
    objects.problems.map { ProjectGap(kind: $0.gapKind, path: ".git", message: $0.message) }
      + objects.refusedAlternates.map {
        ProjectGap(
          kind: .linkLeavingTree, path: ".git", message: "git's objects in '\($0)' lie outside and are not read")
      }
  }

  /// The object, or what stands for it.
  private func object(_ id: GitObjectID, limit: Int) throws(GitProblem) -> GitObjectStore.Object {
    var id = id
    for _ in 0..<5 {
      guard let replacement = replacements[id] else { break }
      id = replacement
    }
    return try objects.object(id, limit: limit)
  }

  package func commit(_ id: GitObjectID) throws(GitProblem) -> GitCommit {
    let object = try object(id, limit: 16 << 20)
    guard object.kind == .commit else { throw .unexpectedKind(id, found: object.kind, expected: .commit) }
    return try GitCommit(id: id, bytes: object.bytes)
  }

  /// The parents that are there: none for a commit at which a shallow clone was cut.
  package func parents(of commit: GitCommit) -> [GitObjectID] {
    grafts[commit.id] ?? (shallowCommits.contains(commit.id) ? [] : commit.parents)
  }

  /// The entries of one folder.
  package func tree(_ id: GitObjectID) throws(GitProblem) -> [GitTreeEntry] {
    let object = try object(id, limit: 64 << 20)
    guard object.kind == .tree else { throw .unexpectedKind(id, found: object.kind, expected: .tree) }
    return try GitTree.entries(of: id, bytes: object.bytes, hashSize: hashSize)
  }

  /// The contents of a file.
  package func blob(
    _ id: GitObjectID, limit: Int = ProjectFiles.sourceSizeLimit
  ) throws(GitProblem) -> [UInt8] {
    let object = try object(id, limit: limit)
    guard object.kind == .blob else { throw .unexpectedKind(id, found: object.kind, expected: .blob) }
    return object.bytes
  }

  /// The entry at a path below a folder; nil where there is none.
  package func entry(at path: String, in tree: GitObjectID) throws(GitProblem) -> GitTreeEntry? {
    var folder = tree
    var found: GitTreeEntry?
    for step in path.parts(between: "/") {
      if let found {
        guard found.mode == .folder else { return nil }
        folder = found.id
      }
      let name = Array(step.utf8)
      found = try self.tree(folder).first { $0.name == name }
      if found == nil { return nil }
    }
    return found
  }

  /// The name git gives to contents; nil in repositories that do not use SHA-1.
  package func blobID(of contents: [UInt8]) -> GitObjectID? {
    hashSize == 20 ? GitObjectID(bytes: SHA1.hash(Array("blob \(contents.count)\0".utf8) + contents)) : nil
  }

  /// The index, with the names of the contents that are staged.
  ///
  /// - Parameter file: what `GIT_INDEX_FILE` names, an absolute path; nil for the repository's own.
  package func index(file: String? = nil) throws(GitProblem) -> GitIndex {
    guard let result = directory.index(file: file) else { return GitIndex() }
    switch result {
    case .success(let index): return index
    case .failure(.unreadable(let failure)): throw .unreadable(file: file ?? "index", reason: failure.message)
    case .failure(let problem): throw .corrupt(file: "index", reason: problem.message)
    }
  }

  // MARK: Names of commits

  /// The commit a revision names: a branch, a tag, a remote branch, `HEAD`, the beginning of a hash, each with `~2` or `^`
  /// behind it.
  package func commit(named revision: String) throws(GitProblem) -> GitCommit {
    let characters = Array(revision.utf8)
    let isSuffix: (UInt8) -> Bool = { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "^") }
    var place = characters.firstIndex(where: isSuffix) ?? characters.count
    let name = String(decoding: characters[..<place], as: UTF8.self)
    if name.holds("..") { throw .range(revision) }
    if name.holds("@{") { throw .unsupported("'\(revision)' asks for git's log of references") }
    if name.holds(":") { throw .unsupported("'\(revision)' names what is inside a commit") }
    var commit = try peel(try object(named: name == "@" ? "HEAD" : name))
    while place < characters.count {
      let isParent = characters[place] == UInt8(ascii: "^")
      guard isSuffix(characters[place]) else { throw .unknownRevision(revision) }
      place += 1
      if isParent, characters[place...].starts(with: "{commit}".utf8) {
        place += 8
        continue
      }
      if isParent, characters[place...].starts(with: "{}".utf8) {
        place += 2
        continue
      }
      let digits = characters[place...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      place += digits.count
      guard let count = digits.isEmpty ? 1 : Int(String(decoding: digits, as: UTF8.self)), count <= 1_000_000 else {
        throw .unknownRevision(revision)
      }
      if isParent {
        if count > 0 { commit = try parent(count, of: commit, revision) }
      } else {
        for _ in 0..<count { commit = try parent(1, of: commit, revision) }
      }
    }
    return commit
  }

  /// Whether one of the first tags by name was put on a commit of before a time, in seconds since 1970: cheap evidence of
  /// a history that long. What cannot be read is no evidence.
  func hasTag(before time: Int) throws(GitProblem) -> Bool {
    for id in try references.firstTags(Self.mostTagsAsked) {
      if let commit = try? peel(id), commit.commitTime < time { return true }
    }
    return false
  }

  private static let mostTagsAsked = 4

  private func parent(_ number: Int, of commit: GitCommit, _ revision: String) throws(GitProblem) -> GitCommit {
    let known = parents(of: commit)
    guard number > known.count else { return try self.commit(known[number - 1]) }
    if shallowCommits.contains(commit.id), grafts[commit.id] == nil, number <= commit.parents.count { throw .shallow }
    throw .unknownRevision(revision)
  }

  private func object(named name: String) throws(GitProblem) -> GitObjectID {
    if let id = GitObjectID(hex: name), id.bytes.count == hashSize { return id }
    for candidate in GitReferences.candidates(for: name) {
      guard let target = try references.target(of: candidate) else { continue }
      if let id = target.id { return id }
      throw .noCommit
    }
    let found = try objects.ids(withPrefix: name)
    if found.count == 1, let only = found.first { return only }
    // A short name that is several objects may still be one commit.
    let commits = found.filter { (try? peel($0)) != nil }
    if commits.count == 1, let only = commits.first { return only }
    throw found.isEmpty ? .unknownRevision(name) : .ambiguousRevision(name)
  }

  /// The commit itself, or the one that a tag, or a tag of a tag, was put on.
  private func peel(_ id: GitObjectID) throws(GitProblem) -> GitCommit {
    var id = id
    for _ in 0..<16 {
      let object = try object(id, limit: 16 << 20)
      guard object.kind == .tag else {
        guard object.kind == .commit else { throw .unexpectedKind(id, found: object.kind, expected: .commit) }
        return try GitCommit(id: id, bytes: object.bytes)
      }
      let line = object.bytes.prefix { $0 != 0x0A }
      guard line.starts(with: "object ".utf8),
        let target = GitObjectID(hex: String(decoding: line.dropFirst(7), as: UTF8.self))
      else { throw .corruptObject(id, reason: "it is a tag of nothing") }
      id = target
    }
    throw .corruptObject(id, reason: "it is a tag of tags without end")
  }
}
