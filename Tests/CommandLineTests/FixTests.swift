import Foundation
import TestSupport
import Testing

/// Every fix keeps its promise: the file parses, the finding is gone, and a second time there is nothing to do.
@Suite("Fixes", Tool.whenBuilt)
struct FixTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var rule: String
    var files: [String: String]
    /// What the files hold afterwards.
    var mended: [String: String]
    var isSafe = true
    var testDescription: String { rule + " " + (mended.keys.first ?? "") }
  }

  private func flags(_ kind: Case) -> [String] {
    // Of suppressions nothing can be said where the rules they name do not run.
    let only = kind.rule == "unused-suppression" ? [] : ["--only", kind.rule]
    return only + [kind.isSafe ? "--fix" : "--fix-unsafe", "--format", "concise"]
  }

  private func folder(_ kind: Case) throws -> TemporaryFolder {
    try TemporaryFolder(kind.files.merging(["package.json": Sketches.manifest]) { first, _ in first })
  }

  @Test("A fix mends its finding, leaves a file that parses, and has nothing to do a second time", arguments: cases)
  func mends(_ kind: Case) throws {
    let folder = try folder(kind)
    let before = try Tool.run([folder.path, "--format", "concise"])
    #expect(before.text.contains("[\(kind.rule)]"))
    let outcome = try Tool.run([folder.path] + flags(kind))
    #expect(outcome.complaint.contains("mended"), "\(outcome.complaint)")
    #expect(!outcome.text.contains("[\(kind.rule)]") && !outcome.text.contains("not examined"))
    for (path, text) in kind.mended {
      #expect(String(decoding: try folder.bytes(path), as: UTF8.self) == text)
    }
    let contents = try folder.contents()
    let again = try Tool.run([folder.path] + flags(kind))
    #expect(again.complaint.contains("0 findings mended"))
    #expect(try folder.contents() == contents)
  }

  @Test("Every fixer has a case")
  func complete() throws {
    let path = Fixture.packageFolder + "/Rules/Fixes/RuleFixes.swift"
    let table = try String(contentsOfFile: path, encoding: .utf8)
    let rules = Set(table.matches(of: #/"([a-z-]+)": /#).map { String($0.1) })
    #expect(rules.count > 8)
    #expect(rules == Set(Self.cases.map(\.rule)))
  }

  @Test("What is not safe is left alone without the flag for it, and counted")
  func unsafeNeedsFlag() throws {
    let kind = try #require(Self.cases.first { $0.rule == "floating-promise" })
    let folder = try folder(kind)
    let before = try folder.contents()
    let outcome = try Tool.run([folder.path, "--only", kind.rule, "--fix"])
    #expect(outcome.complaint.contains("1 more with --fix-unsafe"))
    #expect(try folder.contents() == before)
  }

  @Test("The patch of --diff is what git applies, and nothing is written", GitSketch.whenThere, arguments: cases)
  func patch(_ kind: Case) throws {
    let folder = try folder(kind)
    // A file without a line end at its end, and one of a second hunk.
    let before = try folder.contents()
    let outcome = try Tool.run([folder.path, "--diff"] + flags(kind).filter { $0 != "--fix" })
    #expect(try folder.contents() == before)
    let repository = try GitSketch(kind.files)
    try repository.write(outcome.text, to: "../\(URL(fileURLWithPath: repository.folder.path).lastPathComponent).patch")
    let patch = repository.folder.path + ".patch"
    defer { try? FileManager.default.removeItem(atPath: patch) }
    try repository.git("apply", "--check", patch)
    try repository.git("apply", patch)
    for (path, text) in kind.mended {
      #expect(String(decoding: try repository.folder.bytes(path), as: UTF8.self) == text)
    }
  }

  @Test(
    "An install that npm ci does not stand for is left to people",
    arguments: [
      "npm run prepare || npm install", "pnpm install --no-frozen-lockfile", "npm install -D", "npm install --global",
      "npm ci express || npm install",
    ])
  func otherInstalls(command: String) throws {
    let folder = try TemporaryFolder([
      "package.json": #"{ "name": "app", "private": true }"#, "package-lock.json": #"{ "lockfileVersion": 3 }"#,
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
      ".github/workflows/test.yml": "on: push\njobs:\n  test:\n    steps:\n      - run: \(command)\n",
    ])
    let before = try folder.contents()
    let outcome = try Tool.run([folder.path, "--only", "ci-npm-install", "--fix"])
    #expect(outcome.complaint.contains("0 findings mended"))
    #expect(try folder.contents() == before)
  }

  @Test("What a baseline accepts is not mended, and that is said")
  func accepted() throws {
    let folder = try folder(try #require(Self.cases.first { $0.rule == "deprecated-core-api" }))
    _ = try Tool.run(["init", "--baseline"], in: folder.path)
    let outcome = try Tool.run(["--fix"], in: folder.path)
    #expect(outcome.complaint.contains("0 findings mended in 0 files; what the baseline accepts is left alone"))
  }

  @Test("Reports carry fixes with their edits")
  func reports() throws {
    let folder = try folder(try #require(Self.cases.first { $0.rule == "floating-promise" }))
    let json = try Tool.run([folder.path, "--format", "json"])
    #expect(json.text.contains("\"title\": \"await the promise\""))
    #expect(
      try Tool.run([folder.path, "--format", "sarif"]).text.contains("\"insertedContent\": { \"text\": \"await \" }"))
  }

  @Test("Fixing what is staged is refused: files on disk are what is mended")
  func staged() throws {
    let folder = try folder(Self.cases[0])
    #expect(try Tool.run([folder.path, "--fix", "--staged"]).code == 2)
  }
}
