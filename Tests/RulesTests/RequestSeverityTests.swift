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
      ("req.body.name + { a: '.svg', b: '.png' }[req.body.kind]", [.warning]),
      ("req.body.name + ['.svg', ''][req.body.kind]", [.error]),
    ])
  func endings(name: String, expected: [Severity]) {
    let found = severities(
      of: "path-traversal", "const name = \(name); fs.readFile(path.join('icons', name), () => {})")
    #expect(found == expected)
  }

  @Test(
    "What begins a name leads out of a folder that is not there; a dot is a folder of its own",
    arguments: [("`./icons/a${req.body.name}`", Severity.note), ("`.${req.body.name}`", .error)])
  func beginnings(path: String, expected: Severity) {
    #expect(severities(of: "path-traversal", "fs.unlink(\(path), () => {})") == [expected])
  }

  @Test("A pattern that is matched against what a library wrote of an error is a note")
  func textsOfErrors() {
    let pattern = #"/(["'])(\\?.)*?\1/"#
    func found(_ subject: String) -> [Severity] {
      severities(of: "regex-backtracking", "save().catch((err) => res.send(\(subject).match(\(pattern))[0]))")
    }
    #expect(found("err.errmsg") == [.note])
    #expect(found("err.value") == [.warning])
  }

  @Test(
    "`sendFile` refuses what leads upwards itself, unless a join has hidden it",
    arguments: [
      ("__dirname + '/' + req.params[0]", [Severity.note]), ("`files/${req.params[0]}`", [.note]),
      ("path.join(__dirname, req.params[0])", [.error]), ("req.params[0] + '.pdf'", [.warning]),
    ])
  func sent(path: String, expected: [Severity]) {
    #expect(severities(of: "path-traversal", "res.sendFile(\(path))") == expected)
  }

  @Test("Of the many calls of a wrapper those are told that put together what they hand over")
  func wrapper() {
    let store = """
      const { Pool } = require("pg")
      const pool = new Pool()
      exports.query = (sql, values = []) => pool.query(sql, values)
      """
    let plain = (0..<80).map {
      "app.get('/x\($0)', async (req, res) => res.json(await query('select \($0) from t where id = $1', [req.query.id])))"
    }
    let joined = ["a", "b"].map {
      "app.get('/\($0)', async (req, res) => res.json(await query(`select * from t order by ${req.query.sort}`)))"
    }
    let source = (["const { query } = require('./store')", "const app = require('express')()"] + plain + joined)
      .joined(separator: "\n")
    let found = RulesTests.findings(
      of: "sql-injection", in: ["app.js": source, "store.js": store, "package.json": "{}"])
    #expect(found.map(\.path) == ["app.js", "app.js"])
  }

  @Test(
    "Behind a promise that nothing resolves nobody comes",
    arguments: [("reject", 0), ("resolve", 1)])
  func endless(settling: String, count: Int) {
    let wait = "await new Promise((resolve, reject) => { req.on('end', \(settling)) })"
    let code = "(async () => { \(wait); fs.readFileSync('a') })()"
    #expect(severities(of: "sync-call-in-handler", code).count == count)
  }

  @Test(
    "What the process keeps on its global object is read once",
    arguments: [
      "if (global.page) return res.end(global.page); const text = fs.readFileSync('page'); global.page = text",
      "const read = () => { const text = fs.readFileSync('page'); global.page = text; return text }; res.end(global.page || read())",
    ])
  func kept(code: String) {
    #expect(severities(of: "sync-call-in-handler", code) == [.note])
    let other = code.replacing("global.page = text", with: "global.other = text")
    #expect(severities(of: "sync-call-in-handler", other) == [.error])
  }

  @Test(
    "What writes the file whose absence it stands behind does so once",
    arguments: [
      ("if (!fs.existsSync(LOG)) fs.writeFileSync(LOG, '')", [Severity.warning, .warning]),
      ("if (fs.existsSync(LOG)) return; fs.writeFileSync(LOG, '')", [.warning, .warning]),
      ("if (!fs.existsSync(LOG)) fs.mkdirSync(LOG)", [.warning, .warning]),
      ("if (!fs.existsSync(req.file)) fs.mkdirSync(req.file)", [.warning, .warning]),
      ("if (!fs.existsSync(req.file)) fs.writeFileSync(req.file, '')", [.warning, .error]),
      ("if (fs.existsSync(LOG)) fs.writeFileSync(LOG, '')", [.warning, .error]),
    ])
  func once(code: String, expected: [Severity]) {
    #expect(severities(of: "sync-call-in-handler", "const LOG = path.join(__dirname, 'log'); " + code) == expected)
  }

  @Test(
    "Compiling a template whose text is there is short, reading one and compiling Pug is not",
    arguments: [
      ("require('handlebars').compile(text)", [Severity.note]), ("require('ejs').render(text)", [.note]),
      ("require('ejs').renderFile('a.ejs')", [.warning]), ("require('pug').render(text)", [.warning]),
    ])
  func templates(call: String, expected: [Severity]) {
    #expect(severities(of: "sync-call-in-handler", call) == expected)
  }

  @Test(
    "Characters are lost where pieces are made texts one by one, and nobody decodes",
    arguments: [
      ("req.on('data', (c) => { text += c })", true), ("req.on('data', (c) => { text += decoder.write(c) })", false),
      ("req.setEncoding('utf8').on('data', (c) => { text += c })", false),
      ("req.on('data', (c) => { text += decoder.decode(c, { stream: true }) })", false),
      ("req.on('data', (c) => { text += decoder.decode(c) })", true),
    ])
  func cutCharacters(listener: String, expected: Bool) {
    let source = "require('http').createServer((req, res) => { let text = ''; \(listener) }).listen(3000)"
    let found = RulesTests.findings(of: "unbounded-body", in: ["app.js": source, "package.json": "{}"])
    #expect(found.map { $0.message.contains("characters") } == [expected])
  }

  @Test(
    "Uploads into a served folder matter more where they keep an ending",
    arguments: [
      ("dest: 'public/a'", [Severity.warning]), ("storage: multer.diskStorage({ destination: 'public/a' })", []),
      (
        "storage: multer.diskStorage({ destination: 'public/a', filename: (r, f, d) => d(null, f.originalname) })",
        [.error]
      ),
    ])
  func servedUploads(options: String, expected: [Severity]) {
    let source = """
      const express = require("express")
      const multer = require("multer")
      const app = express().use(express.static("public"))
      const upload = multer({ \(options), limits: { fileSize: 1000 } })
      app.post("/files", upload.single("file"), (req, res) => res.end())
      """
    let found = RulesTests.findings(of: "upload-without-limits", in: ["app.js": source, "package.json": "{}"])
    #expect(found.map(\.severity) == expected)
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
    "Removing one name is a warning, removing a folder with all that is in it an error",
    arguments: [
      ("fs.unlinkSync('a')", [Severity.warning]), ("fs.rmSync('a')", [.warning]),
      ("fs.rmSync('a', { force: true })", [.warning]), ("fs.rmSync('a', { recursive: false })", [.warning]),
      ("fs.rmSync('a', { recursive: true })", [.error]), ("fs.rmSync('a', options)", [.error]),
    ])
  func removing(call: String, expected: [Severity]) {
    #expect(severities(of: "sync-call-in-handler", call) == expected)
  }

  @Test(
    "A failure two functions further down, where nobody can look, is presumed: a warning",
    arguments: [
      ("await step(plugin)", [Severity.warning]), ("await fs.promises.readFile(plugin)", [.error]),
      ("await step(plugin).catch(() => {})", []),
    ])
  func presumed(body: String, expected: [Severity]) {
    let found = severities(
      of: "floating-promise",
      """
      const step = async plugin => { await plugin.handle() }
      const fire = async plugin => { \(body) }
      fire(req.body.plugin)
      """)
    #expect(found == expected)
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

  @Test("A list of names that people keep is short; a page size that some schema bounds may be bounded")
  func lists() {
    func found(_ columns: String, _ query: String = "await Thing.find()", _ check: String = "") -> [Severity] {
      let source = """
        const express = require("express")
        const mongoose = require("mongoose")
        const { z } = require("zod")
        const Thing = mongoose.model("Thing", new mongoose.Schema(\(columns)))
        express().get("/a", \(check)async (req, res) => res.json(\(query)))
        function checkIsAdmin(req, res, next) { if (req.get("x")) next() }
        """
      return findings(of: "unbounded-query", in: ["app.js": source, "package.json": "{}"]).map(\.severity)
    }
    #expect(found("{ name: { type: String, unique: true } }") == [.note])
    #expect(found("{ name: { type: String, unique: true }, description: String, created: Date }") == [.note])
    #expect(found("{ name: String, description: String }") == [.warning])
    #expect(found("{ name: { type: String, unique: true }, price: Number }") == [.warning])
    #expect(found("{ email: { type: String, unique: true } }") == [.warning])
    let page = "await Thing.find({ a: 1 }).limit(Number(req.query.size))"
    #expect(found("{ name: String }", page) == [.warning])
    #expect(found("{ name: String }", page, "checkIsAdmin, ") == [.note])
  }

  @Test("An entity with nothing but a unique name is a list of names")
  func entities() {
    func found(_ column: String) -> [Severity] {
      let source = """
        import { BaseEntity, Column, Entity, PrimaryGeneratedColumn, Unique } from "typeorm"
        import express from "express"
        @Entity()
        @Unique(["name"])
        class Occupation extends BaseEntity {
          @PrimaryGeneratedColumn() id: number
          @Column() name: string
          @Column() \(column)
        }
        express().get("/a", async (req, res) => { res.json(await Occupation.find()) })
        """
      return findings(of: "unbounded-query", in: ["app.ts": source, "package.json": "{}"]).map(\.severity)
    }
    #expect(found("description: string") == [.note])
    #expect(found("salary: number") == [.warning])
  }

  @Test("What was asked for its size is there when it is read")
  func asked() {
    func found(_ question: String) -> [Severity] {
      severities(of: "pipe-without-error-handling", "\(question); fs.createReadStream('film.mp4').pipe(res)")
    }
    #expect(found("res.setHeader('a', 'b')") == [.warning])
    #expect(found("res.setHeader('Content-Length', fs.statSync('film.mp4').size)") == [.note])
    #expect(found("res.setHeader('Content-Length', fs.statSync('other.mp4').size)") == [.warning])
  }
}
