import Foundation
import ProjectFacts
import Testing

@Suite("Ignore rules")
struct IgnoreRulesTests {
  private func rules(_ files: (String, String)...) -> IgnoreRules {
    Project(inMemory: files.map { (path: $0.0, bytes: Array($0.1.utf8)) }).inventory.ignoreRules
  }

  @Test(
    "A pattern keeps a path out",
    arguments: [
      ("*.log", "a/b.log"), ("/a", "a"), ("a/", "a/b"), ("a/b", "a/b"), ("**/c", "x/y/c"), ("a/**", "a/b/c"),
      ("a/**/z", "a/z"),
      ("\\#x", "#x"), ("\\!x", "!x"), ("x\\ ", "x "), ("x   ", "x"), ("*.[oa]", "m.o"), ("[!a]b", "cb"), ("a?c", "abc"),
      ("x\r", "x"),
      ("foo", "foo/bar/baz.js"), (".env*", ".env.local"), ("{a}", "{a}"), ("a*/b", "ax/b"), ("\u{FEFF}x", "x"),
    ])
  func matches(_ pattern: String, _ path: String) {
    #expect(rules((".gitignore", "\(pattern)\n")).ignored(path) != nil)
  }

  @Test(
    "A pattern lets a path be",
    arguments: [
      ("/a", "b/a"), ("a/", "a"), ("a/b", "x/a/b"), ("a/**", "a"), ("# x", "# x"), ("a/*", "a"),
      ("*.log\n!keep.log", "keep.log"),
      ("a*b", "a/b"), ("{a,b}", "a"), ("", "x"), ("/", "x"), ("A", "a"),
    ])
  func doesNotMatch(_ pattern: String, _ path: String) {
    #expect(rules((".gitignore", "\(pattern)\n")).ignored(path) == nil)
  }

  @Test("A folder's own file overrides those above; what lies in an ignored folder cannot come back")
  func nesting() {
    let rules = rules((".gitignore", "*.lock\nout/\n"), ("a/.gitignore", "!yarn.lock\n"), ("out/.gitignore", "!x\n"))
    #expect(rules.ignored("yarn.lock")?.pattern == "*.lock")
    #expect(rules.ignored("a/yarn.lock") == nil)
    #expect(rules.ignored("a/b/yarn.lock") == nil)
    #expect(rules.ignored("a/other.lock") != nil)
    #expect(rules.ignored("out/x")?.pattern == "out/")
  }

  @Test("The same questions put to git get the same answers")
  func againstGit() throws {
    let root = """
      *.log
      !important.log
      /build
      node_modules/
      docs/**/*.md
      **/tmp
      a/**
      !a/keep
      [Bb]in
      sp\\ ace
      trail\\\\
      *.{js,ts}
      x/y/
      ?ne
      q[[:digit:]]
      **foo
      e\\*f
      /*.txt
      deep/**/end/
      """
    let nested = "!*.log\nz\n/only\n"
    let paths = [
      "a.log", "important.log", "n/important.log", "n/a.log", "build", "s/build", "build/x", "docs/a.md",
      "docs/x/y/a.md", "tmp/x",
      "q/tmp", "a/keep", "a/b", "a/keep/c", "bin/x", "Bin", "sp ace", "trail\\", "f.js", "f.{js,ts}", "x/y/z", "x/y",
      "one", "/ne", "q1",
      "qa", "barfoo", "x/barfoo", "e*f", "exf", "n.txt", "m/n.txt", "deep/end/x", "deep/1/2/end/x", "deep/end", "n/z",
      "n/m/z", "n/only",
      "n/m/only",
    ].filter { !$0.hasPrefix("/") }
    let tree = try TemporaryTree([".gitignore": root, "n/.gitignore": nested])
    try tree.git("init", "-q")
    let rules = rules((".gitignore", root), ("n/.gitignore", nested))
    for path in paths {
      let answer = try tree.git("check-ignore", "--no-index", "-v", "-n", path)
      let isIgnored = !answer.hasPrefix("::") && !answer.split(separator: "\t")[0].contains(":!")
      #expect((rules.ignored(path) != nil) == isIgnored, "\(path): git says \(answer)")
    }
  }
}
