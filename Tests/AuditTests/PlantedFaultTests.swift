import Auditing
import Findings
import SourceText
import Testing

/// What is planted in the fixture projects, written down before it was found: golden files alone could be accepted wrong.
/// Packages that are heavy and deprecated are told as deprecated.
@Suite("Planted faults")
struct PlantedFaultTests {
  struct Planted: Sendable {
    var project: String
    var rule: String
    /// `path:line`, or a path where the rule may choose the line.
    var places: [String]
  }

  static let planted: [Planted] = [
    Planted(
      project: "express-shop", rule: "sync-call-in-handler",
      places: ["src/utils/passwords.js:7", "src/utils/templates.js:7"]),
    Planted(
      project: "express-shop", rule: "console-only-catch",
      places: ["src/db.js:17", "src/services/StockService.js:18"]),
    Planted(project: "express-shop", rule: "empty-catch", places: ["src/services/mail.js:16"]),
    Planted(project: "express-shop", rule: "lockfile-ignored", places: [".gitignore:5"]),
    Planted(project: "express-shop", rule: "node-env-switch", places: ["src/config/index.js"]),
    Planted(
      project: "express-shop", rule: "secret-fallback",
      places: ["src/middleware/authenticate.js:3", "src/services/mail.js:2"]),
    Planted(project: "express-shop", rule: "committed-env", places: [".env"]),
    Planted(project: "express-catalog", rule: "oversized-tree", places: ["package.json"]),
    Planted(
      project: "express-catalog", rule: "heavy-dependency",
      places: ["package.json:15", "package.json:17", "package.json:19"]),
    Planted(
      project: "nest-api", rule: "sync-call-in-handler",
      places: ["src/documents/stamp.service.ts:23", "src/documents/stamp.service.ts:27"]),
    Planted(
      project: "fastify-service", rule: "sync-call-in-handler",
      places: ["src/lib/archive.js:12", "src/lib/journal.js:6"]),
    Planted(
      project: "koa-board", rule: "sync-call-in-handler",
      places: ["src/services/note-view.js:13", "src/services/note-view.js:17"]),
    Planted(project: "monorepo", rule: "sync-call-in-handler", places: ["packages/storage/src/files.ts:11"]),
    Planted(project: "raw-http", rule: "sync-call-in-handler", places: ["lib/pages.js:17"]),
    Planted(
      project: "legacy-callbacks", rule: "sync-call-in-handler",
      places: ["app/lib/cards.js:9", "app/lib/passwords.js:4"]),
    Planted(project: "legacy-callbacks", rule: "multiple-lockfiles", places: ["package.json"]),
    Planted(project: "legacy-callbacks", rule: "node-env-switch", places: ["config/production.js"]),
    Planted(project: "legacy-callbacks", rule: "heavy-dependency", places: ["package.json:14"]),
  ]

  private static let rules = Set(planted.map(\.rule))

  @Test("Each rule finds what is planted for it, and nothing else", arguments: FixtureProject.names)
  func planted(name: String) throws {
    let known = Set(RuleSelection().cards.map(\.id))
    let findings = try FixtureProject(name).places()
    for rule in Self.rules.intersection(known).sorted() {
      let expected = Self.planted.filter { $0.project == name && $0.rule == rule }.flatMap(\.places)
      let found = findings.filter { $0.rule == rule }.map(\.place)
      for place in expected {
        #expect(found.contains { Self.matches($0, place) }, "\(rule) is silent about \(place)")
      }
      for place in found {
        #expect(expected.contains { Self.matches(place, $0) }, "\(rule) was not planted at \(place)")
      }
    }
  }

  private static func matches(_ found: String, _ planted: String) -> Bool {
    found == planted || found.hasPrefix(planted + ":")
  }

  struct Route: Sendable {
    var project: String
    var path: String
    var route: String
  }

  static let routes = [
    Route(project: "express-shop", path: "src/utils/templates.js", route: "GET /api/orders/:id/invoice"),
    Route(project: "express-shop", path: "src/utils/passwords.js", route: "POST /api/account/register"),
    Route(project: "nest-api", path: "src/documents/stamp.service.ts", route: "POST /v1/documents/:id/certificate"),
    Route(project: "fastify-service", path: "src/lib/journal.js", route: "the onResponse hook"),
    Route(
      project: "fastify-service", path: "src/lib/archive.js", route: "GET /v3/measurements/:station/:day/download"),
    Route(
      project: "koa-board", path: "src/services/note-view.js",
      route: "GET /api/v1/boards/:board/notes/:note/attachments"),
    Route(project: "monorepo", path: "packages/storage/src/files.ts", route: "GET /parcels/:number/history"),
    Route(project: "raw-http", path: "lib/pages.js", route: "a request"),
    Route(project: "legacy-callbacks", path: "app/lib/cards.js", route: "GET /members/:id/card"),
  ]

  @Test("A blocking call is told with its whole route, prefixes included", arguments: routes)
  func route(_ expected: Route) throws {
    let messages = try FixtureProject(expected.project).audit().findings
      .filter { $0.path == expected.path && $0.rule == "sync-call-in-handler" }.map(\.message)
    #expect(!messages.isEmpty)
    for message in messages { #expect(message.contains(" on \(expected.route) ")) }
  }
}

extension FixtureProject {
  /// Rule and `path:line` of every finding.
  func places() -> [(rule: String, place: String)] {
    let report = audit()
    return report.findings.map { finding in
      let line = report.sources[finding.path]?.lineTable().position(at: finding.span.start).line
      return (finding.rule, line.map { "\(finding.path):\($0)" } ?? finding.path)
    }
  }
}
