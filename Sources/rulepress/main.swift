// rulepress OUTPUT.swift FOLDER PAGE...
//
// Reads the rule pages in FOLDER, and writes them as one Swift file in which nothing is left to parse. Where a page is
// malformed it prints each problem as `path:line:column: error: …`, writes nothing and fails, and so does the build.

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import RulePages

func fail(_ message: String) -> Never {
  let bytes = Array((message + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
  exit(1)
}

func bytes(ofFile path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { fail("\(path):1:1: error: the page cannot be read") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
  return bytes
}

func save(_ text: String, to path: String) {
  guard let file = fopen(path, "wb") else { fail("\(path):1:1: error: the file cannot be written") }
  let bytes = Array(text.utf8)
  let written = fwrite(bytes, 1, bytes.count, file)
  guard fclose(file) == 0, written == bytes.count else { fail("\(path):1:1: error: the file cannot be written") }
}

/// A multi-line literal of Swift reads `\r\n` as `\n`; spans would no longer fit the text.
func withPlainLineEnds(_ bytes: [UInt8]) -> [UInt8] {
  bytes.indices.filter { index in
    bytes[index] != UInt8(ascii: "\r") || index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n")
  }.map { bytes[$0] }
}

guard CommandLine.arguments.count >= 3 else { fail("usage: rulepress OUTPUT.swift FOLDER PAGE...") }
let output = CommandLine.arguments[1]
var problems: [String] = []
var pages: [RulePage] = []

for path in CommandLine.arguments.dropFirst(3).sorted() {
  let reading = RulePageReader.read(path: path, bytes: withPlainLineEnds(bytes(ofFile: path)))
  problems += reading.problems.map(\.description)
  guard let page = reading.page else { continue }
  if !path.hasSuffix(CommandLine.arguments[2] + "/" + page.path) {
    problems.append("\(path):1:1: error: a page stands at \(CommandLine.arguments[2])/CATEGORY/RULE-ID.md")
  }
  if let other = pages.first(where: { $0.id == page.id }) {
    problems.append("\(path):1:1: error: the rule id \(page.id) is taken by \(other.path)")
  }
  pages.append(page)
}

guard problems.isEmpty else { fail(problems.joined(separator: "\n")) }
// One order, and no path but those inside FOLDER: builds are the same everywhere.
pages.sort { ($0.category, $0.id) < ($1.category, $1.id) }
save(SwiftSource.embedding(pages), to: output)
