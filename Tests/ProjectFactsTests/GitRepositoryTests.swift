import Foundation
import ProjectFacts
import Testing

@Suite("git's history")
struct GitRepositoryTests {
  /// A main line, a branch that was merged, and one that was not.
  private func branched() throws -> TemporaryTree {
    let tree = try TemporaryTree(["a.js": "1\n", "dir/b.js": "2\n"])
    try tree.git("init", "-q", "-b", "main")
    try tree.commit("first", 1)
    try tree.write("dir/sub/c.js", "3\n")
    try tree.commit("second", 2)
    try tree.git("checkout", "-q", "-b", "topic")
    try tree.write("a.js", "1\n2\n")
    try tree.commit("on the branch", 3)
    try tree.git("checkout", "-q", "main")
    try tree.write("dir/b.js", "changed\n")
    try tree.commit("on main", 4)
    try tree.git("merge", "-q", "--no-ff", "-m", "merge", "topic", date: "2024-01-05T00:00:00Z")
    try tree.git("tag", "-a", "-m", "annotated", "v1")
    try tree.git("checkout", "-q", "-b", "open", "HEAD~1")
    try tree.write("open.js", "\n")
    try tree.commit("open", 6)
    try tree.git("checkout", "-q", "main")
    return tree
  }

  @Test("Loose and packed objects give the same commits, files, contents and dates as git", arguments: [false, true])
  func agreesWithGit(_ isPacked: Bool) throws {
    let tree = try branched()
    if isPacked { try tree.git("gc", "-q", "--aggressive", "--prune=now") }
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let head = try repository.head()
    #expect(head.branch == "main")
    #expect(head.commit.hex == (try tree.line("rev-parse", "HEAD")))

    let history = try GitHistory(of: repository, from: head.commit)
    #expect(
      history.commits.map { "\($0.id.hex) \($0.commitTime)" }.sorted()
        == (try tree.lines("log", "--format=%H %ct")).sorted())
    #expect(history.first?.id.hex == (try tree.line("rev-list", "--max-parents=0", "HEAD")))
    #expect(history.last?.id.hex == (try tree.line("rev-parse", "HEAD")))
    #expect(!history.isShallow)
    for path in ["a.js", "dir", "dir/sub/c.js", "nowhere.js"] {
      let first = try tree.lines("log", "--format=%H", "--diff-filter=A", "--", path).last
      #expect(try history.firstAppearance(of: path)?.id.hex == first)
    }
    for commit in history.commits {
      let named = try tree.lines("ls-tree", "-r", "--format=%(objectname) %(path)", commit.id.hex)
      #expect(try repository.files(of: commit).map { "\($0.id.hex) \($0.path)" } == named)
      for file in try repository.files(of: commit) {
        #expect(
          String(decoding: try repository.blob(file.id), as: UTF8.self)
            == (try tree.git("cat-file", "blob", file.id.hex)))
      }
    }
  }

  @Test("Revisions mean what they mean to git", arguments: [false, true])
  func revisions(_ isPacked: Bool) throws {
    let tree = try branched()
    if isPacked {
      try tree.git("gc", "-q", "--prune=now")
      try tree.git("pack-refs", "--all")
    }
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let short = try tree.line("rev-parse", "--short", "topic")
    for name in [
      "HEAD", "@", "main", "topic", "heads/open", "refs/heads/open", "v1", "v1^{}", "v1^{commit}", "HEAD~", "HEAD~2",
      "HEAD^", "HEAD^2", "HEAD^2~1", "main^1^1", "open~0", short,
    ] {
      #expect(try repository.commit(named: name).id.hex == (try tree.line("rev-parse", "\(name)^{commit}")), "\(name)")
    }
    for name in ["", "nobody", "HEAD~99", "HEAD^3", "../HEAD", "refs/heads/../../HEAD", "-x", "00000000", "HEAD^x"] {
      #expect(throws: GitProblem.self, "\(name)") { try repository.commit(named: name) }
    }
  }

  @Test("The merge base is git's, for every pair of commits")
  func mergeBases() throws {
    let tree = try branched()
    // Two branches merged into each other have two equally good bases.
    try tree.git("checkout", "-q", "-b", "crossed", "topic")
    try tree.git("merge", "-q", "--no-ff", "-m", "cross", "main~1", date: "2024-01-08T00:00:00Z")
    try tree.git("checkout", "-q", "--orphan", "apart")
    try tree.commit("apart", 9)
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let commits = try tree.lines("rev-list", "--all").compactMap { GitObjectID(hex: $0) }
    #expect(commits.count == 8)
    for left in commits {
      for right in commits {
        let expected = try tree.lines("merge-base", "--all", left.hex, right.hex)
        let found = try? repository.mergeBase(left, right).id.hex
        #expect(found.map { expected.contains($0) } ?? expected.isEmpty, "\(left.hex) \(right.hex)")
      }
    }
  }

  @Test("Differences of commits are git's: new, gone, changed and moved files")
  func changes() throws {
    let long = (0..<60).map { "line \($0)\n" }.joined()
    let tree = try TemporaryTree([
      "same.js": "same\n", "gone.js": "gone\n", "moved.js": "moved exactly\n", "edited.js": long, "mode.sh": "echo\n",
      "folder": "a file first\n", "deep/a/b/c.js": "c\n",
    ])
    try tree.git("init", "-q", "-b", "main")
    try tree.commit("first", 1)
    try tree.remove("gone.js")
    try tree.remove("folder")
    try tree.write("folder/now.js", "a folder now\n")
    try tree.git("mv", "moved.js", "elsewhere.js")
    try tree.git("mv", "edited.js", "renamed.js")
    try tree.write("renamed.js", long + "one line more\n")
    try tree.write("deep/a/b/c.js", "changed\n")
    try tree.write("new.js", "new\n")
    try tree.git("update-index", "--chmod=+x", "mode.sh")
    try tree.git("add", "-A")
    try tree.git("update-index", "--chmod=+x", "mode.sh")
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let before = try repository.commit(named: "HEAD")
    let staged = try repository.changes(from: before, to: repository.index())
    #expect(staged.map(\.summary) == (try tree.summary("diff", "--cached", "--raw", "-M", "--no-abbrev", "-z")))
    try tree.git("commit", "-q", "-m", "second", date: "2024-01-02T00:00:00Z")
    let after = try repository.commit(named: "HEAD")
    let changes = try repository.changes(from: before, to: after)
    #expect(changes.map(\.summary) == staged.map(\.summary))
    #expect(changes.filter(\.isRename).count == 2)
    #expect(try repository.changes(from: nil, to: before).map(\.path) == repository.files(of: before).map(\.path))
    #expect(try repository.changes(from: after, to: after).isEmpty)
  }

  @Test("Grafts give commits other parents")
  func grafts() throws {
    let tree = try TemporaryTree(["a.js": "1\n"])
    try tree.git("init", "-q", "-b", "main")
    for day in 1...3 {
      try tree.write("a.js", "\(day)\n")
      try tree.commit("day \(day)", day)
    }
    let (last, first) = (try tree.line("rev-parse", "HEAD"), try tree.line("rev-parse", "HEAD~2"))
    try tree.write(".git/info/grafts", "\(last) \(first)\n")
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    #expect(try repository.commit(named: "HEAD~1").id.hex == first)
    #expect(throws: GitProblem.unknownRevision("HEAD~2")) { try repository.commit(named: "HEAD~2") }
  }

  @Test("Deltas upon deltas are followed")
  func deltas() throws {
    let tree = try TemporaryTree()
    try tree.git("init", "-q", "-b", "main")
    var text = (0..<400).map { "line \($0) \($0 &* 2_654_435_761 % 9_973)\n" }.joined()
    for day in 1...25 {
      text += "added on day \(day)\n"
      try tree.write("long.txt", "\(day)\n" + text)
      try tree.commit("day \(day)", day)
    }
    try tree.git("repack", "-q", "-a", "-d", "-f", "--depth=40", "--window=40")
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let history = try GitHistory(of: repository, from: repository.head().commit)
    #expect(history.commits.count == 25)
    for commit in history.commits {
      let file = try #require(try repository.entry(at: "long.txt", in: commit.tree))
      #expect(
        String(decoding: try repository.blob(file.id), as: UTF8.self)
          == (try tree.git("cat-file", "blob", file.id.hex)))
      #expect(try repository.blobID(of: repository.blob(file.id)) == file.id)
      #expect(try repository.changedPaths(of: commit) == ["long.txt"])
    }
  }

  @Test("Repositories with SHA-256 names are read", arguments: [false, true])
  func sha256(_ isPacked: Bool) throws {
    let tree = try TemporaryTree(["a.js": "1\n", "dir/b.js": "2\n"])
    try tree.git("init", "-q", "-b", "main", "--object-format=sha256")
    try tree.commit("first", 1)
    try tree.write("a.js", "2\n")
    try tree.commit("second", 2)
    if isPacked { try tree.git("gc", "-q") }
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    let head = try repository.commit(named: "HEAD")
    #expect(head.id.hex == (try tree.line("rev-parse", "HEAD")))
    let changes = try repository.changes(from: repository.commit(named: "HEAD~1"), to: head)
    #expect(changes.map(\.path) == ["a.js"])
    #expect(repository.blobID(of: []) == nil)
  }

  @Test("A shallow clone is said to be one, and never mistaken for the whole history")
  func shallow() throws {
    let origin = try branched()
    let tree = try TemporaryTree()
    try tree.git("clone", "-q", "--depth=1", "--no-single-branch", "file://\(origin.path)", "clone")
    let repository = try #require(try GitRepository.open(workTree: "\(tree.path)/clone"))
    #expect(repository.isShallow)
    let head = try repository.head().commit
    #expect(try GitHistory(of: repository, from: head).isShallow)
    let other = try repository.commit(named: "origin/open")
    #expect(throws: GitProblem.shallow) { try repository.mergeBase(head, other.id) }
    #expect(throws: GitProblem.shallow) { try repository.commit(named: "HEAD~1") }
  }

  @Test("Linked worktrees and submodules have a history, and a repository without commits has none")
  func otherPlaces() throws {
    let tree = try TemporaryTree(["main/a.js": "", "library/l.js": ""])
    try tree.git("init", "-q", "empty")
    for folder in ["main", "library"] {
      try tree.git("init", "-q", "-b", "main", in: folder)
      try tree.git("add", ".", in: folder)
      try tree.git("commit", "-q", "-m", "x", in: folder)
    }
    try tree.git("worktree", "add", "-q", "-b", "other", "../linked", in: "main")
    try tree.git("submodule", "-q", "add", "\(tree.path)/library", "sub", in: "main")
    for (folder, branch) in [("main", "main"), ("linked", "other"), ("main/sub", "main")] {
      let repository = try #require(try GitRepository.open(workTree: "\(tree.path)/\(folder)"))
      let head = try repository.head()
      #expect(head.branch == branch)
      #expect(head.commit.hex == (try tree.git("rev-parse", "HEAD", in: folder).dropLast()))
      #expect(try repository.files(of: repository.commit(head.commit)).count == 1)
      #expect(repository.gaps == [])
    }
    let empty = try #require(try GitRepository.open(workTree: "\(tree.path)/empty"))
    #expect(throws: GitProblem.noCommit) { try empty.head() }
    #expect(try GitRepository.open(workTree: "\(tree.path)/library/.git/refs") == nil)
  }

  @Test("Objects are borrowed inside the work tree only")
  func alternates() throws {
    let origin = try branched()
    let tree = try TemporaryTree()
    try tree.git("clone", "-q", "--shared", origin.path, "clone")
    let repository = try #require(try GitRepository.open(workTree: "\(tree.path)/clone"))
    #expect(repository.gaps.map(\.kind) == [.linkLeavingTree])
    #expect(throws: GitProblem.self) { try repository.commit(repository.head().commit) }
    // The same objects, from a place inside of the work tree.
    try FileManager.default.copyItem(atPath: "\(origin.path)/.git/objects", toPath: "\(tree.path)/clone/objects")
    try tree.write("clone/.git/objects/info/alternates", "../../objects\n")
    let inside = try #require(try GitRepository.open(workTree: "\(tree.path)/clone"))
    #expect(try inside.files(of: inside.commit(named: "HEAD")).count == 3)
  }

  @Test("References that lead in circles or nowhere end")
  func loops() throws {
    let tree = try branched()
    try tree.write(".git/refs/heads/one", "ref: refs/heads/two\n")
    try tree.write(".git/refs/heads/two", "ref: refs/heads/one\n")
    try tree.write(".git/refs/heads/out", "ref: refs/../../../etc/passwd\n")
    try tree.write(".git/refs/heads/short", "1234\n")
    try tree.write(".git/refs/heads/missing", String(repeating: "12", count: 20) + "\n")
    let repository = try #require(try GitRepository.open(workTree: tree.path))
    for name in ["one", "out", "short", "missing"] {
      #expect(throws: GitProblem.self) { try repository.commit(named: name) }
    }
    try tree.write(".git/HEAD", "ref: refs/heads/one\n")
    #expect(throws: GitProblem.self) { try repository.head() }
  }
}

