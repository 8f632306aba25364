@testable import DataFormats
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
  for usesSHA256 in [false, true] { _ = try? GitIndex.read(source, usesSHA256: usesSHA256) }
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

private func expect(_ spans: [Span], inside source: [UInt8], _ format: String) {
  for span in spans where span.start > span.end || Int(span.end) > source.count {
    fatalError("\(format): something stands outside of the file, at \(span)")
  }
}
