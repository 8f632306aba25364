import Foundation
import Testing

/// `--since` and `--staged`: what a change brought, and nothing else.
@Suite("Changes", Tool.whenBuilt, GitSketch.whenThere)
struct ChangeTests {
  /// Each name is a file that is read on every request: one finding a line.
  private static func server(_ names: String...) -> String {
    "const fs = require('fs')\nconst http = require('http')\n"
      + names.map { "http.createServer((q, s) => s.end(fs.readFileSync('\($0)'))).listen(1)\n" }.joined()
  }

  private func repository(_ more: [String: String] = [:]) throws -> GitSketch {
    try GitSketch(
      ["package.json": Sketches.manifest, "server.js": Self.server("old")].merging(more) { $1 })
  }

  @Test("Without a change nothing is told; all is with neither flag")
  func nothing() throws {
    let repository = try repository()
    #expect(try repository.findings("--since", "HEAD") == [])
    #expect(try repository.findings("--staged") == [])
    #expect(try repository.findings() == ["server.js:3 sync-call-in-handler"])
    #expect(
      try Tool.run(["--since", "HEAD", "--only", "sync-call-in-handler"], in: repository.folder.path).text
        .contains("1 not of this change"))
  }

  @Test("What was added is told, committed or not, in files that git knows or not")
  func added() throws {
    let repository = try repository()
    try repository.write(Self.server("new", "old"), to: "server.js")
    #expect(try repository.findings("--since", "HEAD") == ["server.js:3 sync-call-in-handler"])
    try repository.commit("second")
    #expect(try repository.findings("--since", "HEAD") == [])
    #expect(try repository.findings("--since", "HEAD~1") == ["server.js:3 sync-call-in-handler"])
    try repository.write(Self.server("other"), to: "unknown.js")
    #expect(try repository.findings("--since", "HEAD") == ["unknown.js:3 sync-call-in-handler"])
  }

  @Test("Of lines that are alike the added one is told")
  func alike() throws {
    let repository = try repository()
    let text = Self.server("old")
    try repository.write(text + "\nconst more = 1\n" + (text.split(separator: "\n").last ?? "") + "\n", to: "server.js")
    #expect(try repository.findings("--since", "HEAD") == ["server.js:6 sync-call-in-handler"])
    try repository.git("checkout", "-q", "server.js")
    let line = String(text.split(separator: "\n").last ?? "")
    try repository.write(text.replacing(line, with: "\(line)\n\n\(line)"), to: "server.js")
    #expect(try repository.findings("--since", "HEAD").count == 1)
  }

  @Test("Deleted lines above, a new indentation and other line ends bring nothing")
  func moved() throws {
    let repository = try repository(["server.js": "// one\n// two\n" + Self.server("old")])
    try repository.write(Self.server("old"), to: "server.js")
    #expect(try repository.findings("--since", "HEAD") == [])
    let lines = Self.server("old").split(separator: "\n")
    try repository.write("if (true) {\n" + lines.map { "    \($0);\n" }.joined() + "}\n", to: "server.js")
    #expect(try repository.findings("--since", "HEAD") == [])
    try repository.write(Self.server("old").replacing("\n", with: "\r\n"), to: "server.js")
    #expect(try repository.findings("--since", "HEAD") == [])
  }

  @Test("A renamed function brings nothing that stands inside it")
  func renamedFunction() throws {
    func text(_ name: String) -> String {
      "const fs = require('fs')\nfunction \(name)(q, s) {\n  s.end(fs.readFileSync('page'))\n}\n"
        + "require('http').createServer(\(name)).listen(1)\n"
    }
    let repository = try repository(["server.js": text("answer")])
    #expect(try repository.findings() == ["server.js:3 sync-call-in-handler"])
    try repository.write(text("respond"), to: "server.js")
    #expect(try repository.findings("--since", "HEAD") == [])
  }

  @Test("A renamed file brings what was added to it, and nothing else")
  func renamedFile() throws {
    let repository = try repository(["server.js": Self.server("a", "b", "c", "d")])
    try repository.git("mv", "server.js", "app.js")
    #expect(try repository.findings("--since", "HEAD") == [])
    #expect(try repository.findings("--staged") == [])
    try repository.write(Self.server("a", "b", "c", "d", "new"), to: "app.js")
    try repository.commit("moved")
    #expect(try repository.findings("--since", "HEAD~1") == ["app.js:7 sync-call-in-handler"])
  }

  @Test("What a change causes elsewhere is told there")
  func causedElsewhere() throws {
    let reader = "const fs = require('fs')\nexports.load = () => fs.readFileSync('page')\n"
    let idle = "const { load } = require('./reader')\nload()\n"
    let repository = try GitSketch(["package.json": Sketches.manifest, "reader.js": reader, "server.js": idle])
    #expect(try repository.findings() == [])
    try repository.write(idle + "require('http').createServer((q, s) => s.end(load())).listen(1)\n", to: "server.js")
    #expect(try repository.findings("--since", "HEAD") == ["reader.js:2 sync-call-in-handler"])
    try repository.git("add", "server.js")
    #expect(try repository.findings("--staged") == ["reader.js:2 sync-call-in-handler"])
  }

  @Test("Compiled code whose source is taken away is code that the change brought")
  func compiledTwin() throws {
    let compiled = "Object.defineProperty(exports, \"__esModule\", { value: true })\n" + Self.server("page")
    let repository = try repository(["twin.js": compiled, "twin.ts": "export {}\n"])
    #expect(try repository.findings() == ["server.js:3 sync-call-in-handler"])
    try repository.git("rm", "-q", "twin.ts")
    #expect(try repository.findings("--since", "HEAD") == ["twin.js:4 sync-call-in-handler"])
    #expect(try repository.findings("--staged") == ["twin.js:4 sync-call-in-handler"])
  }

  @Test("A branch is compared with where it left the other, merges included")
  func branches() throws {
    let repository = try repository()
    try repository.git("checkout", "-q", "-b", "work")
    try repository.write(Self.server("mine"), to: "mine.js")
    try repository.commit("mine")
    try repository.git("checkout", "-q", "main")
    try repository.write(Self.server("theirs"), to: "theirs.js")
    try repository.commit("theirs")
    try repository.git("checkout", "-q", "work")
    #expect(try repository.findings("--since", "main") == ["mine.js:3 sync-call-in-handler"])
    try repository.git("merge", "-q", "--no-edit", "main")
    #expect(try repository.findings("--since", "main") == ["mine.js:3 sync-call-in-handler"])
    #expect(try repository.findings("--since", "HEAD^1") == ["theirs.js:3 sync-call-in-handler"])
  }

  @Test("Staged is what counts: not what is on disk, and not what git does not know")
  func staged() throws {
    let repository = try repository()
    try repository.write(Self.server("old", "staged"), to: "server.js")
    try repository.git("add", "server.js")
    try repository.write(Self.server("old"), to: "server.js")
    #expect(try repository.findings("--staged") == ["server.js:4 sync-call-in-handler"], "mended on disk alone")
    try repository.git("reset", "-q", "--hard")
    try repository.write(Self.server("old", "later"), to: "server.js")
    try repository.write(Self.server("unknown"), to: "unknown.js")
    #expect(try repository.findings("--staged") == [], "nothing is staged")
    try repository.git("add", "unknown.js")
    #expect(try repository.findings("--staged") == ["unknown.js:3 sync-call-in-handler"])
  }

  @Test("The first commit brings all of it")
  func firstCommit() throws {
    let repository = try GitSketch()
    try repository.write(Sketches.manifest, to: "package.json")
    try repository.write(Self.server("first"), to: "server.js")
    try repository.git("add", "-A")
    #expect(try repository.findings("--staged") == ["server.js:3 sync-call-in-handler"])
  }

  @Test("Another index is read where git names one")
  func otherIndex() throws {
    let repository = try repository()
    try repository.git("read-tree", "--index-output=\(repository.folder.path)/.git/other", "HEAD")
    try repository.write(Self.server("new"), to: "new.js")
    try repository.git("add", "new.js")
    let index = ["GIT_INDEX_FILE": ".git/other"]
    #expect(try repository.findings("--staged", environment: index) == [])
    #expect(try repository.findings("--staged") == ["new.js:3 sync-call-in-handler"])
  }

  @Test("An index that cannot be read is told: it is not an empty one", arguments: ["a pipe", "too large", "damaged"])
  func unreadableIndex(how: String) throws {
    let repository = try repository()
    let index = repository.folder.path(".git/index")
    try repository.remove(".git/index")
    switch how {
    case "a pipe": mkfifo(index, 0o644)
    case "too large":
      try repository.write("", to: ".git/index")
      truncate(index, 3 << 30)
    default: try repository.write("DIRC", to: ".git/index")
    }
    let staged = try Tool.run(["--staged"], in: repository.folder.path)
    #expect(staged.code == 2 && staged.complaint.contains("'index'"), "\(staged.complaint)")
    let whole = try Tool.run(["--format", "concise"], in: repository.folder.path)
    #expect(whole.text.contains(".git/index: not examined"))
    let other = try Tool.run(["--staged"], in: repository.folder.path, environment: ["GIT_INDEX_FILE": "/nowhere"])
    #expect(other.code == 2 && other.complaint.contains("'/nowhere'"))
  }

  @Test("A suppression that is taken away brings its finding back")
  func suppression() throws {
    let comment = "// nodevet-ignore-next-line sync-call-in-handler -- for now\n"
    let lines = Self.server("old").split(separator: "\n").map(String.init)
    let repository = try repository(["server.js": lines[0] + "\n" + lines[1] + "\n" + comment + lines[2] + "\n"])
    try repository.write(Self.server("old"), to: "server.js")
    #expect(try repository.findings("--since", "HEAD") == ["server.js:3 sync-call-in-handler"])
  }

  @Test("What could not be examined before the change is no fault of it; what it breaks is")
  func gaps() throws {
    let repository = try repository(["half.js": "function broken( {\n"])
    try repository.write("// a remark\n", to: "other.js")
    #expect(try Tool.run(["--since", "HEAD"], in: repository.folder.path).code == 0)
    #expect(try Tool.run([], in: repository.folder.path).code == 1)
    try repository.write("function also( {\n", to: "other.js")
    #expect(try Tool.run(["--since", "HEAD"], in: repository.folder.path).code == 3)
  }

  @Test("A shallow clone that does not reach back says what to do; a wrong revision is told")
  func shallow() throws {
    let origin = try repository()
    try origin.git("branch", "base")
    for number in 1...3 {
      try origin.write("// \(number)\n", to: "more.js")
      try origin.commit("\(number)")
    }
    let clone = try GitSketch(cloneOf: origin, "--depth=1")
    let wrong = try Tool.run(["--since", "HEAD~2"], in: clone.folder.path)
    #expect(wrong.code == 2)
    #expect(wrong.complaint.contains("fetch-depth: 0"))
    let absent = try Tool.run(["--since", "origin/base"], in: clone.folder.path)
    #expect(absent.code == 2)
    #expect(absent.complaint.contains("'origin/base'") && absent.complaint.contains("fetch-depth: 0"))
    let unknown = try Tool.run(["--since", "nowhere"], in: origin.folder.path)
    #expect(unknown.code == 2 && unknown.complaint.contains("'nowhere'"))
    for range in ["main..HEAD", "main...HEAD"] {
      let refused = try Tool.run(["--since", range], in: origin.folder.path)
      #expect(refused.code == 2 && refused.complaint.contains("'\(range)' is a range; name the one revision"))
    }
    let plain = try TemporaryFolder(Sketches.clean)
    #expect(try Tool.run(["--staged"], in: plain.path).complaint.contains("no git repository"))
    #expect(try Tool.run(["--staged", "--since", "HEAD"], in: origin.folder.path).code == 2)
  }

  @Test("A baseline and a change together: what is accepted is not told, though the change brought it")
  func baseline() throws {
    let repository = try repository()
    try repository.write(Self.server("old", "new"), to: "server.js")
    _ = try Tool.run(["baseline"], in: repository.folder.path)
    #expect(try repository.findings("--since", "HEAD", "--baseline", "nodevet-baseline.txt") == [])
  }

  @Test("Entries of a baseline whose findings the change left alone are not taken for fixed")
  func baselineBeside() throws {
    let repository = try repository()
    _ = try Tool.run(["baseline"], in: repository.folder.path)
    try repository.commit("accepted")
    try repository.write(Self.server("new"), to: "other.js")
    let flags = ["--since", "HEAD", "--baseline", "nodevet-baseline.txt", "--only", "sync-call-in-handler"]
    let before = try repository.folder.bytes("nodevet-baseline.txt")
    let outcome = try Tool.run(flags + ["--prune"], in: repository.folder.path)
    #expect(outcome.code == 1)
    #expect(!outcome.text.contains("fixed"))
    #expect(try repository.folder.bytes("nodevet-baseline.txt") == before)
  }

  @Test("An accepted finding does not make room for its equal that the change brings")
  func equalToAccepted() throws {
    let repository = try repository()
    _ = try Tool.run(["baseline"], in: repository.folder.path)
    try repository.commit("accepted")
    // Above the one that was there, so that it takes its number.
    let line = "http.createServer((q, s) => s.end(fs.readFileSync('old'))).listen(1)\n"
    try repository.write(Self.server("old").replacing(line, with: line + "// between\n" + line), to: "server.js")
    #expect(
      try repository.findings("--since", "HEAD", "--baseline", "nodevet-baseline.txt").count == 1)
    try repository.write(Self.server("old").replacing(line, with: "// gone\n"), to: "server.js")
    try repository.write(Self.server("new"), to: "other.js")
    let outcome = try Tool.run(
      ["--since", "HEAD", "--baseline", "nodevet-baseline.txt", "--only", "sync-call-in-handler"],
      in: repository.folder.path)
    #expect(outcome.text.contains("1 fixed"))
  }
}
