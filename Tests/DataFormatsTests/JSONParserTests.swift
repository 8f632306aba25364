import DataFormats
import SourceText
import Testing

@Suite("JSON")
struct JSONParserTests {
  @Test("Every key and value knows where it stands")
  func spans() throws {
    let text = #"{ "a": [1, {"b": "c"}], "d": null }"#
    let document = JSONParser.parse(text)
    #expect(document.isWellFormed)
    let root = try #require(document.root)
    func written(_ span: Span) -> String { SourceFile(path: "", text: text).text(in: span) }
    #expect(written(root.span) == text)
    let member = try #require(root.member("a"))
    #expect(written(member.keySpan) == "\"a\"")
    #expect(written(member.keyContentSpan) == "a")
    #expect(written(member.value.span) == #"[1, {"b": "c"}]"#)
    #expect(member.value.elements.map { written($0.span) } == ["1", #"{"b": "c"}"#])
    #expect(root["d"]?.isNull == true)
    #expect(root.members.map(\.key) == ["a", "d"])
  }

  @Test("Members keep their order and duplicates; a look-up finds the last, as JSON.parse does")
  func duplicates() throws {
    let root = try #require(JSONParser.parse(#"{"a":1,"b":2,"a":3}"#).root)
    #expect(root.members.map(\.key) == ["a", "b", "a"])
    #expect(root["a"]?.integer == 3)
  }

  @Test(
    "Escapes are decoded when asked for",
    arguments: [
      (#""a\nb""#, "a\nb"), (#""\u0041\u00e9""#, "Aé"), (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"),
      (#""\"\\\/""#, "\"\\/"), (#""""#, ""),
    ])
  func escapes(_ text: String, _ expected: String) {
    #expect(JSONParser.parse(text).root?.string == expected)
  }

  @Test("Keys with escapes are found by what they mean")
  func escapedKey() {
    #expect(JSONParser.parse(#"{"n\u0061me": "x"}"#).root?["name"]?.isString("x") == true)
  }

  @Test(
    "Texts RFC 8259 allows are accepted",
    arguments: [
      "0", "-0", "1.5e+10", "1E5", "\"\u{7F}\"", " [ ] ", "{\"\":0}", "[[[]]]", "\u{FEFF}{}", "true\n",
      "[\"\u{2028}\"]", "-1.0e-3",
      "\"\\u0000\"",
    ])
  func accepted(_ text: String) {
    #expect(JSONParser.parse(text).problems == [])
  }

  @Test(
    "Texts it forbids are refused",
    arguments: [
      "", " ", "\u{FEFF}", "01", "-01", "1.", ".5", "+1", "-", "1e", "1e+", "0x1", "NaN", "Infinity", "tru", "nulll",
      "'a'", "[1,]",
      "{\"a\":1,}", "[,1]", "[1,,2]", "{,}", "{\"a\"}", "{\"a\":}", "{a:1}", "{1:1}", "[1 2]", "[1", "{\"a\":1", "]",
      "}", "[}", "{]", "[1]]",
      "\"a", "\"\t\"", "\"\n\"", #""\x""#, #""\u12""#, #""\"#, "// c\n1", "/* */1", "1 //", "1 2", "{} x",
      "[\"a\" \"b\"]", "{\"a\":1 \"b\":2}",
      "{\"a\" 1}", "[\u{A0}]", "\u{C}1", "1\u{0}", "[-]", "[1.e1]", "[1e1.5]", "{\"a\":1:2}", "/", "[/]", "{/",
      "{\"a\":/",
    ])
  func refused(_ text: String) {
    let document = JSONParser.parse(text)
    #expect(!document.problems.isEmpty)
    if let root = document.root { walk(root) }
  }

  @Test("Comments and trailing commas belong to the other dialect")
  func withComments() throws {
    let text = "// head\n{ /* in */ \"a\": [1, 2,], // tail\n \"b\": {\"c\": 1,},\n}\n// end"
    let document = JSONParser.parse(text, dialect: .withComments)
    #expect(document.problems == [])
    #expect(document.root?["a"]?.elements.map(\.integer) == [1, 2])
    #expect(!JSONParser.parse("[,]", dialect: .withComments).isWellFormed)
    #expect(!JSONParser.parse("[1,,]", dialect: .withComments).isWellFormed)
    #expect(!JSONParser.parse("{} /* open", dialect: .withComments).isWellFormed)
  }

  @Test("What stands around a fault is still read")
  func recovery() throws {
    let missingComma = try #require(JSONParser.parse("{\"name\": \"x\"\n \"version\": \"1\", \"a\": , \"b\": 2}").root)
    #expect(missingComma["name"]?.string == "x")
    #expect(missingComma["version"]?.string == "1")
    #expect(missingComma["a"]?.kind == .invalid)
    #expect(missingComma["b"]?.integer == 2)
    let cut = try #require(JSONParser.parse("{\"a\": {\"b\": [1, 2").root)
    #expect(cut["a"]?["b"]?.elements.map(\.integer) == [1, 2])
  }

  @Test("Nesting past the limit is a problem, not a crash")
  func depth() throws {
    let deep = String(repeating: "[", count: 200_000)
    let document = JSONParser.parse(deep)
    #expect(document.problems.first?.message.contains("nesting deeper than 2000") == true)
    let objects = JSONParser.parse(String(repeating: "{\"a\":", count: 100_000))
    #expect(!objects.isWellFormed)
    let fine = String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000)
    #expect(JSONParser.parse(fine).isWellFormed)
  }

  @Test("No damaged text crashes the reader or breaks the pairing of keys and values")
  func damage() {
    let source = Array(#"{"a":[1,-2.5e3,"x\n\u0041"],"b":{"c":true,"d":null},/*k*/"e":"f"}"#.utf8)
    var seed: UInt64 = 7
    func random(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    let alphabet = Array("{}[],:\"\\/*'tn0-.eu \n\u{1}".utf8)
    for _ in 0..<4_000 {
      var bytes = source
      for _ in 0...random(6) {
        let place = random(bytes.count)
        switch random(3) {
        case 0: bytes[place] = alphabet[random(alphabet.count)]
        case 1: bytes.remove(at: place)
        default: bytes.insert(alphabet[random(alphabet.count)], at: place)
        }
      }
      let document = JSONParser.parse(bytes, dialect: random(2) == 0 ? .strict : .withComments)
      if let root = document.root { walk(root) }
    }
  }

  private func walk(_ value: JSONValue) {
    #expect(value.span.end >= value.span.start)
    for member in value.members {
      #expect(value.span.contains(member.keySpan))
      _ = member.key
      walk(member.value)
    }
    for element in value.elements { walk(element) }
    _ = value.string
  }
}
