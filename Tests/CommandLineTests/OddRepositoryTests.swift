import Foundation
import Testing

/// `--since` and `--staged` where git's files are in an unusual state: the right findings, or a word on what is missing.
@Suite("Changes in odd repositories", Tool.whenBuilt, GitSketch.whenThere)
struct OddRepositoryTests {
  /// Each name is a file that is read on every request: one finding a line.
  private static func server(_ names: String...) -> String {
    "const fs = require('fs')\nconst http = require('http')\n"
      + names.map { "http.createServer((q, s) => s.end(fs.readFileSync('\($0)'))).listen(1)\n" }.joined()
  }

  private func repository(_ more: [String: String] = [:]) throws -> GitSketch {
    try GitSketch(
      ["package.json": Sketches.manifest, "server.js": Self.server("old")].merging(more) { $1 })
  }

  @Test("What a partial clone left out is asked for, and never taken for nothing")
  func partialClone() throws {
    let origin = try repository()
    try origin.git("config", "uploadpack.allowFilter", "true")
    try origin.git("branch", "base")
    try origin.write(Self.server("old", "new"), to: "server.js")
    try origin.commit("second")
    let clone = try GitSketch(cloneOf: origin, "--filter=blob:none")
    let outcome = try Tool.run(["--since", "origin/base"], in: clone.folder.path)
    #expect(outcome.code == 2)
    #expect(outcome.complaint.contains("the clone is partial") && outcome.complaint.contains("'git diff REV...'"))
    try clone.write(Self.server("old", "new", "staged"), to: "server.js")
    try clone.git("add", "-A")
    #expect(try clone.findings("--staged") == ["server.js:5 sync-call-in-handler"])
    try clone.git("diff", "--stat", "origin/base...")
    #expect(
      try clone.findings("--since", "origin/base") == [
        "server.js:4 sync-call-in-handler", "server.js:5 sync-call-in-handler",
      ])
  }

  @Test("Contents that are missing are told, and their findings are not taken for new ones")
  func missingContents() throws {
    let repository = try repository()
    let name = try FileManager.default.contentsOfDirectory(atPath: repository.folder.path(".git/objects"))
    try repository.write(Self.server("old", "new"), to: "server.js")
    for folder in name where folder.count == 2 {
      for object in try FileManager.default.contentsOfDirectory(
        atPath: repository.folder.path(".git/objects/\(folder)"))
      {
        let path = ".git/objects/\(folder)/\(object)"
        let kept = try Data(contentsOf: URL(fileURLWithPath: repository.folder.path(path)))
        try repository.remove(path)
        let outcome = try Tool.run(
          ["--format", "concise", "--only", "sync-call-in-handler", "--since", "HEAD"], in: repository.folder.path)
        // All but those of files that did not change are needed.
        if outcome.code == 2 {
          #expect(outcome.complaint.contains("\(folder)\(object) is missing"))
        } else {
          #expect(outcome.lines.count == 1 && outcome.text.hasPrefix("server.js:4:"), "\(outcome.text)")
        }
        try kept.write(to: URL(fileURLWithPath: repository.folder.path(path)))
      }
    }
  }

  @Test("A conflict that is not resolved is not examined, and says so")
  func conflict() throws {
    let repository = try repository()
    try repository.git("checkout", "-q", "-b", "side")
    try repository.write(Self.server("side"), to: "server.js")
    try repository.commit("side")
    try repository.git("checkout", "-q", "main")
    try repository.write(Self.server("main"), to: "server.js")
    try repository.commit("main")
    try repository.git("read-tree", "-m", "HEAD~1", "HEAD", "side")
    let during = try Tool.run(["--staged", "--format", "concise"], in: repository.folder.path)
    #expect(during.code == 3)
    #expect(during.text.contains("server.js: not examined: ") && during.text.contains("conflict"))
    try repository.write(Self.server("main", "side"), to: "server.js")
    try repository.git("add", "server.js")
    #expect(try repository.findings("--staged") == ["server.js:4 sync-call-in-handler"])
  }

  @Test(
    "What a sparse checkout keeps off the disk is in no change", arguments: ["--no-sparse-index", "--sparse-index"])
  func sparse(index: String) throws {
    let repository = try repository(["lib/page.js": "require('express')\n"])
    try repository.git("sparse-checkout", "init", "--cone", index)
    try repository.git("sparse-checkout", "set", "src")
    #expect(!FileManager.default.fileExists(atPath: repository.folder.path("lib")))
    for flags in [["--staged"], ["--since", "HEAD"]] {
      let outcome = try Tool.run(["--format", "concise"] + flags, in: repository.folder.path)
      #expect(outcome.code == 0 && outcome.text == "", "\(outcome.text)")
    }
    try repository.write(Self.server("old", "new"), to: "server.js")
    try repository.git("add", "server.js")
    #expect(try repository.findings("--staged") == ["server.js:4 sync-call-in-handler"])
    #expect(try repository.findings("--since", "HEAD") == ["server.js:4 sync-call-in-handler"])
    let whole = try Tool.run([], in: repository.folder.path)
    #expect(whole.text.contains("not checked out"))
  }

  @Test("A partial clone with a sparse checkout needs nothing of what it left out")
  func sparsePartialClone() throws {
    let origin = try repository(["lib/page.js": "require('express')\n"])
    try origin.git("config", "uploadpack.allowFilter", "true")
    let clone = try GitSketch(cloneOf: origin, "--filter=blob:none", "--sparse")
    #expect(!FileManager.default.fileExists(atPath: clone.folder.path("lib")))
    try clone.write(Self.server("old", "new"), to: "server.js")
    try clone.git("add", "server.js")
    #expect(try clone.findings("--staged") == ["server.js:4 sync-call-in-handler"])
    #expect(try clone.findings("--since", "HEAD") == ["server.js:4 sync-call-in-handler"])
  }

  @Test("A link that leads out is told by the change that brings it, and by no other")
  func links() throws {
    let repository = try repository()
    try FileManager.default.createSymbolicLink(
      atPath: repository.folder.path("away.js"), withDestinationPath: "/nowhere/else.js")
    try repository.git("add", "away.js")
    for flags in [["--staged"], ["--since", "HEAD"]] {
      let outcome = try Tool.run(["--format", "concise"] + flags, in: repository.folder.path)
      #expect(outcome.code == 3 && outcome.text.contains("away.js: not examined"), "\(outcome.text)")
    }
    try repository.commit("second")
    try repository.write("// a remark\n", to: "other.js")
    try repository.git("add", "other.js")
    for flags in [["--staged"], ["--since", "HEAD"]] {
      #expect(try Tool.run(["--format", "concise"] + flags, in: repository.folder.path).code == 0)
    }
  }

  @Test("Objects borrowed from elsewhere are named, with what copies them")
  func alternates() throws {
    let origin = try repository()
    let clone = try GitSketch(cloneOf: origin, "--reference", origin.folder.path)
    let outcome = try Tool.run(["--since", "HEAD"], in: clone.folder.path)
    #expect(outcome.code == 2)
    #expect(outcome.complaint.contains(origin.folder.path) && outcome.complaint.contains("'git repack -a -d'"))
    try clone.git("repack", "-q", "-a", "-d")
    #expect(try clone.findings("--since", "HEAD") == [])
  }

  @Test("A folder of git's elsewhere is believed once its configuration names the work tree")
  func separateFolder() throws {
    let repository = try repository()
    let elsewhere = try TemporaryFolder()
    try repository.git("init", "-q", "--separate-git-dir=\(elsewhere.path)/git")
    let refused = try Tool.run(["--staged"], in: repository.folder.path)
    #expect(refused.code == 2 && refused.complaint.contains("core.worktree"))
    try repository.git("config", "core.worktree", repository.folder.path)
    try repository.write(Self.server("old", "new"), to: "server.js")
    try repository.git("add", "server.js")
    #expect(try repository.findings("--staged") == ["server.js:4 sync-call-in-handler"])
    #expect(try repository.findings("--since", "HEAD") == ["server.js:4 sync-call-in-handler"])
    #expect(!(try Tool.run([], in: repository.folder.path).text.contains(".git")))
  }

  @Test("A commit that was replaced counts as what replaces it")
  func replaced() throws {
    let repository = try repository()
    try repository.git("tag", "clean")
    try repository.write(Self.server("old", "new"), to: "server.js")
    try repository.commit("second")
    try repository.git("tag", "second")
    try repository.commit("third")
    #expect(try repository.findings("--since", "HEAD~1") == [])
    try repository.git("replace", "second", "clean")
    #expect(try repository.findings("--since", "second") == ["server.js:4 sync-call-in-handler"])
    try repository.git("pack-refs", "--all")
    #expect(try repository.findings("--since", "second") == ["server.js:4 sync-call-in-handler"])
  }

  @Test("A source that Git LFS keeps elsewhere is not examined, and says so")
  func largeFile() throws {
    let repository = try repository()
    try repository.write(
      "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "4d", count: 32))\nsize 123\n",
      to: "large.js")
    try repository.git("add", "-A")
    let outcome = try Tool.run(["--staged", "--format", "concise"], in: repository.folder.path)
    #expect(outcome.code == 3 && outcome.text.contains("large.js: not examined") && outcome.text.contains("Git LFS"))
  }

  @Test("That nothing was examined is said in any format", arguments: ["concise", "sarif", "json", "junit"])
  func nothing(format: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Tool.run(["--format", format], in: folder.path)
    #expect(outcome.code == 3 && outcome.complaint.contains("nothing could be examined"))
  }
}
