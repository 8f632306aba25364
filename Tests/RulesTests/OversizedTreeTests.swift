import Findings
import Testing

@Suite("oversized-tree: what is counted, and from where on it is told")
struct OversizedTreeTests {
  private func findings(
    _ direct: [(name: String, count: Int)], routes: Int = 2, manifest: String = "", extra: [String] = [], lines: Int = 0
  ) -> [Finding] {
    let dependencies = direct.map { "\"\($0.name)\": \"^1.0.0\"" }.joined(separator: ", ")
    return RulesTests.findings(
      of: "oversized-tree",
      in: [
        "package.json": "{ \"name\": \"api\", \"private\": true, \(manifest)\"dependencies\": { \(dependencies) } }",
        "package-lock.json": npmLockfile(direct, extra: extra),
        "index.js": expressServer(routes: routes) + String(repeating: "\n", count: lines),
      ])
  }

  @Test("Four hundred packages for a small server are a warning, one less is none")
  func large() {
    let plain: [(String, Int)] = (0..<24).map { ("part\($0)", 16) }
    #expect(findings([("express", 15)] + plain).map(\.severity) == [])
    #expect(findings([("express", 16)] + plain).map(\.severity) == [.warning])
  }

  @Test("With many routes, or many lines, it takes seven hundred, and is a note")
  func huge() {
    let plain: [(String, Int)] = (0..<34).map { ("part\($0)", 20) }
    #expect(findings([("express", 19)] + plain, routes: 41, lines: 4_001).map(\.severity) == [])
    #expect(findings([("express", 20)] + plain, routes: 41, lines: 4_001).map(\.severity) == [.note])
    #expect(findings([("express", 20)] + plain, routes: 3, lines: 30_000).map(\.severity) == [.note])
    #expect(findings([("express", 20)] + plain, routes: 3, lines: 10_000).map(\.severity) == [.warning])
  }

  @Test("How many commands stand behind an event of a bot, its lines tell")
  func bots() {
    func found(_ lines: Int) -> [Severity] {
      let bot =
        expressServer(routes: 2) + "const { Client } = require('discord.js')\n"
        + "new Client().on('messageCreate', message => message.reply('a'))\n"
        + String(repeating: "run()\n", count: lines)
      return RulesTests.findings(
        of: "oversized-tree",
        in: [
          "package.json":
            #"{ "name": "bot", "private": true, "dependencies": { "express": "1", "discord.js": "14", "mailer": "1" } }"#,
          "package-lock.json": npmLockfile([("express", 150), ("discord.js", 150), ("mailer", 150)], extra: []),
          "index.js": bot,
        ]
      ).map(\.severity)
    }
    #expect(found(1000) == [.warning])
    #expect(found(5000) == [.note])
  }

  @Test("A few dependencies that bring most of 250 are a note")
  func topHeavy() {
    #expect(findings([("express", 50), ("forever", 200)]).map(\.severity) == [.note])
    #expect(findings([("express", 49), ("forever", 200)]).map(\.severity) == [])
  }

  @Test("The parts are told heaviest first, and add up where nothing is shared")
  func parts() {
    let found = findings([("express", 50), ("mailer", 150), ("printer", 210)])
    #expect(
      found.map(\.message) == [
        "api installs 410 packages in production for 2 routes, most of them through printer (210), mailer (150), express (50)"
      ])
    #expect(found.first?.evidence.map(\.message).first == "printer brings 210 packages that nothing else needs")
  }

  @Test("Where the paths of routes are computed, their number is not told")
  func computed() {
    let server =
      "const app = require('express')()\nfor (const one of all) app.get(one.path, (req, res) => res.end())\napp.listen(1)\n"
    let found = RulesTests.findings(
      of: "oversized-tree",
      in: [
        "package.json":
          #"{ "name": "api", "private": true, "dependencies": { "express": "^1.0.0", "mailer": "^1.0.0" } }"#,
        "package-lock.json": npmLockfile([("express", 50), ("mailer", 360)], extra: []), "index.js": server,
      ])
    #expect(
      found.map(\.message) == [
        "api installs 410 packages in production, most of them through mailer (360), express (50)"
      ])
  }

  @Test("Where Nx writes the manifest that is deployed, the repository's own says nothing")
  func written() {
    var files = [
      "package.json": #"{ "name": "api", "private": true, "dependencies": { "express": "^1.0.0" } }"#,
      "package-lock.json": npmLockfile([("express", 410)], extra: []), "index.js": expressServer(routes: 2),
    ]
    #expect(RulesTests.findings(of: "oversized-tree", in: files).count == 1)
    files["apps/api/project.json"] = #"{ "targets": { "build": { "options": { "generatePackageJson": true } } } }"#
    #expect(RulesTests.findings(of: "oversized-tree", in: files).isEmpty)
  }

  @Test("Builds for other platforms are not counted")
  func platforms() {
    let builds = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"].map { "@img/sharp-\($0)" }
    #expect(findings([("express", 240), ("sharp", 9)], extra: builds).isEmpty)
  }

  @Test("A front end beside the server is left out, and the message says so")
  func frontEnd() {
    #expect(findings([("express", 60), ("react-scripts", 900)]).isEmpty)
    let found = findings([("express", 450), ("react-scripts", 900)])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message.hasSuffix("; react-scripts is not counted") == true)
  }

  @Test("Nest may bring half as many more; desktop applications bring what they want")
  func kinds() {
    #expect(findings([("express", 40), ("@nestjs/core", 500)]).map(\.severity) == [.note])
    #expect(findings([("express", 100), ("@nestjs/core", 500)]).map(\.severity) == [.warning])
    #expect(findings([("express", 600)], manifest: "\"devDependencies\": { \"electron\": \"^30\" }, ").isEmpty)
  }
}
