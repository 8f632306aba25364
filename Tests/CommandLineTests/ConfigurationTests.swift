import Foundation
import Testing

@Suite("Configuration", Tool.whenBuilt)
struct ConfigurationTests {
  /// What else the book finds in a sketch is no matter of configuration.
  private static let rules = "sync-call-in-handler,console-only-catch"

  private func findings(_ folder: TemporaryFolder, _ flags: [String] = []) throws -> [String] {
    let outcome = try Tool.run([folder.path, "--format", "concise", "--only", Self.rules] + flags)
    #expect(outcome.complaint == "")
    return outcome.lines.map { line in
      let place = line.prefix { $0 != ":" }
      let severity = line.contains(": error: ") ? "error" : line.contains(": warning: ") ? "warning" : "note"
      return "\(place) \(severity)"
    }
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    var text: String
    /// What the complaint holds.
    var says: String
    var testDescription: String { text }
  }

  static let mistakes = [
    Mistake(text: #"{"#, says: "nodevet.json:1:"),
    Mistake(text: #"[]"#, says: "nodevet.json:1:1: an object is expected here"),
    Mistake(text: #"{ "ruls": {} }"#, says: "1:3: there is no key 'ruls'; did you mean 'rules'?"),
    Mistake(
      text: #"{ "rules": { "sync-call-in-handlr": "off" } }"#,
      says: "1:14: there is no rule or category 'sync-call-in-handlr'; did you mean 'sync-call-in-handler'?"),
    Mistake(text: #"{ "rules": { "errors": "eror" } }"#, says: "1:24: 'eror' is not known here; did you mean 'error'?"),
    Mistake(text: #"{ "rules": { "errors": 2 } }"#, says: "1:24: one of off, note, warning and error is expected here"),
    Mistake(
      text: #"{ "rules": { "empty-catch": { "severity": "note" } } }"#,
      says: "1:29: one of off, note, warning and error is expected here, and no object: there are no options here"),
    Mistake(text: #"{ "extends": "strict" }"#, says: #"1:14: a list is expected here: ["strict"]"#),
    Mistake(text: #"{ "rules": {}, "rules": {} }"#, says: "1:16: 'rules' stands here twice"),
    Mistake(text: #"{ "overrides": [{ "rules": {} }] }"#, says: "1:17: 'files' is missing here"),
    Mistake(text: #"{ "extends": ["recomended"] }"#, says: "1:15: there is no preset 'recomended'"),
    Mistake(text: #"{ "extends": ["../../etc/passwd"] }"#, says: "leads out of the repository"),
    Mistake(text: #"{ "extends": ["./nodevet.json"] }"#, says: "extends itself"),
    Mistake(text: #"{ "extends": ["./nowhere.json"] }"#, says: "there is no file 'nowhere.json'"),
    Mistake(text: #"{ "baseline": "/etc/passwd" }"#, says: "leads out of the repository"),
    Mistake(text: #"{ "exclude": ["../other"] }"#, says: "globs do not climb"),
    Mistake(text: #"{ "gate": { "coverage": 2 } }"#, says: "a number from 0 to 1 is expected here"),
    Mistake(text: #"{ "gate": { "fail": "error" } }"#, says: "there is no clause 'fail'"),
    Mistake(
      text: #"{ "suppressions": [{ "rule": "missing-lockfile", "path": "package.json" }] }"#,
      says: "'reason' is missing here"),
    Mistake(
      text: #"{ "suppressions": [{ "rule": "missing-lockfile", "path": "*", "reason": "x", "until": "2026-02-30" }] }"#,
      says: "a day such as"),
  ]

  @Test("What is wrong in nodevet.json is told with its place and what was meant", arguments: mistakes)
  func mistake(_ mistake: Mistake) throws {
    let folder = try TemporaryFolder(Sketches.clean)
    try folder.write(mistake.text, to: "nodevet.json")
    let outcome = try Tool.run([folder.path])
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaint.contains(mistake.says), "\(outcome.complaint)")
  }

  @Test("A configuration that cannot be read is told with the reason")
  func unreadable() throws {
    let folder = try TemporaryFolder(Sketches.clean)
    try folder.write(String(repeating: " ", count: 2 << 20), to: "nodevet.json")
    #expect(try Tool.run([folder.path]).complaint.contains("nodevet.json: the file has 2097152 bytes"))
    let absent = try Tool.run([folder.path, "--config", folder.path("nowhere.json")])
    #expect(absent.code == 2 && absent.complaint.contains("nowhere.json: the file does not exist"))
  }

  @Test("Rules and categories get the severity that is configured; the rule's own entry counts more")
  func severities() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    #expect(try findings(folder) == ["server.js error"])
    for (rules, expected) in [
      (#""sync-call-in-handler": "warning""#, ["server.js warning"]),
      (#""event-loop": "note""#, ["server.js note"]),
      (#""sync-call-in-handler": "warning", "event-loop": "off""#, ["server.js warning"]),
      (#""sync-call-in-handler": "off""#, []),
    ] {
      try folder.write("{ \"rules\": { \(rules) } }", to: "nodevet.json")
      #expect(try findings(folder) == expected, "\(rules)")
    }
    #expect(try Tool.run([folder.path]).text.contains("1 switched off"), "what is switched off is counted")
  }

  @Test("What a rule holds for lesser stays lesser, unless the configuration goes below it")
  func lesserFindings() throws {
    let folder = try TemporaryFolder(Sketches.doubtful)
    for (level, expected) in [("error", "warning"), ("warning", "warning"), ("note", "note")] {
      try folder.write("{ \"rules\": { \"sync-call-in-handler\": \"\(level)\" } }", to: "nodevet.json")
      #expect(try findings(folder) == ["server.js \(expected)"], "\(level)")
    }
  }

  @Test("Overrides speak for the files they name, the last that fits wins")
  func overrides() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    try folder.write(Sketches.blocking["server.js"] ?? "", to: "scripts/local.js")
    try folder.write(
      """
      {
        // Comments, and a comma at the end, are fine.
        "overrides": [
          { "files": ["**/*.js"], "rules": { "sync-call-in-handler": "warning" } },
          { "files": ["scripts"], "rules": { "sync-call-in-handler": "note" } },
        ],
      }
      """, to: "nodevet.json")
    #expect(try findings(folder) == ["scripts/local.js note", "server.js warning"])
    let explained = try Tool.run(
      ["config", "explain", "scripts/local.js", "--rule", "sync-call-in-handler"], in: folder.path)
    #expect(explained.lines.first == "scripts/local.js: sync-call-in-handler is note, by nodevet.json:5:40")
    #expect(explained.lines.contains { $0.hasPrefix("  error") && $0.contains("the rule's page") })
    let other = try Tool.run(["config", "explain", "server.js", "--rule", "sync-call-in-handler"], in: folder.path)
    #expect(other.text.contains("for scripts  (does not fit)"))
    #expect(other.text.contains("holds for lesser stay so"))
    let unset = try Tool.run(["config", "explain", "server.js", "--rule", "floating-promise"], in: folder.path)
    #expect(unset.text.contains("holds for worse, or for lesser, are told as such: nobody sets it"))
  }

  @Test("A package's own file speaks after that of the repository, and alone with `root`")
  func packages() throws {
    let folder = try TemporaryFolder([
      "package.json": #"{ "name": "all", "private": true, "workspaces": ["packages/*"] }"#,
      "nodevet.json": #"{ "rules": { "sync-call-in-handler": "note" } }"#,
    ])
    try FileManager.default.createDirectory(atPath: folder.path(".git"), withIntermediateDirectories: true)
    for name in ["api", "web", "job"] {
      for (path, text) in Sketches.blocking { try folder.write(text, to: "packages/\(name)/\(path)") }
    }
    try folder.write(#"{ "rules": { "sync-call-in-handler": "warning" } }"#, to: "packages/api/nodevet.json")
    try folder.write(#"{ "root": true }"#, to: "packages/web/nodevet.json")
    let expected = [
      "packages/api/server.js warning", "packages/job/server.js note", "packages/web/server.js error",
    ]
    #expect(try findings(folder).filter { $0.contains("server.js") } == expected)
    let inner = try Tool.run([folder.path("packages/api"), "--format", "concise"])
    #expect(inner.text.contains("packages/api/server.js:2:55: warning:"))
  }

  @Test("Extended files are read from where they stand, their globs from the folder that extends them")
  func extends() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    try folder.write(#"{ "extends": ["strict", "./config/base.json"] }"#, to: "nodevet.json")
    try folder.write(#"{ "extends": ["./more.json"], "exclude": ["server.js"] }"#, to: "config/base.json")
    try folder.write(#"{ "rules": { "event-loop": "note" } }"#, to: "config/more.json")
    let outcome = try Tool.run([folder.path])
    #expect(outcome.text.contains("1 file  excluded by nodevet.json"))
    #expect(try findings(folder) == [])
    try folder.write(#"{ "extends": ["strict", "./config/more.json"] }"#, to: "nodevet.json")
    #expect(try findings(folder) == ["server.js note"])
  }

  @Test("The strict preset makes errors of warnings, the review preset fails nothing")
  func presets() throws {
    let folder = try TemporaryFolder(Sketches.doubtful)
    #expect(try Tool.run([folder.path]).code == 0)
    let swallowing = try TemporaryFolder([
      "package.json": Sketches.manifest, "a.js": "try { run() } catch (error) { console.log(error) }\n",
    ])
    #expect(try findings(swallowing).contains { $0.hasSuffix("error") } == false)
    #expect(try findings(swallowing, ["--preset", "strict"]).contains { $0.hasSuffix("warning") } == false)
    let blocking = try TemporaryFolder(Sketches.blocking)
    #expect(try Tool.run([blocking.path, "--preset", "review"]).code == 0)
    #expect(try Tool.run([blocking.path, "--preset", "review", "--fail-on", "error"]).code == 1)
    try blocking.write(#"{ "extends": ["review"] }"#, to: "nodevet.json")
    #expect(try Tool.run([blocking.path]).code == 0)
  }

  @Test("What is excluded is not read, and is counted with the reason")
  func exclusion() throws {
    let folder = try TemporaryFolder(Sketches.broken(Sketches.blocking))
    try folder.write(#"{ "exclude": ["half.js"] }"#, to: "nodevet.json")
    let outcome = try Tool.run([folder.path])
    #expect(outcome.text.contains("1 file  excluded by nodevet.json"))
    #expect(!outcome.text.contains("could not be examined"))
    try folder.write(#"{ "include": ["src/**"] }"#, to: "nodevet.json")
    #expect(try Tool.run([folder.path]).text.contains("2 files  not included by nodevet.json"))
  }

  @Test("Who does not trust the project obeys neither its configuration nor its comments")
  func untrusted() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    try folder.write(#"{ "rules": { "event-loop": "off" }, "exclude": ["**"] }"#, to: "nodevet.json")
    #expect(try Tool.run([folder.path, "--untrusted"]).code == 1)
    try folder.write("not even JSON", to: "nodevet.json")
    #expect(try Tool.run([folder.path, "--untrusted"]).code == 1)
    let silenced = try TemporaryFolder(Sketches.blocking)
    let text = "// nodevet-ignore-file sync-call-in-handler -- all is well\n" + (Sketches.blocking["server.js"] ?? "")
    try silenced.write(text, to: "server.js")
    #expect(try Tool.run([silenced.path]).code == 0)
    #expect(try Tool.run([silenced.path, "--untrusted"]).code == 1)
  }

  @Test("The operator's file stands in for the project's")
  func operatorsFile() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    try folder.write(#"{ "rules": { "event-loop": "off" } }"#, to: "nodevet.json")
    let own = try TemporaryFolder([
      "own.json": #"{ "extends": ["./base.json"] }"#, "base.json": #"{ "rules": { "event-loop": "warning" } }"#,
    ])
    #expect(try findings(folder, ["--config", own.path("own.json")]) == ["server.js warning"])
    #expect(try Tool.run([folder.path, "--config", own.path("none.json")]).code == 2)
  }

  @Test("The schema is JSON, knows every rule, and what init writes is right")
  func schema() throws {
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(Tool.run(["config", "schema"]).output)) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    let rules = try #require(properties["rules"]?["properties"] as? [String: Any])
    #expect(rules["sync-call-in-handler"] != nil && rules["event-loop"] != nil)
    let folder = try TemporaryFolder(Sketches.clean)
    #expect(try Tool.run(["init"], in: folder.path).code == 0)
    #expect(try Tool.run(["config", "check"], in: folder.path).text == "nodevet.json\tok\n")
    #expect(try Tool.run([], in: folder.path).code == 0)
    let before = try folder.bytes("nodevet.json")
    let again = try Tool.run(["init"], in: folder.path)
    #expect(again.code == 2 && again.complaint.contains("it is there already"))
    #expect(try folder.bytes("nodevet.json") == before)
  }

  @Test("What config print says is a configuration that says the same")
  func print() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    try folder.write(
      #"{ "rules": { "event-loop": "warning" }, "gate": { "new": { "error": 0 }, "coverage": 0.95 } }"#,
      to: "nodevet.json")
    let printed = try Tool.run(["config", "print", folder.path])
    #expect(printed.text.contains(#""sync-call-in-handler": "warning""#))
    #expect(printed.text.contains(#""coverage": 0.95"#))
    try folder.write(printed.text, to: "nodevet.json")
    let again = try Tool.run(["config", "print", folder.path])
    #expect(again.text == printed.text)
  }

  @Test("Options of rules are numbers in their range")
  func options() throws {
    let folder = try TemporaryFolder(Sketches.clean)
    try folder.write(#"{ "rules": { "oversized-tree": { "options": { "packages": 0 } } } }"#, to: "nodevet.json")
    #expect(try Tool.run([folder.path]).complaint.contains("a whole number from 1"))
    try folder.write(#"{ "rules": { "oversized-tree": { "options": { "pakages": 10 } } } }"#, to: "nodevet.json")
    #expect(try Tool.run([folder.path]).complaint.contains("did you mean 'packages'?"))
  }

  @Test("Every shell gets the commands, flags and rules there are", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let script = try Tool.run(["completions", shell])
    #expect(script.code == 0)
    for word in ["baseline", "fail-on", "sync-call-in-handler", "checkstyle"] { #expect(script.text.contains(word)) }
    #expect(try Tool.run(["completions", "tcsh"]).code == 2)
  }
}
