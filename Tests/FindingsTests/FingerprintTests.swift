import Findings
import SourceText
import Testing

@Suite("Fingerprints")
struct FingerprintTests {
  static let vectors: [(text: String, lines: [String])] = [
    ("eval(x)\n", ["573809ece0ff21d2:1"]),
    ("\u{FEFF}eval(x)\n", ["42bd89243a486d8d:1"]),
    ("eval(x)\neval(x)\n", ["7f9190a48dccfee1:1", "573809ece0ff21d2:1"]),
    ("const s = \"😀\";\neval(s);\n", ["1e55b03541b256e5:1", "1b305cb5ead756c:1"]),
    ("", ["c129715d7a2bc9a3:1"]),
  ]

  @Test("GitHub's line hash of known files", arguments: vectors)
  func knownVectors(_ vector: (text: String, lines: [String])) {
    let hashes = LineHashes(Array(vector.text.utf8))
    for (index, expected) in vector.lines.enumerated() { #expect(hashes.value(ofLine: index + 1).text == expected) }
  }

  @Test("GitHub's line hash ignores blanks and tabs and the kind of line end")
  func layout() {
    let plain = LineHashes(Array("a(1)\nb(2)\nc(3)\n".utf8))
    for text in ["  a( 1 )\r\n\tb(2)\r\nc(3)\r\n", "a(1)\rb(2)\rc(3)\r"] {
      let other = LineHashes(Array(text.utf8))
      for line in 1...4 { #expect(other.value(ofLine: line) == plain.value(ofLine: line)) }
    }
  }

  @Test("GitHub's line hash counts the same lines as the line table, whatever the line ends")
  func lineCount() {
    for text in ["", "a", "a\n", "a\r\nb", "a\r \nb", "\r\r\n\n", "a\n\n\nb\n"] {
      let bytes = Array(text.utf8)
      #expect(LineHashes(bytes).lineCount == LineTable(bytes).lineCount, "\(text.debugDescription)")
    }
  }

  @Test("Equal lines far from each other are numbered")
  func occurrences() {
    let block = "check()\n" + String(repeating: "x", count: 120) + "\n"
    let hashes = LineHashes(Array((block + block).utf8))
    let first = hashes.value(ofLine: 1)
    let second = hashes.value(ofLine: 3)
    #expect(first.hash == second.hash)
    #expect(first.occurrence == 1)
    #expect(second.occurrence == 2)
  }

  private func finding(_ needle: String, in text: String, identity: String? = nil, enclosing: String? = nil) -> Finding
  {
    let start = text.range(of: needle)
    return Finding(
      rule: "sync-call-in-handler", severity: .error, confidence: .high, path: "src/a.js", span: start,
      message: "blocks", identity: identity, enclosing: enclosing)
  }

  private func values(_ text: String, _ findings: [Finding]) -> [Fingerprints.Entry] {
    let made = Fingerprints(of: findings, sources: ["src/a.js": SourceFile(path: "src/a.js", text: text)])
    return findings.indices.map { made[$0] }
  }

  @Test("Ten lines inserted above, another indentation, quotes and a semicolon leave our fingerprint as it was")
  func survivesEdits() {
    let before = "function load() {\n  return read('a', 1)\n}\n"
    let after = String(repeating: "// a line\n", count: 10) + "function load() {\n\t\treturn read(\"a\",  1);\n}\n"
    let old = values(before, [finding("read", in: before, enclosing: "load")])
    let new = values(after, [finding("read", in: after, enclosing: "load")])
    #expect(old[0].fingerprint == new[0].fingerprint)
    #expect(old[0].fingerprint.text.utf8.count == 34)
  }

  @Test("Another function around it, another rule or another argument is another finding")
  func distinguishes() {
    let text = "read('a', 1)\n"
    let base = values(text, [finding("read", in: text, enclosing: "load")])[0].fingerprint
    #expect(values(text, [finding("read", in: text, enclosing: "save")])[0].fingerprint != base)
    var other = finding("read", in: text, enclosing: "load")
    other.rule = "empty-catch"
    #expect(values(text, [other])[0].fingerprint != base)
    let changed = "read('a', 2)\n"
    #expect(values(changed, [finding("read", in: changed, enclosing: "load")])[0].fingerprint != base)
  }

  @Test("Equal findings are numbered in the order of their spans, whatever the order of the report")
  func ordinals() {
    let text = "read(a)\nread(a)\n"
    var second = finding("read", in: text)
    second.span = Span(8, 12)
    let made = values(text, [second, finding("read", in: text)])
    #expect(made[1].fingerprint.ordinal == 1)
    #expect(made[0].fingerprint.ordinal == 2)
    #expect(made[0].fingerprint.high == made[1].fingerprint.high)
  }

  @Test("A finding with an identity keeps both values when its neighbours change")
  func identity() {
    let before = "{\n  \"left-pad\": \"1.0.0\",\n  \"request\": \"2.88.0\"\n}\n"
    let after = "{\n  \"left-pad\": \"1.0.0\",\n  \"request\": \"2.88.2\"\n}\n"
    let old = values(before, [finding("\"left-pad\"", in: before, identity: "left-pad")])[0]
    let new = values(after, [finding("\"left-pad\"", in: after, identity: "left-pad")])[0]
    #expect(old == new)
    let source = values(before, [finding("\"left-pad\"", in: before)])[0]
    #expect(source.lineHash != values(after, [finding("\"left-pad\"", in: after)])[0].lineHash)
  }

  @Test("A source finding carries GitHub's value of its line")
  func sourceLine() {
    let text = "const s = \"😀\";\neval(s);\n"
    #expect(values(text, [finding("eval", in: text)])[0].lineHash.text == "1b305cb5ead756c:1")
  }

  @Test("A secret has no part in the fingerprint of its finding")
  func secrets() {
    let one = "const key = env.KEY || 'aaaa'\n"
    let two = "const key = env.KEY || 'bbbbbb'\n"
    var left = finding("env", in: one)
    left.secrets = [one.range(of: "aaaa")]
    var right = finding("env", in: two)
    right.secrets = [two.range(of: "bbbbbb")]
    #expect(values(one, [left])[0].fingerprint == values(two, [right])[0].fingerprint)
  }

  @Test("The recipe is frozen: these values are in baselines")
  func frozen() {
    let text = "read('a', 1)\n"
    let made = values(text, [finding("read", in: text, enclosing: "load"), finding("read", in: text, identity: "k")])
    #expect(made[0].fingerprint.text == "84b2d1a745a67d6e06ff99ae01cf9aa5:1")
    #expect(made[1].fingerprint.text == "5f8aafbe52273e35943d9370ad19a1fa:1")
    #expect(made[1].lineHash.text == "5f8aafbe52273e35:1")
  }

  @Test("Findings in missing files, in empty files and past the end have fingerprints")
  func oddPlaces() {
    var missing = finding("x", in: "x")
    missing.path = "gone.js"
    var past = finding("x", in: "x")
    past.span = Span(900, 1000)
    let made = Fingerprints(
      of: [missing, past], sources: ["src/a.js": SourceFile(path: "src/a.js", text: "")])
    #expect(made[0].fingerprint != made[1].fingerprint)
    #expect(made[1].lineHash.text == "c129715d7a2bc9a3:1")
  }
}

extension String {
  /// Span of the first occurrence.
  func range(of needle: String) -> Span {
    let bytes = Array(utf8)
    let wanted = Array(needle.utf8)
    for start in bytes.indices where bytes[start...].starts(with: wanted) { return Span(start, start + wanted.count) }
    return Span(0, 0)
  }
}
