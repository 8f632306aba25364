import Auditing
import Findings
import ProjectFacts
import Testing

/// Tools that a manifest lists among what production needs: who is told, how loudly, and how often.
@Suite("packages: tools that no server loads")
struct ToolSeverityTests {
  private let server = expressServer(routes: 1)

  private func manifest(_ scripts: String, _ dependencies: String) -> String {
    "{\"name\": \"api\", \"private\": true, \"scripts\": {\(scripts)}, \"dependencies\": {\"express\": \"^4.19.0\", \(dependencies)}}"
  }

  private func deprecated(_ scripts: String, _ dependencies: String, code: String = "") -> [Severity] {
    findings(
      of: "deprecated-package",
      in: ["package.json": manifest(scripts, dependencies), "server.js": code + server]
    ).map(\.severity)
  }

  @Test("A deprecated package that only scripts run while they build, or that nothing loads, is a note")
  func runByScripts() {
    let rimraf = "\"rimraf\": \"^3.0.2\""
    #expect(deprecated("\"prebuild\": \"rimraf dist\"", rimraf) == [.note])
    #expect(deprecated("\"prebuild\": \"rimraf dist\"", rimraf + ", \"tslint\": \"^6.1.0\"") == [.note])
    #expect(deprecated("\"start\": \"rimraf tmp && node server.js\"", rimraf) == [.warning])
    #expect(deprecated("\"start\": \"npm run clean && node .\", \"clean\": \"rimraf tmp\"", rimraf) == [.warning])
    #expect(deprecated("\"start\": \"npm run build && node .\", \"build\": \"rimraf dist && tsc\"", rimraf) == [.note])
    #expect(deprecated("\"prebuild\": \"rimraf dist\"", rimraf, code: "require('rimraf')('tmp')\n") == [.warning])
    // Nothing runs it, and no code loads it: it is to be taken out.
    #expect(deprecated("", rimraf) == [.note])
    #expect(deprecated("", rimraf, code: "exports.tools = ['rimraf']\n") == [.warning])
  }

  @Test("The name of an event is no mention of a package")
  func events() {
    let request = "\"request\": \"^2.88.0\""
    #expect(deprecated("", request, code: "bus.on('request', console.log)\n") == [.note])
    #expect(deprecated("", request, code: "exports.clients = ['request']\n") == [.warning])
  }

  @Test("Packages of types are tools wherever they stand")
  func types() {
    let lock = #"""
      {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "1", "@types/maps": "1"}},
        "node_modules/express": {"version": "1.0.0"},
        "node_modules/@types/maps": {"version": "1.0.0", "deprecated": "stub, maps brings its own"}}}
      """#
    let files = [
      "package.json": manifest("", "\"@types/maps\": \"1\""), "package-lock.json": lock, "server.js": server,
    ]
    #expect(findings(of: "deprecated-package", in: files).map(\.severity) == [.note])
  }

  @Test("A package that is no package is told once, by the rule that says so")
  func once() {
    let files = [
      "package.json": manifest("", "\"crypto\": \"^1.0.1\""),
      "package-lock.json": #"""
      {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "1", "crypto": "1"}},
        "node_modules/express": {"version": "1.0.0"},
        "node_modules/crypto": {"version": "1.0.1", "deprecated": "It is now a built-in module"}}}
      """#, "server.js": server,
    ]
    let project = Project(inMemory: files.map { ($0.key, Array($0.value.utf8)) })
    let rules = RuleSelection(only: ["deprecated-package", "builtin-as-dependency"])
    let found = Audit(project: project, rules: rules, options: AuditOptions(subject: "test", threads: 1)).run().findings
    #expect(found.map(\.rule) == ["builtin-as-dependency"])
  }

  @Test("A runner of tests does not make a server one that draws in a browser")
  func vitest() {
    let files = [
      "package.json": #"""
      {"name": "bot", "private": true, "dependencies": {"express": "^4.19.0", "path": "^0.12.7"},
        "devDependencies": {"vitest": "^1.0.0", "vite-node": "^1.0.0"}}
      """#, "server.js": server,
    ]
    #expect(findings(of: "builtin-as-dependency", in: files).map(\.severity) == [.warning])
  }
}
