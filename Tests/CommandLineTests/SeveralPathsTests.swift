import Foundation
import Reporting
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Several PATHs: one document of one repository, in every format.
@Suite("Several paths", Tool.whenBuilt)
struct SeveralPathsTests {
  /// Two projects side by side, in one work tree where git is said to be there.
  private func folder(inOneRepository: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in Sketches.blocking { try folder.write(text, to: "one/\(path)") }
    for (path, text) in Sketches.doubtful { try folder.write(text, to: "two/\(path)") }
    try folder.write("function broken( {\n", to: "two/half.js")
    if inOneRepository {
      try FileManager.default.createDirectory(atPath: folder.path(".git"), withIntermediateDirectories: true)
    }
    return folder
  }

  private func places(_ outcome: Tool.Outcome) -> [String] {
    outcome.lines.filter { $0.contains("[sync-call-in-handler]") }.map { line in String(line.prefix { $0 != ":" }) }
  }

  @Test("All formats tell of all paths in one document", arguments: ReportFormat.allCases.map(\.rawValue))
  func oneDocument(format: String) throws {
    let folder = try folder()
    let outcome = try Tool.run(["two", "one", "--format", format], in: folder.path)
    #expect(outcome.code == 1)
    #expect(outcome.complaint.isEmpty)
    for path in ["one/server.js", "two/server.js"] { #expect(outcome.text.contains(path)) }
    switch format {
    case "json", "sarif", "gitlab", "rdjson":
      _ = try JSONSerialization.jsonObject(with: Data(outcome.output))
    case "junit", "checkstyle":
      #expect(XMLParser(data: Data(outcome.output)).parse())
      #expect(outcome.text.components(separatedBy: "<?xml").count == 2)
    case "jsonl":
      #expect(outcome.lines.filter { $0.contains("\"type\": \"summary\"") }.count == 1)
      #expect(outcome.lines.last?.contains("\"type\": \"summary\"") == true)
    case "text":
      #expect(outcome.lines.last?.contains("4 files examined · 1 could not be examined") == true)
    default: break
    }
  }

  @Test("--report writes one document too")
  func reports() throws {
    let folder = try folder()
    let out = try TemporaryFolder()
    let outcome = try Tool.run(
      ["one", "two", "--format", "json", "--report", "json=\(out.path("a.json"))"], in: folder.path)
    #expect(try out.bytes("a.json") == outcome.output)
  }

  @Test("Findings stand in the order of a report of the whole, and have the same fingerprints")
  func order() throws {
    let folder = try folder()
    // `-` comes before `/`: the order of the folders is not the order of the paths in them.
    try folder.write(Sketches.blocking["server.js"] ?? "", to: "one-more/server.js")
    let flags = ["--only", "event-loop", "--format", "gitlab"]
    let whole = try Tool.run(["."] + flags, in: folder.path)
    #expect(try Tool.run(["one", "two", "one-more"] + flags, in: folder.path).output == whole.output)
  }

  @Test("Paths in any order, named twice or inside one another give the same bytes")
  func sameBytes() throws {
    let folder = try folder()
    let expected = try Tool.run(["one", "two", "--format", "json"], in: folder.path).output
    for paths in [["two", "one"], ["two", "one", "two"], ["two", "one", "two/server.js"], ["./two/", "one/../one"]] {
      #expect(try Tool.run(paths + ["--format", "json"], in: folder.path).output == expected, "\(paths)")
    }
  }

  @Test("Two repositories are two texts, and no document of a program")
  func twoRepositories() throws {
    let folder = try folder(inOneRepository: false)
    let texts = try Tool.run(["two", "one"], in: folder.path)
    #expect(texts.code == 1)
    #expect(texts.lines.filter { $0.contains("examined ·") }.count == 2)
    let out = try TemporaryFolder()
    for flags in [["--format", "json"], ["--format", "concise"], ["--report", "sarif=\(out.path("a.sarif"))"]] {
      let refused = try Tool.run(["two", "one"] + flags, in: folder.path)
      #expect(refused.code == 2)
      #expect(refused.output.isEmpty)
      #expect(refused.complaint.contains("one at a time") && refused.complaint.contains("'one' and 'two'"))
    }
    #expect(try out.contents().isEmpty)
  }

  @Test("Each path answers to its own gate, and --max counts them all")
  func gates() throws {
    let folder = try folder()
    try folder.write(#"{ "gate": { "failOn": "never" } }"#, to: "one/nodevet.json")
    let flags = ["one", "two", "--only", "event-loop", "--allow-incomplete"]
    #expect(try Tool.run(flags, in: folder.path).code == 0)
    try folder.write(#"{ "gate": { "findings": 0 } }"#, to: "two/nodevet.json")
    let failed = try Tool.run(flags, in: folder.path)
    #expect(failed.code == 1)
    #expect(failed.complaint.contains("two: findings: 1, 1 more than the 0 allowed"))
    let most = try Tool.run(flags + ["--max", "1"], in: folder.path)
    #expect(most.code == 1 && most.complaint.contains("findings: 2, 1 more than the 1 allowed"))
    #expect(try Tool.run(flags + ["--max", "2"], in: folder.path).code == 0)
  }

  @Test("One baseline for several paths is read and pruned once")
  func baseline() throws {
    let folder = try folder()
    _ = try Tool.run(["baseline", "--allow-incomplete"], in: folder.path)
    let flags = ["one", "two", "--baseline", "nodevet-baseline.txt", "--allow-incomplete"]
    #expect(try Tool.run(flags, in: folder.path).code == 0)
    for name in ["one", "two"] { try folder.write("export const answer = 42\n", to: "\(name)/server.js") }
    _ = try Tool.run(flags + ["--prune"], in: folder.path)
    let left = String(decoding: try folder.bytes("nodevet-baseline.txt"), as: UTF8.self)
    #expect(!left.contains("sync-call-in-handler"))
  }

  @Test("A path with nothing to examine is named")
  func nothing() throws {
    let folder = try folder()
    try folder.write("text\n", to: "empty/notes.txt")
    try folder.write("export const answer = 42\n", to: "clean/index.js")
    let outcome = try Tool.run(["clean", "empty", "--only", "event-loop"], in: folder.path)
    #expect(outcome.code == 3)
    #expect(outcome.complaint.contains("nothing could be examined under 'empty'"))
  }
}
