import Foundation
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

  static let cases = [
    Case(
      rule: "unused-suppression",
      files: [
        "index.js":
          "// nodevet-ignore-next-line empty-catch -- gone\nrun()\nend() // nodevet-ignore-line empty-catch -- so\n"
      ],
      mended: ["index.js": "run()\nend()\n"]),
    Case(
      rule: "unused-suppression",
      files: [
        "server.js": """
        const fs = require('fs')
        // nodevet-ignore-next-line empty-catch, sync-call-in-handler -- a page for one reader
        require('http').createServer((q, s) => s.end(fs.readFileSync('p'))).listen(1)

        """
      ],
      mended: [
        "server.js": """
        const fs = require('fs')
        // nodevet-ignore-next-line sync-call-in-handler -- a page for one reader
        require('http').createServer((q, s) => s.end(fs.readFileSync('p'))).listen(1)

        """
      ]),
    Case(
      rule: "floating-promise",
      files: [
        "server.js": """
        const { writeFile } = require('fs/promises')
        require('http').createServer(async (req, res) => {
          writeFile('visits', req.url)
          res.end('welcome')
        }).listen(1)

        """
      ],
      mended: [
        "server.js": """
        const { writeFile } = require('fs/promises')
        require('http').createServer(async (req, res) => {
          await writeFile('visits', req.url)
          res.end('welcome')
        }).listen(1)

        """
      ], isSafe: false),
    Case(
      rule: "throw-literal",
      files: ["load.js": "exports.load = id => {\n  if (!id) throw 'no id'\n  return id\n}\n"],
      mended: ["load.js": "exports.load = id => {\n  if (!id) throw new Error('no id')\n  return id\n}\n"],
      isSafe: false),
  ]

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

  @Test("What is not safe is left alone without the flag for it, and counted")
  func unsafeNeedsFlag() throws {
    let kind = Self.cases[2]
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

  @Test("Reports carry fixes with their edits")
  func reports() throws {
    let folder = try folder(Self.cases[2])
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
