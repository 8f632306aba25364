import Testing

/// One bad file spoils no run: what stands beside it keeps its findings, and the report says what was not examined.
@Suite("Hostile files in a project", Tool.whenBuilt)
struct HostileFileTests {
  private static let blocking = """
    const fs = require('fs')
    require('http').createServer((req, res) => res.end(fs.readFileSync('page.html'))).listen(8080)

    """

  private func audit(_ name: String, _ source: [UInt8]) throws -> Tool.Outcome {
    let folder = try TemporaryFolder(["package.json": Sketches.manifest, "a.js": Self.blocking, "z.js": Self.blocking])
    try folder.write(source, to: name)
    return try Tool.run([folder.path, "--format", "json"])
  }

  private func expectNeighbours(_ outcome: Tool.Outcome, _ what: String) {
    #expect(outcome.code == 1, "\(what)")
    #expect(outcome.text.contains("\"a.js\"") && outcome.text.contains("\"z.js\""), "\(what)")
  }

  @Test("Nested deeper than the limit, in every way")
  func deep() throws {
    for (name, open, close) in [
      ("m.js", "(", ")"), ("m.js", "[", "]"), ("m.js", "{", "}"), ("m.js", "x => {", "}"), ("m.js", "`${", "}`"),
      ("m.jsx", "<a>", "</a>"), ("m.js", "!", ""), ("m.js", "f(() => ", ")"), ("m.ts", "f<A<", ">>()"),
      ("m.js", "if (a) b(); else ", ""), ("m.js", "(function () {", "})()"), ("m.js", "class A { static a = ", "}"),
    ] {
      let source = String(repeating: open, count: 5_000) + "c" + String(repeating: close, count: 5_000)
      expectNeighbours(try audit(name, Array(source.utf8)), "\(open)\(close)")
    }
  }

  @Test("A finding behind what is nested too deep is reported, and so is the gap")
  func behind() throws {
    let deep = String(repeating: "(\n", count: 5_000) + "1\n" + String(repeating: ")\n", count: 5_000)
    let outcome = try audit("m.js", Array((deep + Self.blocking).utf8))
    expectNeighbours(outcome, "deep")
    #expect(outcome.text.contains("levels deep"))
    #expect(outcome.text.contains("\"path\": \"m.js\""))
    #expect(outcome.text.contains("\"line\": 10003"))
  }

  @Test("Bytes that are no text")
  func bytes() throws {
    for source in [
      [0xFF, 0xFE] + Self.blocking.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      Array(repeating: 0, count: 100_000), Array(repeating: 0xFF, count: 10_000),
      Array("'\0".utf8), Array("/*".utf8), Array("`${".utf8),
    ] as [[UInt8]] {
      expectNeighbours(try audit("m.js", source), "\(source.prefix(4))")
    }
  }
}
