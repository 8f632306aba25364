import Foundation
import JavaScript
import Synchronization
import Testing

@Suite("Nesting and long chains")
struct NestingTests {
  private func problems(of source: String, _ language: ParseOptions.Language = .js) -> [String] {
    Parsed.problemsOnly(source, language)
  }

  private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private func nested(_ open: String, _ middle: String, _ close: String, _ count: Int) -> String {
    repeated(open, count) + middle + repeated(close, count)
  }

  private static let nestings: [(String, String, String)] = [
    ("(", "1", ")"), ("[", "", "]"), ("x = {a: ", "1", "}"), ("a => ", "1", ""), ("(a) => ", "1", ""),
    ("(a = ", "1", ") => 1"), ("f(", "1", ")"), ("a[", "1", "]"), ("`${", "1", "}`"), ("!", "a", ""),
    ("(function () { ", "", "})"), ("a ? ", "1", " : 2"), ("new ", "a", ""), ("if (a) ", ";", ""), ("{", "", "}"),
    ("async (a) => ", "1", ""), ("class A { a() {", "", "}}"), ("a = ", "1", ""), ("a ** ", "a", ""),
    ("(@(", "a", ") class {})"),
  ]

  @Test("A thousand levels of anything parse", arguments: 0..<20)
  func thousandLevels(_ index: Int) {
    let (open, middle, close) = NestingTests.nestings[index]
    let levels = close.contains("class") ? 330 : open.contains("class") || open.contains("function") ? 500 : 990
    #expect(problems(of: nested(open, middle, close, levels)) == [])
    #expect(problems(of: nested(open, middle, close, levels), .ts) == [])
  }

  @Test("A hundred thousand levels are one limit problem", arguments: 0..<20)
  func limit(_ index: Int) {
    let (open, middle, close) = NestingTests.nestings[index]
    let found = problems(of: nested(open, middle, close, 100_000))
    #expect(found.count == 1)
    #expect(found.first?.contains("levels deep") == true)
  }

  @Test("What stands behind code that is too deep is there, and so is what stands beside it", arguments: 0..<20)
  func afterTheLimit(_ index: Int) {
    let (open, middle, close) = NestingTests.nestings[index]
    for levels in [2_100, 20_000] {
      let source = "function before() {\n" + nested(open, middle, close, levels) + "\nbeside()\n}\nlet after = 1\n"
      let found = Parsed.onDeepStack(Array(source.utf8), .js) { tree in
        let statements = tree.list(tree.root, 0)
        let body = tree.list(tree.child(statements[0], 4), 0)
        return [body.last.map { tree.text($0) } ?? ""] + statements.dropFirst().map { tree.text($0) }
          + TreeCheck.complaints(about: tree).map(\.message)
      }
      #expect(found == ["beside()", "let after = 1"])
    }
  }

  @Test(
    "Chains of a hundred thousand links are loops",
    arguments: ["a + ", "a && ", "a ?? ", "a, ", "a.b.", "a < ", "if (a) b; else ", "a ? b : "])
  func chains(_ link: String) {
    #expect(problems(of: repeated(link, 100_000) + "a") == [])
  }

  @Test("Calls and members chain without end")
  func memberChains() {
    #expect(problems(of: "a" + repeated("()", 100_000)) == [])
    #expect(problems(of: "a" + repeated("?.b[0]`c`", 50_000).replacingOccurrences(of: "?.", with: ".")) == [])
  }

  @Test("Deep speculation in TypeScript stays linear")
  func speculation() {
    #expect(problems(of: nested("(a: b = ", "1", ") => 1", 900), .ts) == [])
    #expect(problems(of: repeated("a ? (b) : c => ", 300) + "1", .ts) == [])
    #expect(problems(of: nested("a ? (b): c => ", "1", " : 2", 300), .ts) == [])
    #expect(problems(of: nested("f<T>(", "1", ")", 900), .ts) == [])
  }
}

extension Parsed {
  /// Problems without shape and dump, which recurse. Runs on a thread with room for the parser's depth limit: debug
  /// builds need some 8 KB a level.
  static func problemsOnly(_ source: String, _ language: ParseOptions.Language) -> [String] {
    onDeepStack(Array(source.utf8), language) { $0.problems.map(\.message) }
  }

  /// What `answer` says of the tree.
  static func onDeepStack(
    _ source: [UInt8], _ language: ParseOptions.Language, _ answer: @escaping @Sendable (SyntaxTree) -> [String]
  ) -> [String] {
    let result = Mutex<[String]>([])
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      let arena = TreeArena()
      withExtendedLifetime(arena) {
        let tree = arena.parse(source, options: ParseOptions(language: language))
        let answer = answer(tree)
        result.withLock { $0 = answer }
      }
      done.signal()
    }
    thread.stackSize = 64 << 20
    thread.start()
    done.wait()
    return result.withLock { $0 }
  }
}
