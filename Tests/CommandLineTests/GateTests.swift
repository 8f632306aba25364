import Foundation
import Testing

@Suite("Gates", Tool.whenBuilt)
struct GateTests {
  /// A project, and what an audit of it knows.
  struct Kind: Sendable {
    var name: String
    var files: [String: String]
    var errors = 0
    var warnings = 0
    var isComplete = true
  }

  static let kinds = [
    Kind(name: "clean", files: Sketches.clean),
    Kind(name: "warning", files: Sketches.doubtful, warnings: 1),
    Kind(name: "error", files: Sketches.blocking, errors: 1),
    Kind(name: "clean, incomplete", files: Sketches.broken(Sketches.clean), isComplete: false),
    Kind(name: "warning, incomplete", files: Sketches.broken(Sketches.doubtful), warnings: 1, isComplete: false),
    Kind(name: "error, incomplete", files: Sketches.broken(Sketches.blocking), errors: 1, isComplete: false),
    Kind(name: "empty", files: [:], isComplete: false),
  ]

  /// Everything else that may stand on a command line and must not matter, or has the code of its own mistake.
  static let manners: [(flags: [String], code: Int32?)] = [
    ([], nil), (["--quiet"], nil), (["--format", "sarif"], nil), (["--format", "github", "--quiet"], nil),
    (["--untrusted"], nil), (["--threads", "1"], nil), (["--diff"], nil), (["--color", "always"], nil),
    (["--fromat", "sarif"], 2), (["--report", "json=/nowhere/at-all.json"], 2), (["--config", "/nowhere.json"], 2),
    (["--since", "HEAD"], 2), (["--staged"], 2), (["--baseline", "/nowhere.txt"], 2), (["--prune"], 2),
    (["--since", "HEAD", "--staged"], 2),
  ]

