import Foundation
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

  @Test("A pipe in the place of a file that counts is a gap, and nobody waits at it")
  func pipes() throws {
    let folder = try TemporaryFolder(["package.json": Sketches.manifest, "a.js": Self.blocking, "z.js": Self.blocking])
    for name in ["m.js", "package-lock.json", "tsconfig.json", "notes"] { mkfifo(folder.path(name), 0o644) }
    let outcome = try Tool.run([folder.path, "--format", "json"])
    expectNeighbours(outcome, "pipes")
    for name in ["m.js", "package-lock.json", "tsconfig.json"] {
      #expect(outcome.text.contains("\"path\": \"\(name)\""), "\(name)")
    }
    #expect(!outcome.text.contains("\"path\": \"notes\""))
    #expect(try Tool.run([folder.path, "--only", "packages"]).code == 3)
  }

  @Test(
    "A pipe that nobody writes to, and a device that never ends, are refused wherever a file is named",
    arguments: ["pipe", "/dev/zero"],
    [
      ["--config"], ["--baseline"], ["parse"], ["parse", "--files-from"], ["dump", "tree"], ["baseline", "--config"],
      [],
    ])
  func named(file: String, flags: [String]) throws {
    let folder = try TemporaryFolder(Sketches.clean)
    mkfifo(folder.path("pipe"), 0o644)
    let outcome = try Tool.run(flags + [file], in: folder.path)
    #expect(outcome.code == (flags == ["parse"] ? 1 : 2))
    #expect((outcome.complaint + outcome.text).contains(file))
  }

  @Test("A report is not written to a pipe that nobody reads")
  func unreadPipe() throws {
    let folder = try TemporaryFolder(Sketches.clean)
    mkfifo(folder.path("pipe"), 0o644)
    #expect(try Tool.run(["--report", "json=pipe"], in: folder.path).code == 2)
    #expect(try Tool.run(["baseline", "--output", "pipe"], in: folder.path).code == 2)
  }

  @Test("Nothing is read or written through a link that leaves the project")
  func links() throws {
    let outside = try TemporaryFolder(["victim": "kept\n", "base.json": #"{ "gate": { "failOn": "never" } }"#])
    let folder = try TemporaryFolder(Sketches.blocking)
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: folder.path("nodevet-baseline.txt"), withDestinationPath: outside.path("victim"))
    try files.createSymbolicLink(atPath: folder.path("sub"), withDestinationPath: outside.path)
    let before = try outside.contents()
    let refused = try Tool.run(["baseline"], in: folder.path)
    #expect(refused.code == 2 && refused.complaint.contains("it is a link"))
    try folder.write(#"{ "baseline": "sub/baseline.txt" }"#, to: "nodevet.json")
    #expect(try Tool.run(["baseline"], in: folder.path).code == 2)
    #expect(try Tool.run([], in: folder.path).complaint.contains("a folder on the way to it is a link"))
    try folder.write(#"{ "extends": ["./sub/base.json"] }"#, to: "nodevet.json")
    #expect(try Tool.run([], in: folder.path).code == 2)
    #expect(try outside.contents() == before)
  }
}
