import Foundation
import Testing

/// The contract of `nodevet parse`: one line a file in the order given, `PATH<TAB>ok` or
/// `PATH<TAB>error<TAB>LINE:COL<TAB>MESSAGE`, exit code 0 if all are well and 1 otherwise.
@Suite("nodevet parse", Tool.whenBuilt)
struct ParseTests {
  @Test("A file that parses is one line, and the code is 0")
  func wellFormed() throws {
    let folder = try TemporaryFolder(["a.js": "let a = 1\n", "b.ts": "let b: number = 1\n", "c.tsx": "<b>{x!}</b>\n"])
    let outcome = try Tool.run(["parse", "b.ts", "a.js", "c.tsx"], in: folder.path)
    #expect(outcome.lines == ["b.ts\tok", "a.js\tok", "c.tsx\tok"])
    #expect(outcome.code == 0)
    #expect(outcome.complaint.isEmpty)
  }

  @Test("A syntax error is one line with its place, and the code is 1")
  func malformed() throws {
    let folder = try TemporaryFolder(["a.js": "let ok\n", "b.js": "let a = 1\nlet a b\nlet ) c\n"])
    let outcome = try Tool.run(["parse", "a.js", "b.js"], in: folder.path)
    #expect(outcome.code == 1)
    #expect(outcome.lines.count == 2)
    let fields = try #require(outcome.lines.last).split(separator: "\t", omittingEmptySubsequences: false)
    #expect(fields.count == 4)
    #expect(fields.prefix(2) == ["b.js", "error"])
    #expect(fields[2].hasPrefix("2:"))
    #expect(!fields[3].isEmpty)
  }

  @Test("The type of the nearest package decides what a .js file is, as in Node")
  func packageType() throws {
    let sloppy = "with (a) b()\n"
    let folder = try TemporaryFolder([
      "package.json": "{ \"type\": \"module\" }", "lib/a.js": sloppy, "lib/a.cjs": sloppy,
      "old/package.json": "{}", "old/deep/a.js": sloppy,
    ])
    let outcome = try Tool.run(["parse", "lib/a.js", "lib/a.cjs", "old/deep/a.js"], in: folder.path)
    #expect(outcome.lines.map { $0.split(separator: "\t")[1] } == ["error", "ok", "ok"])
    #expect(try Tool.run(["parse", "../lib/a.js"], in: folder.path + "/old").code == 1)
    #expect(try Tool.run(["parse", "--goal", "script", "lib/a.js"], in: folder.path).code == 0)
  }

  @Test("A file that cannot be read is an error on its line, and the others are parsed")
  func unreadable() throws {
    let folder = try TemporaryFolder(["a.js": "1\n"])
    let outcome = try Tool.run(["parse", "gone.js", "a.js"], in: folder.path)
    #expect(outcome.code == 1)
    #expect(outcome.lines.count == 2)
    #expect(outcome.lines[0].hasPrefix("gone.js\terror\t1:1\t"))
    #expect(outcome.lines[1] == "a.js\tok")
  }

  @Test("Names come from standard input too, separated by NUL or by line ends")
  func filesFrom() throws {
    let folder = try TemporaryFolder(["a.js": "1\n", "two words.js": "2\n"])
    let expected = ["two words.js\tok", "a.js\tok"]
    for input in ["two words.js\na.js\n", "two words.js\na.js", "two words.js\r\na.js\r\n", "two words.js\0a.js\0"] {
      let outcome = try Tool.run(["parse", "--files-from", "-"], in: folder.path, input: Array(input.utf8))
      #expect(outcome.lines == expected)
      #expect(outcome.code == 0)
    }
  }

  @Test("The goal and the language can be told")
  func goalAndLanguage() throws {
    let folder = try TemporaryFolder(["with.js": "with (a) b\n", "types.js": "let a: string\n", "top.js": "await 1\n"])
    func code(_ arguments: String...) throws -> Int32 { try Tool.run(["parse"] + arguments, in: folder.path).code }
    #expect(try code("with.js", "--goal", "script") == 0)
    #expect(try code("with.js", "--goal", "module") == 1)
    #expect(try code("types.js") == 1)
    #expect(try code("types.js", "--lang", "ts") == 0)
    #expect(try code("top.js", "--goal", "module") == 0)
    #expect(try code("top.js", "--goal", "script") == 1)
  }

  @Test("Control characters in a name do not break the line")
  func oddNames() throws {
    let folder = try TemporaryFolder()
    let outcome = try Tool.run(["parse", "no\tsuch\nfile.js"], in: folder.path)
    #expect(outcome.lines.count == 1)
    #expect(outcome.lines[0].split(separator: "\t").count == 4)
  }

  @Test("An empty file parses, and so do a hashbang and a byte order mark")
  func beginnings() throws {
    let folder = try TemporaryFolder(["empty.js": "", "bang.js": "#!/usr/bin/env node\n1\n", "mark.js": "\u{FEFF}1\n"])
    #expect(try Tool.run(["parse", "empty.js", "bang.js", "mark.js"], in: folder.path).code == 0)
  }
}
