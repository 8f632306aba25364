import ProjectFacts
import Testing

@Suite("When a project was worked on")
struct ProjectActivityTests {
  private let since = GitDay(year: 2023, month: 1, day: 1)

  private func repository(_ days: [(day: String, file: String)]) throws -> TemporaryTree {
    let tree = try TemporaryTree()
    try tree.git("init", "-q", "-b", "main")
    for (number, entry) in days.enumerated() {
      try tree.write(entry.file, "\(number)\n")
      try tree.git("add", "-A")
      try tree.git("commit", "-q", "-m", "x", date: "\(entry.day)T12:00:00Z")
    }
    return tree
  }

  private func activity(of tree: TemporaryTree, limit: Int = 10) throws -> ProjectActivity? {
    try Project.load(at: tree.path).activity(since: since, countingTo: limit) { $0.hasSuffix(".js") }
  }

  @Test("What began in the time has a first day, and each commit that touches the code counts")
  func begun() throws {
    let tree = try repository([("2024-03-01", "a.js"), ("2024-03-02", "README.md"), ("2024-04-01", "b.js")])
    let found = try #require(try activity(of: tree))
    #expect(found.begun?.description == "2024-03-01")
    #expect(found.last.description == "2024-04-01")
    #expect((found.count, found.historyCount) == (2, 3))
    #expect(try activity(of: tree, limit: 1)?.count == 1)
  }

  @Test("What began before has none, and what was not touched since has no activity")
  func older() throws {
    let tree = try repository([("2016-03-01", "a.js"), ("2024-03-02", "README.md"), ("2024-04-01", "b.js")])
    let found = try #require(try activity(of: tree))
    #expect(found.begun == nil)
    #expect((found.count, found.historyCount, found.isWhole) == (1, 2, true))
    #expect(try activity(of: try repository([("2016-03-01", "a.js"), ("2024-03-02", "README.md")])) == nil)
  }

  @Test("A tag of before tells that work began before, and the rest is counted as without it")
  func tagged() throws {
    let tree = try repository([
      ("2016-03-01", "a.js"), ("2024-03-02", "README.md"), ("2024-04-01", "b.js"), ("2024-05-01", "b.js"),
    ])
    let untagged = try #require(try activity(of: tree))
    try tree.git("tag", "-m", "first", "-a", "v0.1.0", "HEAD~3", date: "2016-03-02T12:00:00Z")
    try tree.git("tag", "v1.0.0")
    try tree.git("pack-refs", "--all")
    let found = try #require(try activity(of: tree))
    #expect(found.begun == nil)
    #expect((found.last, found.count, found.isWhole) == (untagged.last, untagged.count, untagged.isWhole))
    #expect(try activity(of: tree, limit: 1)?.historyCount == 1)
  }

  @Test("Without a history, or before the first commit, nothing is known")
  func nothing() throws {
    #expect(try activity(of: try TemporaryTree(["a.js": ""])) == nil)
    #expect(try activity(of: try repository([])) == nil)
  }

  @Test("A shallow clone does not say when a project began")
  func shallow() throws {
    let origin = try repository([("2024-03-01", "a.js"), ("2024-03-02", "b.js")])
    let tree = try TemporaryTree()
    try tree.git("clone", "-q", "--depth=1", "file://\(origin.path)", "clone")
    let found = try Project.load(at: "\(tree.path)/clone").activity(since: since, countingTo: 9) { _ in true }
    #expect(found?.begun == nil)
    #expect(found?.isWhole == false)
  }

  @Test(
    "Days are those of the calendar",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 951_782_400), ("2024-12-31", 1_735_603_200),
      ("2100-03-01", 4_107_542_400),
    ])
  func days(text: String, time: Int) throws {
    #expect(GitDay(time: time).description == text)
    let day = try #require(GitDay(text))
    #expect(day == GitDay(time: time + (time < 0 ? 0 : 86_399)))
    #expect(GitDay("2024-13-01") == nil)
  }
}
