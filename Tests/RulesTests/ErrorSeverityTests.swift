import Findings
import Testing

@Suite("How much failures matter")
struct ErrorSeverityTests {
  private func severities(_ rule: String, _ source: String, manifest: String = "{}") -> [Severity] {
    RulesTests.findings(of: rule, in: ["app.js": source, "package.json": manifest]).map(\.severity)
  }

  @Test(
    "A promise that leaves a try whose catch only prints and throws on is a note",
    arguments: [
      ("console.error(error); throw error", Severity.note), ("console.error(error)", .warning),
      ("throw new Error('no work', { cause: error })", .warning), ("await undo(); throw error", .warning),
    ])
  func printedAndThrown(response: String, expected: Severity) {
    let source = """
      const { undo } = require('./work')
      const work = async () => (await fetch('/')).json()
      exports.run = async () => { try { return work() } catch (error) { \(response) } }
      """
    #expect(severities("return-without-await-in-try", source) == [expected])
  }

  @Test(
    "What nothing calls is a note, and what nothing loads is none",
    arguments: [
      ("const { keep } = require('./keep')\nkeep('a')", [Severity.warning]),
      ("console.log('no keeping')", []), ("const { other } = require('./keep')\nother()", [.note]),
    ])
  func deadCode(main: String, expected: [Severity]) {
    let keep = """
      const { createClient } = require('redis')
      const client = createClient()
      function keep(name) { client.set('name', name) }
      module.exports = { keep, other: () => client }
      """
    let server = main + "\nrequire('express')().get('/', (req, res) => res.end()).listen(3000)"
    let manifest = #"{ "private": true, "scripts": { "start": "node app" }, "dependencies": { "redis": "^5.0.0" } }"#
    let files = ["app.js": server, "keep.js": keep, "package.json": manifest]
    #expect(RulesTests.findings(of: "floating-promise", in: files).map(\.severity) == expected)
  }

  @Test(
    "A command that is there for ending the process is a note",
    arguments: [("/\\/restart/", "app.js", Severity.note), ("/\\/start/", "app.js", .warning)])
  func commands(pattern: String, path: String, expected: Severity) {
    let source = """
      const TelegramBot = require('node-telegram-bot-api')
      const bot = new TelegramBot(process.env.TOKEN, { polling: true })
      bot.onText(\(pattern), (message) => { bot.sendMessage(message.chat.id, 'bye').catch(() => {}); process.exit(1) })
      """
    let found = RulesTests.findings(of: "process-exit-in-handler", in: [path: source, "package.json": "{}"])
    #expect(found.map(\.severity) == [expected])
  }

  @Test(
    "Where a server stops, and somebody ends the process for what nobody catches, it is a note",
    arguments: [
      ("stop", "process.exit(1)", Severity.note), ("stop", "console.log('lost')", .warning),
      ("request", "process.exit(1)", .warning),
    ])
  func lifeOfServers(event: String, response: String, expected: Severity) {
    let source = """
      const { server } = require('./server')
      server.events.on('\(event)', async () => { await fetch('http://jobs.internal/stop') })
      process.on('unhandledRejection', () => { \(response) })
      """
    #expect(severities("async-callback-to-sync-api", source) == [expected])
  }

  @Test("A schedule that does nothing else than end the process is a note")
  func schedule() {
    let server = "require('express')().get('/', (req, res) => res.end()).listen(3000)\n"
    func found(_ job: String) -> [Severity] {
      severities("process-exit-in-handler", server + "require('node-cron').schedule('0 5 * * *', \(job))")
    }
    #expect(found("() => process.exit()") == [.note])
    #expect(found("() => { work(); process.exit() }\nfunction work() {}") == [.warning])
  }

  @Test(
    "Where all that is left to fail at the start gives something back, it is a note",
    arguments: [("$disconnect", Severity.note), ("$connect", .warning)])
  func closing(name: String, expected: Severity) {
    let source = """
      const { PrismaClient } = require('@prisma/client')
      const prisma = new PrismaClient()
      async function connect() {
        try { await prisma.$connect() } catch (error) { process.exit(1) } finally { await prisma.\(name)() }
      }
      require('express')().get('/', (req, res) => res.end()).listen(3000, () => { connect(); console.log('up') })
      """
    #expect(severities("floating-promise", source) == [expected])
  }

