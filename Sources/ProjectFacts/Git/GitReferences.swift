import SourceText

/// The names of commits: loose files below `refs`, and the file `packed-refs`.
struct GitReferences: Sendable {
  /// Of the work tree: `HEAD`, and what else each work tree has for itself.
  let folder: GitFolder
  /// Of all work trees of the repository.
  let common: GitFolder
  let hashSize: Int

  /// Where a name leads in the end.
  struct Target: Sendable {
    /// The last name of the chain: the branch, for `HEAD`.
    var name: String
    /// nil for a branch without commits.
    var id: GitObjectID?
  }

  /// git follows as many.
  private static let chainLimit = 5
  private static let packedLimit = 64 << 20

  /// Follows `HEAD` or a name below `refs/`; nil where there is no such name.
  func target(of name: String) throws(GitProblem) -> Target? {
    var name = name
    for step in 0...Self.chainLimit {
      guard Self.isWellFormed(name) else { throw .corrupt(file: name, reason: "this is no name of a reference") }
      guard let bytes = try (isPerWorkTree(name) ? folder : common).bytes(of: name, limit: 4_096) else {
        if let id = try packed(name) { return Target(name: name, id: id) }
        return step == 0 ? nil : Target(name: name, id: nil)
      }
      var text = String(decoding: bytes, as: UTF8.self)
      while let last = text.utf8.last, last <= 0x20 { text.removeLast() }
      guard text.hasPrefix("ref:") else {
        // What `FETCH_HEAD` says of where it comes from stands behind a tab.
        guard let id = GitObjectID(hex: text.prefix { $0 != "\t" && $0 != " " }), id.bytes.count == hashSize else {
          throw .corrupt(file: name, reason: "it names no object")
        }
        return Target(name: name, id: id)
      }
      name = String(text.dropFirst(4).drop { $0 == " " || $0 == "\t" })
    }
    throw .corrupt(file: name, reason: "references lead to one another without end")
  }

  private func isPerWorkTree(_ name: String) -> Bool {
    !name.hasPrefix("refs/")
      || ["refs/bisect/", "refs/worktree/", "refs/rewritten/"].contains { name.hasPrefix($0) }
  }

  private func packed(_ name: String) throws(GitProblem) -> GitObjectID? {
    guard name.hasPrefix("refs/"), let bytes = try common.bytes(of: "packed-refs", limit: Self.packedLimit) else {
      return nil
    }
    let wanted = Array(name.utf8)
    for line in bytes.split(separator: 0x0A) {
      // "<hex> <name>"; comments begin with '#', what a tag stands for with '^'.
      guard line.count == hashSize * 2 + 1 + wanted.count, line.suffix(wanted.count).elementsEqual(wanted) else {
        continue
      }
      return GitObjectID(hex: String(decoding: line.prefix(hashSize * 2), as: UTF8.self))
    }
    return nil
  }

  /// What some packed tags name, the first by name: of most projects those are the oldest.
  func firstTags(_ count: Int) throws(GitProblem) -> [GitObjectID] {
    let prefix = Array("refs/tags/".utf8)
    let lines = (try common.bytes(of: "packed-refs", limit: Self.packedLimit) ?? []).split(separator: 0x0A)
    return lines.lazy.filter { $0.dropFirst(hashSize * 2 + 1).starts(with: prefix) }.prefix(count).compactMap {
      GitObjectID(hex: String(decoding: $0.prefix(hashSize * 2), as: UTF8.self))
    }
  }

  /// What stands for which object: `refs/replace/ID`, loose before packed.
  func replacements() throws(GitProblem) -> [GitObjectID: GitObjectID] {
    var replacements: [GitObjectID: GitObjectID] = [:]
    let prefix = Array("refs/replace/".utf8)
    let packed = try common.bytes(of: "packed-refs", limit: Self.packedLimit) ?? []
    for line in packed.holds(prefix) ? packed.split(separator: 0x0A) : []
    where line.count == hashSize * 4 + 1 + prefix.count && line.dropFirst(hashSize * 2 + 1).starts(with: prefix) {
      let replaced = GitObjectID(hex: String(decoding: line.suffix(hashSize * 2), as: UTF8.self))
      let by = GitObjectID(hex: String(decoding: line.prefix(hashSize * 2), as: UTF8.self))
      if let replaced, let by { replacements[replaced] = by }
    }
    for name in try common.names(in: "refs/replace", limit: 1 << 16) {
      guard let replaced = GitObjectID(hex: name), replaced.bytes.count == hashSize else { continue }
      if let by = try target(of: "refs/replace/\(name)")?.id { replacements[replaced] = by }
    }
    return replacements
  }

  /// The names a short one may stand for, in git's order.
  static func candidates(for name: String) -> [String] {
    [
      name, "refs/\(name)", "refs/tags/\(name)", "refs/heads/\(name)", "refs/remotes/\(name)",
      "refs/remotes/\(name)/HEAD",
    ]
    .filter(isWellFormed)
  }

  /// `HEAD` and its like, or a path below `refs` that stays there.
  private static func isWellFormed(_ name: String) -> Bool {
    guard name.utf8.count < 1_024, RelativePath.staysInside(name) else { return false }
    if name.hasPrefix("refs/") { return name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } }
    return name.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || $0 == UInt8(ascii: "_") }
  }
}
