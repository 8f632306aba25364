@testable import DataFormats
import Glibc
@testable import Findings
@testable import ProjectFacts
import SourceText

/// Any bytes are a file of every format: each is read, and what is wrong with it stands inside of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let source = Array(UnsafeBufferPointer(start: bytes, count: count))
  for dialect in [JSONDialect.strict, .withComments] {
    let document = JSONParser.parse(source, dialect: dialect)
    expect(document.problems.map(\.span), inside: source, "JSON")
    _ = try? NPMLockfile.read(document, path: "package-lock.json", manifest: nil)
    _ = try? BunLockfile.read(document, path: "bun.lock")
  }
  expect(YAMLSubset.parse(source).problems.map(\.span), inside: source, "YAML")
  expect(YarnLockParser.parse(source).problems.map(\.span), inside: source, "yarn.lock")
  _ = try? YarnLockfile.read(source, path: "yarn.lock", manifests: [])
  _ = try? PNPMLockfile.read(source, path: "pnpm-lock.yaml", importerBase: "")
  expect(DotenvParser.parse(source).problems.map(\.span), inside: source, "dotenv")
  expect(INIParser.parse(source).problems.map(\.span), inside: source, "INI")
  expect(PropertiesParser.parse(source).problems.map(\.span), inside: source, "properties")
  let dockerfile = DockerfileParser.parse(source)
  expect(dockerfile.problems.map(\.span), inside: source, "Dockerfile")
  for instruction in dockerfile.instructions {
    let words = (instruction.words + (instruction.list ?? [])).map(\.span)
    expect(words + [instruction.span, instruction.textSpan] + instruction.documents, inside: source, "Dockerfile")
    expect((instruction.flags + instruction.variables).map(\.span), inside: source, "Dockerfile")
  }
  for stage in dockerfile.stages { _ = dockerfile.image(of: stage)?.tag }
  expect(FrontMatter(reading: source).problems.map(\.span), inside: source, "front matter")
  expect(MarkdownBlocks(reading: source).blocks.map(\.span), inside: source, "Markdown")
  readProject(source)
  readGit(source)
  _ = try? Inflater.inflate(source, limit: 1 << 16)
  _ = try? GitDelta.apply(source, to: Array(source.prefix(16)), limit: 1 << 16)
  _ = SuppressionDirective.read(source, at: 0)
  let text = String(decoding: source, as: UTF8.self)
  _ = VersionRange(String(text.prefix(200)))?.lowest
  if let end = text.firstIndex(of: "\n") {
    _ = Glob(String(text[..<end].prefix(200))).matches(String(text[text.index(after: end)...].prefix(400)))
  }
  return 0
}

/// The same bytes as each file that says something of a project: their readers ask more than the parsers do.
private func readProject(_ source: [UInt8]) {
  let names = [
    "package.json", "tsconfig.json", "pnpm-workspace.yaml", "lerna.json", "rush.json", ".npmrc", "bunfig.toml", ".env",
    ".gitignore", ".nvmrc", ".tool-versions", "Dockerfile", "docker-compose.yml", ".github/workflows/ci.yml",
  ]
  let project = Project(inMemory: names.map { ($0, source) })
  for gap in project.gaps {
    if let span = gap.span { expect([span], inside: source, gap.path) }
  }
  for manifest in project.manifests {
    _ = (manifest.binaries, manifest.workspaceGlobs, manifest.packageManager, project.role(of: manifest))
    expect(manifest.dependencies.map(\.span), inside: source, "manifest")
    _ = project.lockfile(governing: manifest)
  }
  let rules = IgnoreFile(path: ".gitignore", directory: "", bytes: source)
  for path in ["a", "src/node_modules/x.js", "lib/.env.local"] {
    var path = path
    path.withUTF8 { _ = rules.lastMatch($0, nameStart: ($0.lastIndex(of: 0x2F) ?? -1) + 1, isDirectory: false) }
  }
}

/// The same bytes as git's index, an object, a pack and the index of a pack.
private func readGit(_ source: [UInt8]) {
  for usesSHA256 in [false, true] { _ = try? GitIndex.read(source, usesSHA256: usesSHA256) }
  guard let name = GitObjectID(hex: String(repeating: "3a", count: 20)) else { return }
  _ = try? GitCommit(id: name, bytes: source)
  _ = try? GitTree.entries(of: name, bytes: source, hashSize: 20)
  let emptyPack = Array("PACK\0\0\0\u{2}\0\0\0\0".utf8)
  let emptyIndex = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2] + [UInt8](repeating: 0, count: 1_024 + 40)
  if let index = file(source, "a.idx"), let pack = file(emptyPack, "a.pack"),
    let read = try? GitPack(index: index, pack: pack, hashSize: 20)
  {
    _ = try? read.offset(of: name)
    _ = try? read.ids(withPrefix: [3, 10, 3, 10], limit: 16)
  }
  if let index = file(emptyIndex, "a.idx"), let pack = file(source, "a.pack"),
    let read = try? GitPack(index: index, pack: pack, hashSize: 20)
  {
    for offset in 12..<min(source.count, 64) { _ = try? read.entry(at: offset, limit: 1 << 16) }
  }
}

/// A file without a name that holds the bytes.
private func file(_ bytes: [UInt8], _ name: String) -> GitFile? {
  let withoutName = 0o20_000_000 | O_DIRECTORY  // O_TMPFILE, which Swift does not import
  let descriptor = open("/dev/shm", withoutName | O_RDWR, 0o600)
  guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count else { return nil }
  return GitFile(descriptor: descriptor, name: name, size: bytes.count)
}

private func expect(_ spans: [Span], inside source: [UInt8], _ format: String) {
  for span in spans where span.start > span.end || Int(span.end) > source.count {
    fatalError("\(format): something stands outside of the file, at \(span)")
  }
}
