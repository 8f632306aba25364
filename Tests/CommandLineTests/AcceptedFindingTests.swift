import Foundation
import Testing

/// Suppressions and baselines: what a team has accepted, and how it hears of what it has not.
@Suite("Accepted findings", Tool.whenBuilt)
struct AcceptedFindingTests {
  private func lines(_ folder: TemporaryFolder, _ flags: [String] = []) throws -> [String] {
    try Tool.run([folder.path, "--format", "concise"] + flags).lines
  }

  // MARK: Suppressions

  @Test("A comment after # silences in an environment file")
  func hashComments() throws {
    let secret = "API_TOKEN=tok_9f8e7d6c5b4a39281706\n"
    let folder = try TemporaryFolder(Sketches.clean)
    try folder.write(secret, to: ".env")
    let found = try lines(folder, ["--only", "committed-env,suppressions"])
    try folder.write("# nodevet-ignore-file committed-env -- a token of the test bench\n" + secret, to: ".env")
    let after = try lines(folder, ["--only", "committed-env,suppressions"])
    if found.isEmpty {
      #expect(after.contains { $0.contains("unused-suppression") })
    } else {
      #expect(after == [])
    }
  }

  @Test("A suppression in a Dockerfile or a workflow that silences nothing is told")
  func unusedElsewhere() throws {
    let folder = try TemporaryFolder(Sketches.clean)
    let comment = "# nodevet-ignore-next-line sync-call-in-handler -- none of these here\n"
    try folder.write("FROM node:22\n\(comment)RUN npm ci\n", to: "Dockerfile")
    try folder.write("name: test\non: push\n  \(comment)jobs: {}\n", to: ".github/workflows/test.yml")
    #expect(
      try lines(folder).filter { $0.contains("[unused-suppression]") }.map { $0.prefix { $0 != ":" } } == [
        ".github/workflows/test.yml", "Dockerfile",
      ])
  }

  @Test("Comments in JSX silence too")
  func jsx() throws {
    let folder = try TemporaryFolder(Sketches.clean)
    let code = "export const view = () => <ul>{/* nodevet-ignore-next-line empty-catch -- a list */}\n<li/></ul>\n"
    try folder.write(code, to: "view.jsx")
    #expect(
      try lines(folder).contains { $0.hasPrefix("view.jsx:1:60: warning:") && $0.contains("[unused-suppression]") })
  }

  @Test("An entry of nodevet.json accepts findings of files without comments, by rule, path and message")
  func entries() throws {
    let folder = try TemporaryFolder([
      "package.json": #"{ "name": "app", "private": true, "dependencies": { "express": "^4.0.0" } }"#,
      "index.js": "require('express')().listen(1)\n",
    ])
    func accept(_ more: String) throws {
      try folder.write(
        #"{ "suppressions": [{ "rule": "missing-lockfile", "path": "package.json", "reason": "a demo"\#(more) }] }"#,
        to: "nodevet.json")
    }
    let only = ["--only", "missing-lockfile,suppressions", "--as-of", "2026-11-21"]
    #expect(try lines(folder, only).count == 1)
    try accept("")
    #expect(try lines(folder, only) == [])
    try accept(#", "message": "of app""#)
    #expect(try lines(folder, only) == [])
    try accept(#", "message": "of another""#)
    #expect(try lines(folder, only).contains { $0.hasPrefix("nodevet.json:1:20: warning:") && $0.contains("unused") })
    try accept(#", "until": "2026-11-20""#)
    #expect(try lines(folder, only).contains { $0.contains("ended on 2026-11-20") })
    #expect(try lines(folder, only).contains { $0.contains("[missing-lockfile]") })
    #expect(try lines(folder, only + ["--untrusted"]).count == 1)
  }

  @Test("Suppressions of rules that did not run are not judged")
  func notJudged() throws {
    let folder = try TemporaryFolder(Sketches.clean)
    try folder.write("// nodevet-ignore-file empty-catch -- a script\nrun()\n", to: "index.js")
    #expect(try lines(folder).count == 1)
    #expect(try lines(folder, ["--skip", "empty-catch"]) == [])
    #expect(try lines(folder, ["--only", "event-loop"]) == [])
  }

  // MARK: Baselines

  private static let read =
    "require('http').createServer((q, s) => s.end(require('fs').readFileSync('NAME'))).listen(1)\n"

  private func folder(_ names: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(["package.json": Sketches.manifest])
    try folder.write(names.map { Self.read.replacing("NAME", with: $0) }.joined(), to: "server.js")
    return folder
  }

  private func rewrite(_ folder: TemporaryFolder, _ names: [String]) throws {
    try folder.write(names.map { Self.read.replacing("NAME", with: $0) }.joined(), to: "server.js")
  }

  @Test("A baseline accepts what is there, and no more: one mended and one made is one new")
  func swap() throws {
    let folder = try folder(["a", "b"])
    let only = ["--only", "sync-call-in-handler"]
    let accepted = try Tool.run(["baseline"] + only, in: folder.path).text
    #expect(accepted.hasPrefix("2 findings accepted in nodevet-baseline.txt\n"))
    let flags = ["--baseline", "nodevet-baseline.txt"] + only
    #expect(try Tool.run(flags, in: folder.path).code == 0)
    try rewrite(folder, ["b", "c"])
    let outcome = try Tool.run(flags + ["--format", "json"], in: folder.path)
    #expect(outcome.code == 1)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect((json["findings"] as? [Any])?.count == 1)
    let baseline = try #require(json["baseline"] as? [String: Any])
    #expect(baseline["accepted"] as? Int == 1)
    #expect((baseline["fixed"] as? [Any])?.count == 1)
  }

  @Test("Lines moved, indented and requoted stay accepted")
  func edits() throws {
    let folder = try folder(["a"])
    _ = try Tool.run(["baseline"], in: folder.path)
    let text = "// above\n\n" + Self.read.replacing("NAME", with: "a").replacing("'", with: "\"")
    try folder.write("if (true) {\n    \(text)}\n", to: "server.js")
    #expect(try Tool.run(["--baseline", "nodevet-baseline.txt"], in: folder.path).code == 0)
  }

  @Test("Pruning removes what is fixed and keeps the rest")
  func prune() throws {
    let folder = try folder(["a", "b", "c"])
    _ = try Tool.run(["baseline"], in: folder.path)
    let before = String(decoding: try folder.bytes("nodevet-baseline.txt"), as: UTF8.self).split(separator: "\n")
    try rewrite(folder, ["a", "c"])
    let flags = ["--baseline", "nodevet-baseline.txt"]
    let text = try Tool.run(flags, in: folder.path).text
    #expect(text.contains("1 fixed"))
    #expect(text.contains("--prune"), "what is fixed is listed, and how to be rid of it")
    _ = try Tool.run(flags + ["--prune"], in: folder.path)
    let after = String(decoding: try folder.bytes("nodevet-baseline.txt"), as: UTF8.self).split(separator: "\n")
    #expect(after.count == before.count - 1)
    #expect(after.allSatisfy(before.contains))
    #expect(before.dropFirst().elementsEqual(before.dropFirst().sorted()), "sorted, so that merges are easy")
  }

  @Test("Rules that did not run and paths that were not asked for are not taken for fixed")
  func notFixed() throws {
    let folder = try folder(["a"])
    try folder.write("// nothing\n", to: "other/index.js")
    _ = try Tool.run(["baseline"], in: folder.path)
    let flags = ["--baseline", "nodevet-baseline.txt"]
    #expect(!(try Tool.run(flags + ["--only", "errors"], in: folder.path).text.contains("fixed")))
    try FileManager.default.createDirectory(atPath: folder.path(".git"), withIntermediateDirectories: true)
    #expect(!(try Tool.run(["other"] + flags, in: folder.path).text.contains("fixed")))
  }

  @Test("A baseline that nodevet.json names is used without a flag; a missing or broken one is told")
  func configured() throws {
    let folder = try folder(["a"])
    try folder.write(#"{ "baseline": "accepted.txt" }"#, to: "nodevet.json")
    let missing = try Tool.run([], in: folder.path)
    #expect(missing.code == 2 && missing.complaint.contains("nodevet baseline"))
    #expect(try Tool.run(["baseline"], in: folder.path).text.hasSuffix(" accepted in accepted.txt\n"))
    #expect(try Tool.run([], in: folder.path).code == 0)
    try folder.write("<<<<<<< ours\n", to: "accepted.txt")
    let broken = try Tool.run([], in: folder.path)
    #expect(broken.code == 2 && broken.complaint.contains("accepted.txt:1:1: a conflict of a merge"))
  }

  @Test("Both sides of a merge together are a baseline")
  func union() throws {
    let folder = try folder(["a", "b"])
    _ = try Tool.run(["baseline"], in: folder.path)
    let both = try folder.bytes("nodevet-baseline.txt")
    try folder.write(
      both + both.reversed().split(separator: 0x0A).flatMap { Array($0.reversed()) + [0x0A] }, to: "merged.txt")
    #expect(try Tool.run(["--baseline", "merged.txt"], in: folder.path).code == 0)
  }

  @Test("init accepts what is there where it is asked to, and the next run tells nothing")
  func initialBaseline() throws {
    let folder = try folder(["a", "b"])
    let outcome = try Tool.run(["init", "--baseline"], in: folder.path)
    #expect(outcome.code == 0)
    #expect(outcome.text.hasPrefix("nodevet.json written.\n"))
    #expect(outcome.text.hasSuffix(" findings accepted in nodevet-baseline.txt\n"))
    #expect(try Tool.run([], in: folder.path).code == 0)
  }
}
