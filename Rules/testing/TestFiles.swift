import ProgramGraph
import ProjectFacts

/// The files of a project that hold tests, by the package they belong to.
struct TestFiles {
  /// Paths by the manifests' paths.
  private var byManifest: [String: [String]] = [:]
  /// What a generator writes: a test that says nothing about the project.
  private(set) var scaffolds: [String: [String]] = [:]
  private(set) var all: [String] = []

  init(_ program: Program, _ project: Project) {
    for number in program.files.indices where program.roles[number].role == .test {
      let path = program.files[number].path
      guard case .success(let bytes) = project.files.bytes(of: path) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      guard Self.holdsTest(text) else { continue }
      let owner = project.manifest(governing: path)?.path ?? ""
      if Self.isScaffold(path, text) {
        scaffolds[owner, default: []].append(path)
      } else {
        byManifest[owner, default: []].append(path)
        all.append(path)
      }
    }
  }

  func files(of manifest: PackageManifest) -> [String] { byManifest[manifest.path] ?? [] }

  private static let openings = [
    "it", "test", "describe", "suite", "specify", "Scenario", "Deno.test", "tap.test", "t.test",
  ]

  /// Whether the text calls a function of a runner.
  private static func holdsTest(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { line in
      let code = line.drop { $0 == " " || $0 == "\t" }
      return openings.contains { opening in
        guard let range = code.firstRange(of: opening), !code.hasPrefix("//"), !code.hasPrefix("*") else {
          return false
        }
        let before = range.lowerBound == code.startIndex ? nil : code[code.index(before: range.lowerBound)]
        if let before, before.isLetter || before.isNumber || before == "_" || before == "." { return false }
        let rest = code[range.upperBound...].drop { $0.isLetter || $0 == "." }
        return rest.hasPrefix("(") || rest.hasPrefix("`")
      }
    }
  }

  /// `App.test.js` of create-react-app, and what Nest's generator writes beside each class.
  private static func isScaffold(_ path: String, _ text: String) -> Bool {
    let lower = text.lowercased()
    if RelativePath.name(of: path).hasPrefix("App.test."),
      lower.contains("learn react") || lower.contains("without crashing")
    {
      return true
    }
    let tests = lower.split(whereSeparator: \.isNewline).filter { line in
      let code = line.drop { $0 == " " || $0 == "\t" }
      return code.hasPrefix("it(") || code.hasPrefix("test(")
    }
    return !tests.isEmpty
      && tests.allSatisfy { $0.contains("should be defined") || $0.contains("hello world") }
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
    ].contains { TypeChecks.word($0, in: Substring(command)) != nil } || command.contains("test/")
      || command.contains("tests/")
  }
}
