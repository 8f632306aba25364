/// A commit. Times are what its author and committer claim, not facts.
package struct GitCommit: Hashable, Sendable {
  package let id: GitObjectID
  package let tree: GitObjectID
  /// As written in the commit, also where a shallow clone was cut before them.
  package let parents: [GitObjectID]
  /// Seconds since 1970, UTC.
  package let authorTime: Int
  /// Seconds since 1970, UTC.
  package let commitTime: Int

  init(id: GitObjectID, bytes: [UInt8]) throws(GitProblem) {
    var tree: GitObjectID?
    var parents: [GitObjectID] = []
    var authorTime: Int?
    var commitTime: Int?
    // The head ends with an empty line; the message follows.
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard !line.isEmpty, let blank = line.firstIndex(of: 0x20) else { break }
      let value = line[(blank + 1)...]
      switch String(decoding: line[..<blank], as: UTF8.self) {
      case "tree": tree = tree ?? GitObjectID(hex: String(decoding: value, as: UTF8.self))
      case "parent":
        guard let parent = GitObjectID(hex: String(decoding: value, as: UTF8.self)) else {
          throw .corruptObject(id, reason: "a parent has no name")
        }
        parents.append(parent)
      case "author": authorTime = authorTime ?? Self.time(in: value)
      case "committer": commitTime = commitTime ?? Self.time(in: value)
      default: break
      }
    }
    guard let tree else { throw .corruptObject(id, reason: "it is a commit without a tree") }
    self.id = id
    self.tree = tree
    self.parents = parents
    self.commitTime = commitTime ?? authorTime ?? 0
    self.authorTime = authorTime ?? self.commitTime
  }

  /// "Name <address> 1700000000 +0100"; names may hold anything but '>'.
  private static func time(in signature: ArraySlice<UInt8>) -> Int? {
    guard let end = signature.lastIndex(of: UInt8(ascii: ">")) else { return nil }
    return signature[(end + 1)...].split(separator: 0x20).first.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }
}

/// One name in a folder of a commit.
package struct GitTreeEntry: Hashable, Sendable {
  package let name: [UInt8]
  package let mode: GitFileMode
  package let id: GitObjectID
}

/// What git knows of a file besides its contents.
package enum GitFileMode: Hashable, Sendable {
  case file
  case executable
  case link
  case folder
  case submodule

  init?(bits: Int) {
    switch bits >> 12 {
    case 0o10: self = bits & 0o100 != 0 ? .executable : .file
    case 0o12: self = .link
    case 0o04: self = .folder
    case 0o16: self = .submodule
    default: return nil
    }
  }

  /// Whether the contents are a file's.
  package var isRegular: Bool { self == .file || self == .executable }
}

enum GitTree {
  /// The entries in git's order: bytes of names, folders as if they ended in a slash. "100644 name", a zero byte, the
  /// bytes of the object's name.
  static func entries(of id: GitObjectID, bytes: [UInt8], hashSize: Int) throws(GitProblem) -> [GitTreeEntry] {
    var entries: [GitTreeEntry] = []
    var place = 0
    while place < bytes.count {
      var mode = 0
      while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[place]), mode < 1 << 20 {
        mode = mode << 3 | Int(bytes[place] - UInt8(ascii: "0"))
        place += 1
      }
      guard place < bytes.count, bytes[place] == 0x20, let kind = GitFileMode(bits: mode),
        let end = bytes[place...].firstIndex(of: 0), end > place + 1, end + hashSize < bytes.count,
        let object = GitObjectID(bytes: bytes[(end + 1)...(end + hashSize)])
      else { throw .corruptObject(id, reason: "it is a folder with an entry that makes no sense") }
      let name = Array(bytes[(place + 1)..<end])
      guard !name.contains(UInt8(ascii: "/")), name != Array(".".utf8), name != Array("..".utf8) else {
        throw .corruptObject(id, reason: "it is a folder with a name that leaves it")
      }
      entries.append(GitTreeEntry(name: name, mode: kind, id: object))
      place = end + 1 + hashSize
    }
    return entries
  }
}
