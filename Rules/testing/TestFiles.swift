import Checking
import ProgramGraph
import ProjectFacts
import SourceText

/// The files of a project that hold tests, by the package they belong to.
struct TestFiles: ProgramKnowledge {
  /// Paths by the manifests' paths.
  private var byManifest: [String: [String]] = [:]
  /// What a generator writes: a test that says nothing about the project.
  private(set) var scaffolds: [String: [String]] = [:]
  private(set) var all: [String] = []

  init(_ program: Program, _ project: Project) {
    for number in program.files.indices where program.roles[number].role == .test {
      let path = program.files[number].path
      guard case .success(let bytes) = project.files.bytes(of: path) else { continue }
      guard Self.holdsTest(bytes) else { continue }
      let owner = project.manifest(governing: path)?.path ?? ""
      if bytes.count <= Self.scaffoldSize, Self.isScaffold(path, String(decoding: bytes, as: UTF8.self)) {
        scaffolds[owner, default: []].append(path)
      } else {
        byManifest[owner, default: []].append(path)
        all.append(path)
      }
    }
  }

  func files(of manifest: PackageManifest) -> [String] { byManifest[manifest.path] ?? [] }

  /// What generators write is short, in bytes.
  private static let scaffoldSize = 8192

  private static let openings = [
    "it", "test", "describe", "suite", "specify", "Scenario", "Deno.test", "tap.test", "t.test",
  ].map { Array($0.utf8) }

  /// By byte: whether an opening begins with it.
  private static let mayOpen: [Bool] = (0..<256).map { byte in openings.contains { $0.first.map(Int.init) == byte } }

  /// Whether the text calls a function of a runner. Bytes, and no line twice: test folders are large.
  private static func holdsTest(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      var start = 0
      while start < text.count {
        var end = start
        while end < text.count, text[end] != UInt8(ascii: "\n"), text[end] != UInt8(ascii: "\r") { end += 1 }
        if callsRunner(UnsafeBufferPointer(rebasing: text[start..<end])) { return true }
        start = end + 1
      }
      return false
    }
  }

  private static func callsRunner(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < line.count, line[index] == UInt8(ascii: " ") || line[index] == UInt8(ascii: "\t") { index += 1 }
    let code = UnsafeBufferPointer(rebasing: line[index...])
    if code.starts(with: "//".utf8) || code.starts(with: "*".utf8) { return false }
    for start in code.indices where mayOpen[Int(code[start])] {
      guard start == 0 || !isPartOfName(code[start - 1]) else { continue }
      for opening in openings where code[start...].starts(with: opening) {
        let rest = code[(start + opening.count)...].drop { isLetter($0) || $0 == UInt8(ascii: ".") }
        if let next = rest.first, next == UInt8(ascii: "(") || next == UInt8(ascii: "`") { return true }
      }
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte >= 0x80
  }

  /// Names, numbers, and the dot before a member.
  private static func isPartOfName(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }

  /// `App.test.js` of create-react-app, and what Nest's generator writes beside each class.
  private static func isScaffold(_ path: String, _ text: String) -> Bool {
    let lower = text.lowercased()
    if RelativePath.name(of: path).hasPrefix("App.test.") {
      if lower.holds("learn react") || lower.holds("without crashing") { return true }
    }
    guard lower.holds("should be defined") || lower.holds("hello world") else { return false }
    let tests = lower.split(whereSeparator: \.isNewline).filter { line in
      let code = line.drop { $0 == " " || $0 == "\t" }
      return code.hasPrefix("it(") || code.hasPrefix("test(")
    }
    return !tests.isEmpty
      && tests.allSatisfy { $0.holds("should be defined") || $0.holds("hello world") }
  }

  /// Whether a command runs tests. Sources: the documentation of the runners, 2026.
  static func runsTests(_ command: String) -> Bool {
    [
      "jest", "vitest", "mocha", "ava", "tap", "tape", "jasmine", "karma", "playwright", "cypress", "newman",
      "node --test",
      "--test", "react-scripts test", "nyc", "c8", "uvu", "turbo", "nx", "lerna", "bun test", "deno test", "ng test",
      "lab",
      "qunit", "borp", "cucumber", "aegir", "tsd", "wtr", "gulp test", "grunt", "make", "run-s", "npm run test",
      "yarn test",
      "pnpm test", "npm test", "wdio", "japa", "ace test", "sst", "testcafe", "nightwatch", "npm-run-all", "tests/",
      "test/",
      "xo", "vows", "expresso", "web-test-runner", "poku", "tstyche",
    ].contains { TypeChecks.word($0, in: Substring(command)) != nil } || command.holds("test/")
      || command.holds("tests/")
  }
}