  @Test(
    "Before Mongoose 4 and pg 7 connecting gave no promise",
    arguments: [
      ("mongoose", "mongoose.connect('mongodb://localhost/a')", "3.8.8", 0),
      ("mongoose", "mongoose.connect('mongodb://localhost/a')", "4.13.0", 1),
      ("pg", "const client = new pg.Client('postgres://localhost/a'); client.connect()", "3.4.1", 0),
      ("pg", "const client = new pg.Client('postgres://localhost/a'); client.connect()", "8.11.0", 1),
    ])
  func connecting(package: String, statement: String, version: String, count: Int) {
    let source = "const \(package) = require('\(package)')\nmodule.exports = () => { \(statement) }"
    let manifest = #"{ "dependencies": { "\#(package)": "\#(version)" } }"#
    #expect(severities("floating-promise", source, manifest: manifest).count == count)
  }

  @Test(
    "A callback that another file hands on to async is read in its own file",
    arguments: ["(error, all) => console.log('done')", "() => console.log('done')"])
  func callbackOfAnotherFile(callback: String) {
    let tasks = """
      const { waterfall } = require('async')
      exports.run = callback => { waterfall([], callback) }
      """
    let app = "const { run } = require('./tasks')\nexports.go = () => run(\(callback))"
    let found = RulesTests.findings(of: "ignored-callback-error", in: ["tasks.js": tasks, "app.js": app])
    #expect(found.count == 1)
  }

  @Test("A package that ends the process on rejections leaves nothing to tell of the start")
  func madeSafe() {
    func source(_ first: String) -> String {
      """
      require('\(first)')
      const start = async () => { await fetch('http://jobs.internal/') }
      start()
      console.log('up')
      """
    }
    #expect(severities("floating-promise", source("./other")) == [.warning])
    #expect(severities("floating-promise", source("make-promises-safe")) == [])
  }

  @Test("A loop in a function that nothing calls is a note")
  func uncalledLoop() {
    func source(_ call: String) -> String {
      """
      function store(rows) { rows.forEach(async (row) => { await fetch('http://jobs.internal/' + row) }) }
      module.exports = { run: (rows) => { \(call) } }
      """
    }
    #expect(severities("async-in-foreach", source("store(rows)")) == [.warning])
    #expect(severities("async-in-foreach", source("return rows")) == [.note])
    let other = source("return rows").replacing(
      "{ run: (rows) => { return rows } }", with: "other\nfunction other() {}")
    #expect(severities("async-in-foreach", other) == [.note])
  }

  @Test(
    "An answer before work that cannot fail is a warning",
    arguments: [
      ("try { await fetch('http://jobs.internal/') } catch (error) { console.error(error) }", Severity.warning),
      ("await fetch('http://jobs.internal/')", .error),
    ])
  func answerBefore(work: String, expected: Severity) {
    let source = """
      require('express')().post('/', (req, res) => {
        const all = req.body.all
        all.forEach(async (one) => { \(work) })
        res.json({ started: true })
      })
      """
    #expect(severities("async-in-foreach", source) == [expected])
  }

  @Test(
    "Files that the background reads are a note, programs that it runs a warning",
    arguments: [
      ("require('fs').readFileSync('list.txt')", Severity.note),
      ("require('child_process').execSync('backup')", .warning),
    ])
  func background(call: String, expected: Severity) {
    let source = """
      const app = require('express')()
      app.get('/', (req, res) => res.end())
      app.listen(3000)
      setInterval(() => { \(call) }, 60000)
      """
    #expect(severities("sync-call-in-background", source) == [expected])
  }

  @Test("What is thrown on in a catch clause, where somebody listens for it, is a note")
  func thrownOn() {
    func source(_ listener: String) -> String {
      """
      const onError = (error) => { console.error(error); throw error }
      setInterval(async () => { try { await fetch('http://jobs.internal/') } catch (error) { onError(error) } }, 1000)
      \(listener)
      """
    }
    #expect(severities("async-callback-to-sync-api", source("process.on('unhandledRejection', onError)")) == [.note])
    #expect(severities("async-callback-to-sync-api", source("")) == [.warning])
  }

  @Test(
    "What a list calls for each element throws through it, unless it is no list",
    arguments: [
      ("items.map((item) => JSON.parse(item.body))", 1), ("items.map(async (item) => JSON.parse(item.body))", 0),
      ("fetch(items).then((item) => item).map((item) => JSON.parse(item.body))", 0),
    ])
  func elements(statement: String, count: Int) {
    let source = """
      require('http').createServer((req, res) => {
        req.on('end', () => { const items = queue.take(); \(statement); res.end() })
      }).listen(3000)
      """
    #expect(severities("throw-in-callback", source).count == count)
  }

