import Foundation
import ProjectFacts
import Testing

/// Any bytes may stand in git's folder: what comes of it is an answer or a `GitProblem`, soon.
@Suite("Damaged git folders")
struct GitDamageTests {
  private struct Random {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
  }

  private func repository(isPacked: Bool) throws -> TemporaryTree {
    let tree = try TemporaryTree(["a.js": "1\n", "dir/b.js": "2\n"])
    try tree.git("init", "-q", "-b", "main")
    for day in 1...6 {
      try tree.write("dir/long.js", (0..<50).map { "line \($0) of day \(day / 3)\n" }.joined() + "\(day)\n")
      try tree.git("add", "-A")
      try tree.git("commit", "-q", "-m", "\(day)", date: "2024-01-0\(day)T00:00:00Z")
    }
    try tree.git("branch", "side", "HEAD~3")
    if isPacked {
      try tree.git("gc", "-q", "--aggressive")
      try tree.git("update-index", "--split-index")
      try tree.write("a.js", "2\n")
      try tree.git("add", "a.js")
    }
    return tree
  }

  /// Asks everything there is to ask.
  private func examine(_ path: String) {
    guard let repository = try? GitRepository.open(workTree: path) else { return }
    _ = repository.gaps
    _ = try? repository.index()
    guard let head = try? repository.head(), let commit = try? repository.commit(head.commit) else { return }
    _ = try? repository.changes(from: commit, to: repository.index())
    if let side = try? repository.commit(named: "side") {
      _ = try? repository.mergeBase(head.commit, side.id)
      _ = try? repository.changes(from: side, to: commit)
    }
    for file in (try? repository.files(of: commit)) ?? [] { _ = try? repository.blob(file.id) }
    if let history = try? GitHistory(of: repository, from: head.commit) {
      _ = try? history.firstAppearance(of: "dir/long.js")
      for commit in history.commits { _ = try? repository.changedPaths(of: commit) }
    }
  }

