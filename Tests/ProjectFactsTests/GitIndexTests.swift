import Foundation
import ProjectFacts
import Testing

@Suite("git's index")
struct GitIndexTests {
  private let files = [
    "a.js": "1", "dir/b.js": "2", "dir/sub/c.js": "3", "long/\(String(repeating: "x", count: 200)).js": "4",
    "é.js": "5",
  ]

  @Test("All three versions name the tracked files", arguments: ["2", "3", "4"])
  func versions(_ version: String) throws {
    let tree = try TemporaryTree(files)
    try tree.git("init", "-q")
    try tree.git("add", ".")
    // An entry added with intent only forces the extended flags of version 3.
    try tree.write("later.js", "")
    try tree.git("add", "-N", "later.js")
    try tree.git("update-index", "--index-version", version)
    let inventory = try Project.load(at: tree.path).inventory
    #expect(inventory.files.count == 6)
    #expect(inventory.files.allSatisfy { $0.isTracked == true })
  }

  @Test("Repositories with SHA-256 names are read")
  func sha256() throws {
    let tree = try TemporaryTree(files)
    try tree.git("init", "-q", "--object-format=sha256")
    try tree.git("add", ".")
    try tree.write("new.js", "")
    let project = try Project.load(at: tree.path)
    #expect(project.inventory.files.filter { $0.isTracked == true }.count == 5)
    #expect(project.isTracked("new.js") == false)
  }

  @Test("A linked worktree and a submodule are believed because they point back")
  func worktreesAndSubmodules() throws {
    let tree = try TemporaryTree(["main/a.js": "", "library/l.js": ""])
    for folder in ["main", "library"] {
      try tree.git("init", "-q", in: folder)
      try tree.git("add", ".", in: folder)
      try tree.git("commit", "-q", "-m", "x", in: folder)
    }
    try tree.git("worktree", "add", "-q", "../linked", in: "main")
    let linked = try Project.load(at: "\(tree.path)/linked")
    #expect(linked.isTracked("a.js") == true)
    #expect(linked.gaps == [])

    try tree.git("submodule", "-q", "add", "\(tree.path)/library", "sub", in: "main")
    let sub = try Project.load(at: "\(tree.path)/main/sub")
    #expect(sub.root == "\(tree.path)/main/sub")
    #expect(sub.isTracked("l.js") == true)
    #expect(sub.gaps == [])
    let main = try Project.load(at: "\(tree.path)/main")
    #expect(main.inventory.exclusions.first { $0.reason == .submodule }?.paths == ["sub"])
    #expect(!main.inventory.exists("sub/l.js"))
  }

  @Test("A .git file that points to somebody else's folder is refused")
  func hostilePointer() throws {
    let victim = try TemporaryTree(["v.js": ""])
    try victim.git("init", "-q")
    try victim.git("add", ".")
    let tree = try TemporaryTree(["v.js": "", ".git": "gitdir: \(victim.path)/.git\n"])
    let project = try Project.load(at: tree.path)
    #expect(project.isTracked("v.js") == nil)
    #expect(project.gaps.map(\.kind) == [.linkLeavingTree])
  }

  @Test("An index cut off anywhere is a gap, never a crash")
  func truncated() throws {
    let tree = try TemporaryTree(files)
    try tree.git("init", "-q")
    try tree.git("add", ".")
    for version in ["2", "4"] {
      try tree.git("update-index", "--index-version", version)
      let whole = try Array(Data(contentsOf: URL(fileURLWithPath: "\(tree.path)/.git/index")))
      #expect(try GitIndex.read(whole).trackedPaths.count == 5)
      for end in stride(from: 0, to: whole.count - 60, by: 3) {
        #expect(throws: GitIndex.Problem.self) { try GitIndex.read(Array(whole[..<end])) }
      }
      for place in 0..<whole.count {
        var damaged = whole
        damaged[place] ^= 0xFF
        _ = try? GitIndex.read(damaged)
      }
    }
    try tree.write(".git/index", "DIRC")
    let project = try Project.load(at: tree.path)
    #expect(project.isTracked("a.js") == nil)
    #expect(project.gaps.map(\.path) == [".git/index"])
    #expect(project.inventory.files.count == 5)
  }

  @Test("A split index is joined: kept, replaced, deleted and new entries", arguments: ["2", "4"])
  func split(_ version: String) throws {
    let tree = try TemporaryTree(files)
    try tree.git("init", "-q")
    try tree.git("add", ".")
    try tree.git("update-index", "--index-version", version)
    try tree.git("config", "splitIndex.maxPercentChange", "100")
    try tree.git("update-index", "--split-index")
    try tree.write("a.js", "changed")
    try tree.write("dir/between.js", "new")
    try tree.git("add", "a.js", "dir/between.js")
    try tree.git("rm", "-q", "--cached", "dir/sub/c.js")
    let index = try #require(try GitRepository.open(workTree: tree.path)).index()
    #expect(index.listing == (try tree.git("ls-files", "-s", "-z")))
    let project = try Project.load(at: tree.path)
    #expect(project.gaps == [])
    #expect(project.isTracked("dir/sub/c.js") == false)

    for file in try FileManager.default.contentsOfDirectory(atPath: "\(tree.path)/.git")
    where file.hasPrefix("sharedindex") { try tree.remove(".git/\(file)") }
    #expect(try Project.load(at: tree.path).gaps.map(\.kind) == [.unreadable])
  }

  @Test("Staged contents are those that would be committed, in another index file as well")
  func staged() throws {
    let tree = try TemporaryTree(files)
    try tree.git("init", "-q")
    try tree.git("add", ".")
    try tree.write("a.js", "not staged")
    try tree.write("later.js", "")
    try tree.git("add", "-N", "later.js")
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let index = try repository.index()
    #expect(index.stagedID(of: "a.js").flatMap { try? repository.blob($0) } == Array("1".utf8))
    #expect(index.stagedID(of: "later.js") == nil)
    #expect(index.isTracked("later.js"))

    try FileManager.default.copyItem(atPath: "\(tree.path)/.git/index", toPath: "\(tree.path)/.git/other")
    try tree.git("add", "a.js")
    let other = try repository.index(file: "\(tree.path)/.git/other")
    #expect(other.stagedID(of: "a.js") == index.stagedID(of: "a.js"))
    #expect(
      try repository.index().stagedID(of: "a.js").flatMap { try? repository.blob($0) } == Array("not staged".utf8))
  }

  @Test("Of a file in conflict our side is staged")
  func conflict() throws {
    let tree = try TemporaryTree(["a.txt": "base\n"])
    try tree.git("init", "-q", "-b", "main")
    try tree.git("add", ".")
    try tree.git("commit", "-q", "-m", "base")
    try tree.git("checkout", "-q", "-b", "side")
    try tree.write("a.txt", "theirs\n")
    try tree.git("commit", "-q", "-a", "-m", "theirs")
    try tree.git("checkout", "-q", "main")
    try tree.write("a.txt", "ours\n")
    try tree.git("commit", "-q", "-a", "-m", "ours")
    try tree.git("merge", "-q", "side")
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let index = try repository.index()
    #expect(index.isInConflict("a.txt"))
    #expect(index.stagedID(of: "a.txt").flatMap { try? repository.blob($0) } == Array("ours\n".utf8))
  }
}

extension GitIndex {
  /// As `git ls-files -s -z` has it.
  fileprivate var listing: String {
    files.map { "\($0.mode == .executable ? "100755" : "100644") \($0.id.hex) 0\t\($0.path)\0" }.joined()
  }
}
