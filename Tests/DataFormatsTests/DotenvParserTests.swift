import DataFormats
import SourceText
import Testing

@Suite("Environment files")
struct DotenvParserTests {
  @Test(
    "A line gives a key and a value",
    arguments: [
      ("A=1", "A", "1"), ("export A=1", "A", "1"), ("A = spaced out ", "A", "spaced out"), ("A=", "A", ""),
      ("A='x # y'", "A", "x # y"),
      ("A=\"x\" # c", "A", "x"), ("A=x # c", "A", "x"), ("A=x#c", "A", "x"), ("A=b=c==", "A", "b=c=="),
      ("A=`a'b\"c`", "A", "a'b\"c"),
      ("A=${B}/x", "A", "${B}/x"), ("\u{FEFF}A=1", "A", "1"), ("A=1\r\n", "A", "1"), ("  A.b-c_d=1", "A.b-c_d", "1"),
      ("A: 1", "A", "1"),
      ("A=\"one\ntwo\"", "A", "one\ntwo"), ("A='x'y", "A", "'x'y"), ("A=\"a \\\" b\"", "A", "a \\\" b"),
      ("export=1", "export", "1"),
      ("A=it's", "A", "it's"),
    ])
  func entry(_ text: String, _ key: String, _ value: String) throws {
    let file = DotenvParser.parse(text)
    #expect(file.problems == [])
    #expect(file.entries.map(\.key) == [key])
    let entry = try #require(file.entries.first)
    #expect(entry.value == value)
    #expect(SourceFile(path: "", text: text).text(in: entry.keySpan) == key)
    #expect(SourceFile(path: "", text: text).text(in: entry.valueSpan) == value)
  }

  @Test("A value over several lines does not swallow what follows")
  func multiline() {
    let file = DotenvParser.parse("KEY=\"-----BEGIN\nabc=\n-----END\"\nNEXT=1\n\n# comment\nLAST=2")
    #expect(file.entries.map(\.key) == ["KEY", "NEXT", "LAST"])
    #expect(file.problems == [])
  }

  @Test("Lines that are nothing are problems with a place")
  func problems() {
    let file = DotenvParser.parse("A=1\nnot a variable\n=x\nB=\"open\nC=3\n")
    #expect(file.entries.map(\.key) == ["A", "B", "C"])
    #expect(file.problems.map(\.span.start) == [4, 19, 24])
  }

  @Test("Interpolation is seen but kept as written")
  func interpolation() {
    let entries = DotenvParser.parse("A=\"${B}\"\nC='${B}'\nD=x").entries
    #expect(entries.map(\.hasInterpolation) == [true, false, false])
  }

  @Test("Many unclosed quotes cost one search each kind")
  func unclosed() {
    let text = String(repeating: "A=\"x\nB='\n", count: 40_001) + "C=\"x"
    #expect(DotenvParser.parse(text).entries.count > 0)
  }
}
