import Foundation
import JavaScript
import TestSupport
import Testing

/// `TestFixtures/syntax`: sources, each with its whole tree beside it. What is in `accepted` has no problem; what is in
/// `recovered` has some, which stand at the end of the tree.
@Suite("Syntax fixtures")
struct SyntaxFixtureTests {
  private static func sources(in folder: String) -> [String] {
    let names = (try? Fixture.names(in: "syntax/\(folder)")) ?? []
    return names.filter { !$0.hasSuffix(".tree") }.map { "syntax/\(folder)/\($0)" }
  }

  private func check(_ path: String) throws -> Parsed {
    let parsed = Parsed(try Fixture.bytes(path), ParseOptions.forPath(path))
    Snapshot.expect(parsed.dump, matches: path + ".tree")
    return parsed
  }

  @Test("An accepted source has the tree beside it and no problem", arguments: sources(in: "accepted"))
  func accepted(_ path: String) throws {
    #expect(try check(path).problems == [])
  }

  @Test("A broken source has the recovered tree beside it, with its problems", arguments: sources(in: "recovered"))
  func recovered(_ path: String) throws {
    #expect(try !check(path).problems.isEmpty)
  }

  @Test("There are fixtures")
  func present() {
    #expect(SyntaxFixtureTests.sources(in: "accepted").count > 3)
    #expect(SyntaxFixtureTests.sources(in: "recovered").count > 1)
  }
}