  @Test("Bytes changed, cut off or repeated in any file end in an answer or a problem", arguments: [false, true])
  func mutation(_ isPacked: Bool) throws {
    let tree = try repository(isPacked: isPacked)
    let folder = "\(tree.path)/.git"
    let files = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
        && !name.hasPrefix("hooks") && !name.hasPrefix("logs")
    }.sorted()
    var random = Random(state: isPacked ? 7 : 11)
    for file in files {
      let name = "\(folder)/\(file)"
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: name)
      let whole = try Array(Data(contentsOf: URL(fileURLWithPath: name)))
      for round in 0..<(isPacked ? 40 : 6) {
        var bytes = whole
        let place = random.next(below: bytes.count)
        switch round % 5 {
        case 0: bytes.removeLast(bytes.count - place)
        case 1 where !bytes.isEmpty: bytes[place] ^= UInt8(1 << random.next(below: 8))
        case 2: for offset in place..<min(bytes.count, place + 4) { bytes[offset] = 0xFF }
        case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
        default: for offset in place..<min(bytes.count, place + 8) { bytes[offset] = UInt8(random.next(below: 256)) }
        }
        try Data(bytes).write(to: URL(fileURLWithPath: name))
        examine(tree.path)
      }
      try Data(whole).write(to: URL(fileURLWithPath: name))
    }
    // Whole again, it answers.
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    #expect(try GitHistory(of: repository, from: repository.head().commit).commits.count == 6)
  }

  @Test("Every missing file ends in a problem that says so")
  func missing() throws {
    let tree = try repository(isPacked: false)
    let head = try tree.git("rev-parse", "HEAD").dropLast()
    try tree.remove(".git/objects/\(head.prefix(2))/\(head.dropFirst(2))")
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let id = try #require(GitObjectID(hex: head))
    #expect(throws: GitProblem.missingObject(id)) { try repository.commit(named: "main") }
    #expect(try repository.files(of: repository.commit(named: "side")).count == 3)
  }

  @Test("A folder that holds itself, a commit that is its own parent and absurd sizes come to an end")
  func hostile() throws {
    let tree = try repository(isPacked: false)
    let name = try tree.git("rev-parse", "HEAD^{tree}").dropLast()
    let id = try #require(GitObjectID(hex: name))
    // Nobody checks that contents have the hash they are named by: this folder holds itself twice.
    let entry = Array("40000 x\0".utf8) + id.bytes + Array("40000 y\0".utf8) + id.bytes
    try tree.object(name, Array("tree \(entry.count)\0".utf8) + entry)
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let commit = try repository.commit(named: "HEAD")
    #expect(throws: GitProblem.self) { try repository.files(of: commit) }

    let own = Array("tree \(name)\nparent \(commit.id.hex)\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\n".utf8)
    try tree.object(Substring(commit.id.hex), Array("commit \(own.count)\0".utf8) + own)
    #expect(try GitHistory(of: repository, from: commit.id).commits.count == 1)
    #expect(try repository.mergeBase(commit.id, commit.id).id == commit.id)

    try tree.object(Substring(commit.id.hex), Array("commit 99999999999999999\0".utf8) + own)
    #expect(throws: GitProblem.self) { try repository.commit(commit.id) }
  }

  @Test(
    "A packed object that is a delta to itself, or says that it fills a disk, is a problem",
    arguments: [(type: UInt8(7), size: 4), (type: UInt8(1), size: 1 << 50), (type: UInt8(6), size: 4)])
  func hostilePack(_ type: UInt8, _ size: Int) throws {
    let tree = try TemporaryTree(["a.js": "1\n"])
    try tree.git("init", "-q", "-b", "main")
    let name = [UInt8](repeating: 0x3A, count: 20)
    var rest = size >> 4
    var entry = [type << 4 | UInt8(size & 15) | (rest > 0 ? 0x80 : 0)]
    while rest > 0 {
      entry.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    }
    // What it is a delta to: itself by name, or what stands no bytes before it.
    entry += type == 7 ? name : type == 6 ? [0] : []
    let pack = Array("PACK\0\0\0\u{2}\0\0\0\u{1}".utf8) + entry + zlib([4, 4, 0x84, 0x0A])
    var index: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]
    for byte in 0..<256 { index += [0, 0, 0, byte >= 0x3A ? 1 : 0] }
    index += name + [0, 0, 0, 0] + [0, 0, 0, 12] + [UInt8](repeating: 0, count: 40)
    try tree.write(".git/objects/pack/pack-1.pack", pack)
    try tree.write(".git/objects/pack/pack-1.idx", index)
    try tree.write(".git/refs/heads/main", String(repeating: "3a", count: 20) + "\n")
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    #expect(throws: GitProblem.self) { try repository.commit(named: "main") }
  }

  @Test("An index that says it has four thousand million entries, and a split one without its base, are gaps")
  func hostileIndex() throws {
    let tree = try repository(isPacked: true)
    let shared = try FileManager.default.contentsOfDirectory(atPath: "\(tree.path)/.git").filter {
      $0.hasPrefix("sharedindex.")
    }
    for name in shared { try tree.remove(".git/\(name)") }
    #expect(try Project.load(at: tree.path).gaps.map(\.path) == [".git/index"])
    try tree.write(".git/index", Array("DIRC\0\0\0\u{2}".utf8) + [0xFF, 0xFF, 0xFF, 0xFF])
    let project = try Project.load(at: tree.path)
    #expect(project.gaps.map(\.path) == [".git/index"])
    #expect(project.isTracked("a.js") == nil)
  }

  @Test("Stores that borrow from one another in a circle are read once")
  func borrowedInCircles() throws {
    let tree = try repository(isPacked: false)
    try tree.write("other/info/alternates", "../.git/objects\n")
    try tree.write(".git/objects/info/alternates", "../../other\n../objects\n")
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    #expect(try repository.files(of: repository.commit(named: "HEAD")).count == 3)
    #expect(throws: GitProblem.self) { try repository.commit(named: String(repeating: "5b", count: 20)) }
  }
}

/// Packed as one stored block.
private func zlib(_ bytes: [UInt8]) -> [UInt8] {
  let count = UInt16(bytes.count)
  var low: UInt32 = 1
  var high: UInt32 = 0
  for byte in bytes {
    low = (low + UInt32(byte)) % 65_521
    high = (high + low) % 65_521
  }
  let sum = high << 16 | low
  var packed: [UInt8] = [0x78, 0x01, 1]
  for word in [count, ~count] { packed += [UInt8(word & 255), UInt8(word >> 8)] }
  return packed + bytes + (0..<4).map { UInt8(truncatingIfNeeded: sum >> UInt32(24 - $0 * 8)) }
}

extension TemporaryTree {
  /// Writes a loose object as one stored block.
  fileprivate func object(_ hex: Substring, _ bytes: [UInt8]) throws {
    let name = ".git/objects/\(hex.prefix(2))/\(hex.dropFirst(2))"
    try? remove(name)
    try write(name, zlib(bytes))
  }
}
