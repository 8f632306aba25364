import DataFormats
import SourceText
import Testing

@Suite("The YAML subset")
struct YAMLSubsetTests {
  /// A value as short text: `{a: 1, b: [x, "y"]}`, quoted where it was not plain.
  private func dump(_ value: YAMLValue?) -> String {
    switch value?.content {
    case nil: "nothing"
    case .mapping(let entries): "{" + entries.map { "\($0.key): \(dump($0.value))" }.joined(separator: ", ") + "}"
    case .sequence(let elements): "[" + elements.map(dump).joined(separator: ", ") + "]"
    case .scalar(let text, isPlain: true): text
    case .scalar(let text, isPlain: false): "\"\(text)\""
    case .empty: "~"
    }
  }

  private func read(_ text: String) -> String {
    let file = YAMLSubset.parse(text)
    return ([dump(file.root)] + file.problems.map(\.message)).joined(separator: " ! ")
  }

  @Test("Block mappings and sequences nest by indentation")
  func blocks() {
    #expect(
      read("a: 1\nb:\n  c: 2\n  d:\n    - x\n    - y: 1\n      z: 2\ne:\n- p\n- q\nf:\n")
        == "{a: 1, b: {c: 2, d: [x, {y: 1, z: 2}]}, e: [p, q], f: ~}")
    #expect(read("- a\n-\n  b: 1\n- - c\n  - d\n") == "[a, {b: 1}, [c, d]]")
  }

  @Test("Flow collections go on one line or many")
  func flow() {
    #expect(
      read("a: {b: 1, c: [x, 'y', \"z\"], d: {}, 'e f': g}\n") == "{a: {b: 1, c: [x, \"y\", \"z\"], d: {}, e f: g}}")
    #expect(
      read("a: [\n  1,\n  2, # two\n]\nb: {u: https://x.org/y?z=1}\n") == "{a: [1, 2], b: {u: https://x.org/y?z=1}}")
  }

  @Test("Scalars mean what YAML says")
  func scalars() {
    #expect(
      read("a: plain text # comment\nb: 'it''s'\nc: \"tab\\t\\u00e9\\x41\"\nd: x#y\ne: a:b\nf: null\ng: ~\n")
        == "{a: plain text, b: \"it's\", c: \"tab\té\u{41}\", d: x#y, e: a:b, f: ~, g: ~}")
    #expect(read("a: one\n  two\n  three\nb: 1\n") == "{a: one two three, b: 1}")
    #expect(read("a: 'one\n  two\n\n  three'\n") == "{a: \"one two\nthree\"}")
  }

  @Test("Block scalars keep or fold their lines")
  func blockScalars() {
    #expect(read("a: |\n  x\n    y\n\n  z\nb: 1\n") == "{a: \"x\n  y\n\nz\n\", b: 1}")
    #expect(read("a: >-\n  x\n  y\n\n  z\n") == "{a: \"x y\nz\"}")
    #expect(read("a: |-\n  x\nb: |+\n  y\n\nc: 1\n") == "{a: \"x\", b: \"y\n\n\", c: 1}")
    #expect(read("- |\n x\n- y\n") == "[\"x\n\", y]")
  }

  @Test("Keys are quoted, long or strange")
  func keys() {
    #expect(read("'@a/b@1.0.0': x\n\"c d\": y\n/e@1(f@2): z\n") == "{@a/b@1.0.0: x, c d: y, /e@1(f@2): z}")
    #expect(read("? /long/key\n: a: 1\n? 'quoted'\n:\n  b: 2\nc: 3\n") == "{/long/key: {a: 1}, quoted: {b: 2}, c: 3}")
  }

  @Test("Documents, directives, comments and line ends")
  func documents() {
    #expect(YAMLSubset.parse("---\na: 1\n---\nb: 2\n...\n").documents.map(dump) == ["{a: 1}", "{b: 2}"])
    #expect(read("%YAML 1.2\n---\n# only\na: 1\r\nb:\r\n  - x\r\n") == "{a: 1, b: [x]}")
    #expect(read("") == "nothing")
    #expect(read("\u{FEFF}a: 1") == "{a: 1}")
  }

  @Test("Anchors, aliases and tags are refused where they stand")
  func refused() throws {
    let file = YAMLSubset.parse("a: &x 1\nb: *x\nc: !!str 2\n")
    #expect(file.problems.map(\.span.start) == [3, 11, 17])
    #expect(file.root?["c"]?.string == "2")
  }

  @Test("Spans point into the file")
  func spans() throws {
    let text = "packages:\n  'a@1': {resolution: {integrity: sha}}\n"
    let entry = try #require(YAMLSubset.parse(text).root?["packages"]?.entries.first)
    let source = SourceFile(path: "", text: text)
    #expect(source.text(in: entry.keySpan) == "'a@1'")
    #expect(source.text(in: entry.value.span) == "{resolution: {integrity: sha}}")
  }

  @Test("What stands around a fault is still read")
  func recovery() {
    #expect(read("a:\n  x: 1\njunk\nb: 2\n") == "{a: {x: 1}, b: 2} ! a key is expected here")
    #expect(read("a: [1, 2\n").contains("not closed"))
    #expect(read("a: 'x\n").contains("not closed"))
    #expect(read("a:\n    b: 1\n  c: 2\nd: 3\n").contains("d: 3"))
  }

  @Test("Nesting past the limit is a problem, not a crash")
  func depth() {
    #expect(!YAMLSubset.parse(String(repeating: "[", count: 100_000)).problems.isEmpty)
    #expect(!YAMLSubset.parse(String(repeating: "- ", count: 100_000)).problems.isEmpty)
    let steps = (0..<3_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(!YAMLSubset.parse(steps).problems.isEmpty)
  }

  @Test("No damaged text crashes or hangs the reader")
  func damage() {
    let source = Array(
      "a: {b: [1, 'x']}\nc:\n  - d: \"e\\n\"\n    f: |\n      g\n  - h\n? i\n: j\n# k\nl: >-\n  m\n".utf8)
    let alphabet = Array("{}[],:\"'-?|>#&*! \n\t\\a0".utf8)
    var seed: UInt64 = 11
    func random(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
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
      for document in YAMLSubset.parse(bytes).documents { check(document, in: bytes.count) }
    }
  }

  private func check(_ value: YAMLValue, in count: Int) {
    #expect(value.span.start <= value.span.end && Int(value.span.end) <= count)
    for entry in value.entries { check(entry.value, in: count) }
    for element in value.elements { check(element, in: count) }
  }
}