extension TemporaryTree {
  /// Commits everything, on a day of January 2024.
  fileprivate func commit(_ message: String, _ day: Int) throws {
    try git("add", "-A")
    try git("commit", "-q", "-m", message, date: "2024-01-\(day < 10 ? "0" : "")\(day)T00:00:00Z")
  }

  fileprivate func lines(_ arguments: String...) throws -> [String] {
    try run(arguments).split(separator: "\n").map(String.init)
  }

  fileprivate func line(_ arguments: String...) throws -> String { try run(arguments).split(separator: "\n").joined() }

  /// `--raw -z` as `GitChange.summary` has it.
  fileprivate func summary(_ arguments: String...) throws -> [String] {
    var words = try run(arguments).split(separator: "\0").map(String.init)[...]
    var summaries: [String] = []
    while let head = words.popFirst()?.dropFirst().split(separator: " "), let path = words.popFirst() {
      let target = head[4].hasPrefix("R") ? words.popFirst() ?? "" : path
      summaries.append("\(head[4].prefix(1)) \(path) \(target) \(head[2]) \(head[3])")
    }
    return summaries.sorted { ($0.split(separator: " ")[2]) < ($1.split(separator: " ")[2]) }
  }
}

extension GitChange {
  fileprivate var summary: String {
    let none = String(repeating: "0", count: 40)
    let kind = old == nil ? "A" : new == nil ? "D" : isRename ? "R" : "M"
    return "\(kind) \(old?.path ?? path) \(path) \(old?.id.hex ?? none) \(new?.id.hex ?? none)"
  }
}
