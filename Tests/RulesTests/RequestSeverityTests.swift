import Findings
import Testing

@Suite("How much it matters what a request sets off")
struct RequestSeverityTests {
  private func severities(of rule: String, _ statement: String) -> [Severity] {
    let source = """
      const express = require("express")
      const fs = require("fs")
      const path = require("path")
      const app = express().use(express.json())
      app.post("/a", (req, res) => {
        \(statement)
        res.end()
      })
      """
    return RulesTests.findings(of: rule, in: ["app.js": source, "package.json": "{}"]).map(\.severity)
  }

  @Test(
    "A path with a fixed ending leaves few files to choose from, also in one branch of two",
    arguments: [
      ("req.body.name", [Severity.error]), ("`${req.body.name}.svg`", [.warning]),
      ("req.body.name ? `${req.body.name}.svg` : ''", [.warning]),
      ("req.body.plain ? req.body.name : `${req.body.name}.svg`", [.error]),
    ])
  func endings(name: String, expected: [Severity]) {
    let found = severities(
      of: "path-traversal", "const name = \(name); fs.readFile(path.join('icons', name), () => {})")
    #expect(found == expected)
  }

  @Test(
    "Making a folder is looking something up, whoever chooses its name",
    arguments: [
      ("fs.mkdirSync('a')", [Severity.warning]), ("fs.mkdtempSync('a')", [.warning]),
      ("fs.readdirSync('a')", [.error]),
    ])
  func folders(call: String, expected: [Severity]) {
    #expect(severities(of: "sync-call-in-handler", call) == expected)
  }

  @Test(
    "Whether a function that others call, too, was told to end the process may be asked before a delay",
    arguments: [
      ("if (err) setTimeout(() => process.exit(1), 3000)", [Severity.note]), ("if (err) process.exit(1)", [.note]),
      ("setTimeout(() => process.exit(1), 3000)", [.error]),
    ])
  func delayedEnds(body: String, expected: [Severity]) {
    #expect(
      severities(of: "process-exit-in-handler", "const stop = err => { \(body) }; stop(req.body.err)") == expected)
  }

  @Test("What middleware puts on the request, it may have looked at first")
  func handedOn() {
    let source = """
      const express = require("express")
      const fs = require("fs")
      const choose = (req, res, next) => {
        req.chosen = req.query.name
        next()
      }
      express().get("/a", choose, (req, res) => {
        fs.unlink("files/" + req.chosen, () => res.end())
      })
      """
    let found = RulesTests.findings(of: "path-traversal", in: ["app.js": source, "package.json": "{}"])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message.hasSuffix("on GET /a") == true)
  }
}
