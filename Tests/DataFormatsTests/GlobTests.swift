import SourceText
import Testing

@Suite("Globs")
struct GlobTests {
  @Test(
    "A glob matches",
    arguments: [
      ("*Sync", "readFileSync"), ("*Sync", "Sync"), ("a*c", "abbc"), ("a*c", "ac"), ("?", "é"), ("a?c", "abc"),
      ("packages/*", "packages/api"), ("packages/**", "packages/a/b"), ("**/test", "test"), ("**/test", "a/b/test"),
      ("a/**/b", "a/b"), ("a/**/b", "a/x/y/b"), ("**", "a/b"), ("{a,b}", "b"), ("{a,b{c,d}}e", "bde"), ("{,x}y", "y"),
      ("node:{fs,crypto}#*Sync", "node:crypto#pbkdf2Sync"), ("[a-c]x", "bx"), ("[!a-c]x", "dx"), ("[]]x", "]x"),
      ("[[:digit:]]", "7"), (#"\*"#, "*"), ("[", "["), ("{a", "{a"), ("a}", "a}"), ("{a}", "a"), ("a,b", "a,b"),
      ("**/*.{js,ts}", "src/x.ts"), ("a**b", "axxb"), ("[é]", "é"), ("", ""), (".*", ".env"), ("*", ".env"),
      ("{**/,}x", "a/b/x"),
      ("*.min.*", "a.min.js"), ("*a*b*c", "xxaxxbxxc"),
    ])
  func matches(_ pattern: String, _ text: String) {
    #expect(Glob(pattern).matches(text))
  }

  @Test(
    "A glob does not match",
    arguments: [
      ("*Sync", "readFileSyncs"), ("*Sync", "a/bSync"), ("a?c", "a/c"), ("packages/*", "packages/a/b"),
      ("packages/*", "packages"),
      ("packages/**", "packages"), ("**/test", "atest"), ("a/**/b", "axb"), ("{a,b}", "c"),
      ("node:{fs,crypto}#*Sync", "node:fs#readFile"),
      ("[!a]", "/"), ("[a-c]x", "Bx"), (#"\*"#, "x"), ("", "a"), ("?", ""), ("a", "A"), ("a**b", "a/b"), ("?", "ab"),
    ])
  func doesNotMatch(_ pattern: String, _ text: String) {
    #expect(!Glob(pattern).matches(text))
  }

  @Test("Braces are ordinary characters where the caller says so")
  func withoutBraces() {
    #expect(Glob("{a,b}", braces: false).matches("{a,b}"))
    #expect(!Glob("{a,b}", braces: false).matches("a"))
  }

  @Test("Patterns made to explode stay cheap")
  func bounded() {
    let stars = Glob(String(repeating: "*a", count: 400) + "b")
    #expect(!stars.matches(String(repeating: "a", count: 2_000)))
    let braces = Glob(String(repeating: "{a,b}", count: 300) + "c")
    #expect(!braces.matches(String(repeating: "a", count: 300)))
    #expect(Glob(String(repeating: "{", count: 1_000) + String(repeating: "}", count: 1_000)).matches(""))
    #expect(!Glob(String(repeating: "x", count: Glob.lengthLimit + 1)).matches("x"))
  }

  @Test("Malformed UTF-8 matches nothing but itself and a star")
  func malformed() {
    let bytes: [UInt8] = [0x61, 0xFF]
    bytes.withUnsafeBufferPointer { bytes in
      #expect(Glob("a*").matches(bytes))
      #expect(Glob("a?").matches(bytes))
      #expect(!Glob("aÿ").matches(bytes))
    }
  }
}
