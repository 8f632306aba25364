import Auditing
import Findings
import ProjectFacts
import TestSupport
import Testing

/// What stands in a function that nothing calls is told, as a note.
@Suite("Findings in functions that nothing calls")
struct UncalledFunctionTests {
  private func severities(of text: String) throws -> [String: Severity] {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{ "name": "app", "private": true, "dependencies": { "express": "^4.19.0" } }"#, to: "package.json")
    try folder.write(
      """
      const { used } = require('./tidy')
      require('express')().post('/tidy', async (req, res) => res.json(await used(req.body.ids))).listen(80)
      """, to: "server.js")
    try folder.write(text, to: "tidy.js")
    let report = Audit(
      project: try Project.load(at: folder.path), rules: RuleSelection(),
      options: AuditOptions(subject: "app", threads: 1)
    ).run()
    var found: [String: Severity] = [:]
    for finding in report.findings where finding.rule == "async-in-foreach" {
      found[finding.enclosing ?? "?"] = finding.severity
    }
    return found
  }

  private static func loop(_ name: String) -> String {
    """
    async function \(name)(ids) {
      const all = []
      ids.forEach(async (id) => { all.push(await fetch('https://shop.example/' + id)) })
      return all
    }

    """
  }

  @Test("Neither called in its file nor exported")
  func unexported() throws {
    let found = try severities(of: Self.loop("used") + Self.loop("left") + "module.exports = { used }\n")
    #expect(found["used"] == .error)
    #expect(found["left"] == .note)
  }

  @Test("Exported, and spoken of by nobody who loads the file")
  func exported() throws {
    let found = try severities(of: Self.loop("used") + Self.loop("left") + "module.exports = { used, left }\n")
    #expect(found["left"] == .note)
  }

  @Test("In an object that is the whole of a module, where the file that loads it speaks of others")
  func exportedInObject() throws {
    let found = try severities(
      of: Self.loop("used") + Self.loop("left")
        + "const tidy = { used, left }\nexport { used }\nexport default { left, used }\n")
    #expect(found["used"] == .error)
    #expect(found["left"] == .error)
    let other = try severities(
      of: Self.loop("used") + Self.loop("left") + "export { used }\nexport default { left, used }\n")
    #expect(other["left"] == .note)
  }

  @Test("A method whose name nobody speaks, of a class that is all its own")
  func methods() throws {
    func methods(_ head: String) -> String {
      """
      \(head) {
        \(Self.loop("used").replacing("async function", with: "async"))
        \(Self.loop("left").replacing("async function", with: "async"))
      }
      module.exports = new Tidy()
      """
    }
    let own = try severities(of: methods("class Tidy"))
    #expect(own["Tidy.used"] == .error)
    #expect(own["Tidy.left"] == .note)
    let heir = try severities(of: "const Base = require('base')\n" + methods("class Tidy extends Base"))
    #expect(heir["Tidy.left"] == .error)
  }

  @Test("In a file that nothing loads")
  func leftFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{ "name": "app", "private": true, "scripts": { "start": "node server.js" }, "dependencies": { "express": "4.19.0", "sequelize": "5.0.0" } }"#,
      to: "package.json")
    try folder.write(
      """
      const { seal } = require('./seal')
      require('./models')
      require('express')().post('/', (req, res) => res.json(seal('a'))).listen(80)
      """, to: "server.js")
    let code = "exports.seal = text => require('crypto').createCipher('aes192', 'k').update(text)\n"
    try folder.write(code, to: "seal.js")
    try folder.write(code.replacing("seal", with: "close"), to: "helpers/left.js")
    try folder.write(
      """
      const fs = require('fs')
      const path = require('path')
      const Sequelize = require('sequelize')
      const config = require(__dirname + '/../config/config.json')
      const sequelize = new Sequelize(config.database, config.username, config.password, config)
      fs.readdirSync(__dirname).forEach(file => { sequelize['import'](path.join(__dirname, file)) })
      """, to: "models/index.js")
    try folder.write(
      "module.exports = sequelize => { require('crypto').createCipher('aes192', 'k'); return sequelize.define('a') }\n",
      to: "models/user.js")
    let report = Audit(
      project: try Project.load(at: folder.path), rules: RuleSelection(),
      options: AuditOptions(subject: "app", threads: 1)
    ).run()
    let found = report.findings.filter { $0.rule == "deprecated-core-api" }
    #expect(found.filter { $0.severity == .note }.map(\.path) == ["helpers/left.js"])
    #expect(Set(found.filter { $0.severity != .note }.map(\.path)) == ["seal.js", "models/user.js"])
  }

  @Test("Handed on, or kept where others may find it")
  func handedOn() throws {
    let found = try severities(
      of: Self.loop("used") + Self.loop("left") + Self.loop("kept")
        + "setTimeout(left, 10)\nglobalThis.kept = kept\nmodule.exports = { used }\n")
    #expect(found["left"] == .error)
    #expect(found["kept"] == .error)
  }
}
