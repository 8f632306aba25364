import Foundation
import JavaScript
import TestSupport
import Testing

/// `TestFixtures/syntax`: sources, each with its whole tree beside it. What is in `accepted` has no problem; what is in
/// `recovered` has some, which stand at the end of the tree. What is in `half-edited` is a file as an editor saves it in
/// between, with a function `before` and a function `after` the fault.
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

  @Test(
    "The functions before and after what was left half edited are found, and the calls in between",
    arguments: sources(in: "half-edited"))
  func halfEdited(_ path: String) throws {
    let parsed = try check(path)
    #expect((1...10).contains(parsed.problems.count), "\(parsed.problems)")
    #expect(parsed.shape.contains("FunctionDeclaration(before, "))
    #expect(parsed.shape.contains("FunctionDeclaration(after, "))
    let text = String(decoding: try Fixture.bytes(path), as: UTF8.self)
    for name in ["one", "two", "three", "fourth", "fifth", "inside", "last", "ours"] where text.contains("\(name)(") {
      #expect(parsed.shape.contains("(\(name)"), "\(name)")
    }
    #expect(parsed.problems.contains { $0.contains("merge conflict") } == path.contains("merge-conflict"))
  }

  @Test("There are fixtures")
  func present() {
    #expect(SyntaxFixtureTests.sources(in: "accepted").count > 3)
    #expect(SyntaxFixtureTests.sources(in: "recovered").count > 1)
    #expect(SyntaxFixtureTests.sources(in: "half-edited").count > 10)
  }
}
