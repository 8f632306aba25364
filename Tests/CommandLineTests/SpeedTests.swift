import Foundation
import Testing

/// What `benchmarks/parse.py` reads.
@Suite("nodevet speed and dump check", Tool.whenBuilt)
struct SpeedTests {
  @Test("Speed counts files and bytes, and gives a time for each round", arguments: ["tree", "scopes"])
  func speed(_ stage: String) throws {
    let folder = try TemporaryFolder(["a.js": "let a = 1\n", "b.ts": "let b: number = 1\n", "list": "b.ts\n"])
    let outcome = try Tool.run(
      ["speed", "--stage", stage, "--rounds", "3", "--threads", "2", "--files-from", "list", "a.js"], in: folder.path)
    #expect(outcome.code == 0)
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect(answer["stage"] as? String == stage)
    #expect(answer["files"] as? Int == 2)
    #expect(answer["bytes"] as? Int == 28)
    #expect((answer["nanoseconds"] as? [Int])?.count == 3)
  }

  @Test("A file that cannot be read is missing from the count, and the code says so")
  func missing() throws {
    let folder = try TemporaryFolder(["a.js": "1\n"])
    let outcome = try Tool.run(["speed", "a.js", "gone.js"], in: folder.path)
    #expect(outcome.code == 1)
    #expect(outcome.text.contains("\"files\": 1,"))
    #expect(try Tool.run(["speed", "a.js", "--rounds", "0"], in: folder.path).code == 2)
  }

  @Test("Sound trees leave nothing to say, of broken files too")
  func check() throws {
    let folder = try TemporaryFolder(["a.js": "f(`${a}`) // b\n", "b.tsx": "<a>{b(}</a> function"])
    let outcome = try Tool.run(["dump", "check", "a.js", "b.tsx"], in: folder.path)
    #expect(outcome.code == 0)
    #expect(outcome.output.isEmpty)
  }
}