  @Test("Every combination of project and flags has the exit code of the table", arguments: kinds)
  func table(kind: Kind) throws {
    let folder = try TemporaryFolder(kind.files)
    for threshold in [nil, "error", "warning", "note", "never"] {
      for allowsIncomplete in [false, true] {
        for most in [nil, 0, 1] {
          var flags = ["--only", "event-loop"]
          if let threshold { flags += ["--fail-on", threshold] }
          if allowsIncomplete { flags.append("--allow-incomplete") }
          if let most { flags += ["--max", String(most)] }
          let atThreshold =
            switch threshold {
            case "never": 0
            case "warning", "note": kind.errors + kind.warnings
            default: kind.errors
            }
          let isOverMax = most.map { kind.errors + kind.warnings > $0 } ?? false
          let fails = atThreshold > 0 || isOverMax && threshold != "never"
          let expected: Int32 = fails ? 1 : kind.isComplete || allowsIncomplete ? 0 : 3
          // All manners with the plain thresholds, one with each other combination.
          let number = (threshold ?? "").utf8.count + (allowsIncomplete ? 1 : 0) + (most ?? 2)
          let manners = most == nil ? Self.manners : [Self.manners[number % Self.manners.count]]
          for (more, code) in manners {
            #expect(
              try Tool.run([folder.path] + flags + more).code == code ?? expected, "\(kind.name): \(flags + more)")
          }
        }
      }
    }
  }

  private func run(_ gate: String, _ files: [String: String], _ flags: [String] = []) throws -> Tool.Outcome {
    let folder = try TemporaryFolder(files)
    try folder.write("{ \"gate\": \(gate) }", to: "nodevet.json")
    return try Tool.run([folder.path, "--only", "event-loop"] + flags)
  }

  @Test("A failed clause is told with both numbers; without a failure nothing is said")
  func clauses() throws {
    let failed = try run(#"{ "new": { "error": 0 }, "findings": 0 }"#, Sketches.blocking)
    #expect(failed.code == 1)
    #expect(failed.complaint.contains("new errors: 1, 1 more than the 0 allowed"))
    #expect(failed.complaint.contains("findings: 1, 1 more than the 0 allowed"))
    let passed = try run(#"{ "new": { "error": 1 } }"#, Sketches.blocking)
    #expect(passed.code == 0 && passed.complaint == "")
    let coverage = try run(#"{ "coverage": 0.9 }"#, Sketches.broken(Sketches.clean), ["--allow-incomplete"])
    #expect(coverage.code == 1)
    #expect(coverage.complaint.contains("coverage: 2 of 3 files examined, 90 % asked for: 1 file short"))
    #expect(try run(#"{ "coverage": 0.5 }"#, Sketches.broken(Sketches.clean), ["--allow-incomplete"]).code == 0)
  }

  @Test("The operator's flags count more than the project's gate")
  func precedence() throws {
    #expect(try run(#"{ "failOn": "never" }"#, Sketches.blocking).code == 0)
    #expect(try run(#"{ "failOn": "never" }"#, Sketches.blocking, ["--fail-on", "error"]).code == 1)
    #expect(try run(#"{ "findings": 0 }"#, Sketches.blocking, ["--fail-on", "never"]).code == 0)
    #expect(try run(#"{ "findings": 0 }"#, Sketches.doubtful).code == 1)
    #expect(try run(#"{ "findings": 0 }"#, Sketches.doubtful, ["--max", "1"]).code == 0)
    #expect(try run(#"{ "failOn": "warning" }"#, Sketches.doubtful).code == 1)
  }

  @Test("What a baseline accepts is not new, and counts in all")
  func total() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    _ = try Tool.run(["baseline"], in: folder.path)
    let flags = ["--baseline", "nodevet-baseline.txt"]
    try folder.write(#"{ "gate": { "new": { "error": 0 } } }"#, to: "nodevet.json")
    let passed = try Tool.run(flags, in: folder.path)
    #expect(passed.code == 0 && passed.text.hasPrefix("✔ Nothing new found · "))
    try folder.write(#"{ "gate": { "total": { "error": 0 } } }"#, to: "nodevet.json")
    let failed = try Tool.run(flags, in: folder.path)
    #expect(failed.code == 1 && failed.complaint.contains("errors in all: 1, 1 more than the 0 allowed"))
    #expect(failed.text.hasPrefix("Nothing new found · 2 files examined · "), "\(failed.text)")
  }

  @Test("--quiet prints nothing where the exit code is 0, and everything where it is not")
  func quiet() throws {
    let clean = try TemporaryFolder(Sketches.clean)
    let outcome = try Tool.run([clean.path, "--quiet"])
    #expect(outcome.output.isEmpty && outcome.complaint.isEmpty)
    let blocking = try TemporaryFolder(Sketches.blocking)
    #expect(try !Tool.run([blocking.path, "--quiet"]).output.isEmpty)
  }

  @Test("A GitHub run appends its summary to the step's")
  func stepSummary() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    let out = try TemporaryFolder(["summary.md": "before\n"])
    let outcome = try Tool.run(
      [folder.path, "--format", "github"], environment: ["GITHUB_STEP_SUMMARY": out.path("summary.md")])
    #expect(outcome.text.hasPrefix("::error file=server.js,line=2,"))
    let summary = String(decoding: try out.bytes("summary.md"), as: UTF8.self)
    #expect(summary.hasPrefix("before\n## nodevet: 1 error"))
  }

  @Test("Timings stand in JSON where they are asked for, and nowhere else")
  func timings() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    #expect(!(try Tool.run([folder.path, "--format", "json"]).text.contains("timings")))
    let outcome = try Tool.run([folder.path, "--format", "json", "--timings"])
    let json = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    let phases = (json["timings"] as? [String: Any])?["phases"] as? [[String: Any]] ?? []
    #expect(phases.first?["name"] as? String == "reading the project")
    #expect(phases.allSatisfy { ($0["microseconds"] as? Int ?? -1) >= 0 })
    #expect(outcome.complaint.contains("writing reports"))
  }
}