  @Test("What the arguments are made of fails before the call")
  func arguments() {
    let source = """
      const { WebSocketServer } = require('ws')
      const receive = (message) => { if (!message.kind) throw new Error('no kind') }
      new WebSocketServer({ port: 8080 }).on('connection', (socket) => {
        socket.on('message', (text) => { receive(JSON.parse(text.toString())) })
      })
      """
    #expect(severities("throw-in-callback", source) == [.error])
  }

  @Test(
    "The image says which Node.js runs, whatever else would do",
    arguments: [
      ("FROM node:8", "Node.js before 15 only writes a warning"), ("FROM node:20", "Node.js ends the process"),
    ])
  func images(dockerfile: String, end: String) {
    let files = [
      "app.js":
        "require('express')().get('/', async (req, res) => { res.json(await fetch('http://a/')) }).listen(3000)",
      "package.json": #"{ "engines": { "node": ">=8" }, "dependencies": { "express": "^4.0.0" } }"#,
      "Dockerfile": dockerfile + "\nCMD [\"node\", \"app.js\"]\n",
    ]
    let found = RulesTests.findings(of: "async-handler-rejection", in: files).map(\.message)
    #expect(found.count == 1 && found.allSatisfy { $0.hasSuffix(end) })
  }

  @Test(
    "Midway's bootstrap hears of what nobody catches",
    arguments: [("^3.1.6", "Midway's listener"), ("^2.3.0", "ends the process")])
  func midway(version: String, words: String) {
    let source = "setInterval(async () => { await fetch('http://jobs.internal/') }, 1000)"
    let manifest = #"{ "dependencies": { "@midwayjs/bootstrap": "\#(version)" } }"#
    let files = ["app.js": source, "package.json": manifest]
    let found = RulesTests.findings(of: "async-callback-to-sync-api", in: files).map(\.message)
    #expect(found.count == 1 && found.allSatisfy { $0.contains(words) })
  }

  @Test(
    "What a validator in front of the handler may have asked for is a note",
    arguments: [("validate(verify)", Severity.note), ("limit(5)", .warning)])
  func validated(first: String, expected: Severity) {
    let source = """
      const app = require('express')()
      const { validate, limit } = require('./middleware')
      app.get('/verify', \(first), (req, res) => {
        const token = req.query.token
        if (typeof token === 'string') return res.send('ok')
      })
      app.listen(3000)
      """
    #expect(severities("handler-never-responds", source) == [expected])
  }

  @Test(
    "A catch that only does once more what failed is no loss",
    arguments: [("reply.edit('not created')", Severity.note), ("log.add(error)", .warning)])
  func onceMore(last: String, expected: Severity) {
    let source = """
      const client = new (require('discord.js').Client)({ intents: [] })
      const reply = { async edit(text) { await fetch('http://chat.internal/' + text) } }
      client.on('interactionCreate', async (interaction) => {
        try { return reply.edit('created') } catch (error) { console.error(error); return \(last) }
      })
      """
    #expect(severities("return-without-await-in-try", source) == [expected])
  }

  @Test("A poll that an interval repeats leaves a failure to the next time", arguments: [true, false])
  func poll(isRepeated: Bool) {
    let source = """
      const { pool } = require('./store')
      async function poll() { try { await pool.query('select 1') } catch (error) { console.error('poll', error) } }
      poll()
      \(isRepeated ? "setInterval(poll, 30000)" : "work()")
      require('express')().get('/', (req, res) => res.end()).listen(3000)
      """
    #expect(severities("console-only-catch", source) == [isRepeated ? .note : .warning])
  }

  @Test("A bot that ends its process is a warning, a server an error", arguments: [true, false])
  func exitOfBot(isBot: Bool) {
    let handler = "async () => { await work(); process.exit(1) }"
    let bot = "const bot = new (require('discord.js').Client)({ intents: [] }); bot.on('messageCreate', \(handler))"
    let server = "require('express')().get('/', \(handler)).listen(3000)"
    #expect(severities("process-exit-in-handler", isBot ? bot : server) == [isBot ? .warning : .error])
  }
}
