import Findings
import Testing

@Suite("console-only-catch: how much it matters")
struct ConsoleOnlyCatchTests {
  private func severities(_ source: String, path: String = "app.js", manifest: String = "{}") -> [Severity] {
    findings(of: "console-only-catch", in: [path: source, "package.json": manifest]).map(\.severity)
  }

  private func handler(_ body: String, parameters: String = "req, res, next") -> String {
    """
    const app = require('express')()
    const { load } = require('./store')
    app.get('/items', async (\(parameters)) => {
    \(body)
    })
    """
  }

  @Test("A request that surely stays unanswered is an error")
  func unanswered() {
    let inTry = "try { const list = await load(); res.json(list) } catch (e) { console.log(e) }"
    #expect(severities(handler(inTry)) == [.error])
    #expect(severities(handler("load().then(list => res.send(list)).catch(console.error)")) == [.error])
    #expect(severities(handler("try { res.json(await load()) } catch (e) { logger.error(e) }")) == [.warning])
    #expect(severities(handler("try { await load(); next() } catch (e) { console.log(e) }")) == [.error])
  }

  @Test(
    "Wherever an answer may still come from, it is no error",
    arguments: [
      "try { res.json(await load()) } catch (e) { console.log(e) }\nres.end()",
      "try { res.json(await load()) } catch (e) { console.log(e) } finally { res.end() }",
      "load().then(list => res.json(list)).catch(console.error).then(() => res.end())",
      "setTimeout(() => res.end(), 1000)\ntry { res.json(await load()) } catch (e) { console.log(e) }",
      "answer(res)\ntry { res.json(await load()) } catch (e) { console.log(e) }",
      "try { res.json(await load()) } catch (e) { console.log(e) }\nnext()",
      "try { res.json(await load()); return true } catch (e) { console.log(e) }",
      // Nothing fails before the answer.
      "try { res.status(202).end(); await load() } catch (e) { console.log(e) }",
      // Not this response.
      "try { const response = await fetch('/'); await response.json() } catch (e) { console.log(e) }\nres.end()",
    ])
  func answered(body: String) {
    #expect(severities(handler(body)) == [.warning])
  }

  @Test("A link behind the failure that asks whether the response was sent answers")
  func answeredBehind() {
    let work = "load().then(list => res.json(list)).catch(console.error)"
    #expect(severities(handler("\(work).then(() => { if (!res.headersSent) res.sendStatus(500) })")) == [])
    #expect(severities(handler("\(work).tap(ensureResponse(res))")) == [])
    #expect(severities(handler("\(work).then(() => done())")) == [.error])
  }

  @Test(
    "What is only written down or cleaned up beside the work, or chosen, is a note",
    arguments: [
      "try { await rows.insert(req.body) } catch (e) { console.warn('failed to log the access', e) }\nres.json(await load())",
      "await showQueue(); res.json({})\n}); async function showQueue() { try { print(await load()) } catch (e) { console.log(e) }",
      "await unlinkDefaultMenu().catch(e => console.warn('not unlinked', e))\nres.json(await load())",
    ])
  func beside(body: String) {
    #expect(severities(handler(body)) == [.note])
  }

  @Test("Undefined that callers get where all is well, too, is a note")
  func chosenNothing() {
    func store(_ early: String) -> String {
      """
      function store() {
        if (process.env.MEMORY) \(early)
        try { return new FileStore(folder()) } catch (e) { console.warn('no folder', e); return undefined }
      }
      session({ store: store() })
      listen()
      """
    }
    #expect(severities(store("return undefined")) == [.note])
    #expect(severities(store("throw new Error('no')")) == [.warning])
  }

  @Test("A record for the logs is what a logger would write, and an object filled before stays as it was")
  func recordsAndDefaults() {
    let record = "console.error(JSON.stringify({ event: 'lost', reason: String(e) }))"
    #expect(severities(handler("try { await load() } catch (e) { \(record) }\nres.end()")) == [])
    #expect(severities(handler("try { await load() } catch (e) { console.error(String(e)) }\nres.end()")) == [.warning])
    let fill = "const o = {}\ntry { Object.assign(o, JSON.parse(req.query.o)) } catch (e) { console.log(e) }"
    #expect(severities(handler("\(fill)\nres.json(o)")) == [])
  }

  @Test("The platform waits for what it is given, and nobody else")
  func waitUntil() {
    let source = handler(
      """
      const report = async () => { try { await fetch('http://a/') } catch (e) { console.error('no report', e) } }
      context.waitUntil(report())
      res.json({})
      """)
    #expect(severities(source) == [.note])
  }

  @Test("Early answers do not help a request that gets further")
  func earlyAnswers() {
    let body = """
      if (!req.query.id) return res.status(400).end()
      if (!req.user) {
        res.status(401)
        res.end()
        return
      }
      res.set('cache-control', 'no-store')
      try { res.json(await load()) } catch (e) { console.log(e) }
      """
    #expect(severities(handler(body)) == [.error])
  }

  @Test(
    "A word to one person, and the end of dealing with a failure, are notes",
    arguments: [
      "return message.reply('no').catch(console.error)", "try { await user.send('done') } catch (e) { console.log(e) }",
      "await newUser.send('verified').catch(e => { console.log('no message', e) }); await work()",
      "await targetMember.setNickname('a').catch(e => { console.log('no name', e) }); await work()",
      "try { await work() } catch (e) { try { await tell(e) } catch (f) { console.log(f) } await work(e) }",
      "return work().catch(e => {\n// stay as it was, so that all others can use it\nconsole.log(e) })",
    ])
  func courtesies(body: String) {
    let source = "const { tell, work } = require('./work')\nmodule.exports.run = async (message, user) => {\n\(body)\n}"
    #expect(severities(source) == [.note])
  }

  @Test(
    "Callers that get nothing, where nobody says so, are a warning, and a note where something was given back",
    arguments: [("load", [Severity.warning]), ("connect", [.warning]), ("close", [.note])])
  func nothingInstead(name: String, expected: [Severity]) {
    let source = """
      const store = require('./store')
      async function open(id) {
        try { return await store.\(name)(id) } catch (e) { console.log(e) }
      }
      module.exports = { open }
      """
    #expect(severities(source) == expected)
  }

  @Test(
    "That somebody is told beside the work is a note, unless what is told is waited for",
    arguments: [
      (
        "await db.save(); try { await chat.sendMessage(db.name) } catch (e) { console.log('no alert', e) }",
        Severity.note
      ),
      ("try { await chat.sendMessage('up') } catch (e) { console.log('no alert', e) }", .warning),
      ("await db.save(); try { await chat.sendMessage('up') } catch (e) { console.log(e) }", .warning),
      ("await db.save(); try { await chat.sendMail(db.name) } catch (e) { console.log('no mail', e) }", .warning),
      ("await db.save(); try { db.sent = await chat.sendMessage(1) } catch (e) { console.log('no', e) }", .warning),
      ("await db.save(); try { await db.sendAll(); await db.pay() } catch (e) { console.log('no', e) }", .warning),
    ])
  func besideWork(body: String, severity: Severity) {
    #expect(severities("async function f(db, chat) { \(body)\n await db.tell() }") == [severity])
  }

  @Test("An answer without a body is one")
  func emptyAnswer() {
    #expect(severities(handler("try { await load(); res.json() } catch (e) { console.log(e) }")) == [.error])
  }

  @Test("A program whose start fails ends, where nothing before it keeps it alive")
  func failedStart() {
    let source = """
      const { Client } = require('discord.js')
      const { readdirSync } = require('fs')
      const { config } = require('dotenv')
      try {
        config()
        const client = new Client({})
        readdirSync('handlers').forEach((name) => require('./handlers/' + name)(client))
        client.login(process.env.TOKEN)
      } catch (e) { console.error('not started', e) }
      """
    let found = findings(of: "console-only-catch", in: ["app.js": source, "package.json": "{}"])
    #expect(found.map(\.severity) == [.note])
    #expect(found.map(\.message) == ["a failure of readdirSync() is only printed, and the exit code stays 0"])
    let listening = "require('./server')\n" + source
    let files = ["app.js": listening, "server.js": "require('http').createServer().listen(80)", "package.json": "{}"]
    #expect(findings(of: "console-only-catch", in: files).map(\.severity) == [.warning])
  }

  @Test("Fastify answers when a handler returns nothing")
  func fastify() {
    let source = """
      const app = require('fastify')()
      app.get('/', async (req, res) => { try { res.send(await load()) } catch (e) { console.log(e) } })
      """
    #expect(severities(source, manifest: #"{ "dependencies": { "fastify": "^5.0.0" } }"#) == [.warning])
  }

  @Test("Giving things back, going through a list and empty results are notes")
  func notes() {
    #expect(severities("async function f(db) { try { await db.close() } catch (e) { console.log(e) } }") == [.note])
    #expect(severities("function f(all) { all.forEach(one => one.send().catch(console.error)) }") == [.note])
    #expect(
      severities("async function f(db) { try { return await db.get() } catch (e) { console.log(e); return [] } }")
        == [.note])
  }

  @Test("What runs in development alone, or in a browser, is left alone")
  func elsewhere() {
    let save = """
      async function f(db) { try { await db.save() } catch (e) { console.log(e) } }
      async function g(db) { await f(db); await db.tell() }

      """
    #expect(severities(save) == [.warning])
    #expect(severities("if (process.env.NODE_ENV !== 'production') {\n\(save)}").isEmpty)
    #expect(severities(save + "document.title = 'x'").isEmpty)
    #expect(severities(save, path: "public/app.js").isEmpty)
    #expect(severities(save, path: "examples/app.js").isEmpty)
    #expect(severities(save + "const isBrowser = typeof window !== 'undefined'") == [.warning])
  }

  @Test(
    "Whatever else the handler does counts as handling",
    arguments: [
      "throw e", "done(e)", "process.exitCode = 1", "failed = true", "counter.increment()", "return fallback",
      "if (e.code !== 'ENOENT') console.error(e)", "report(e)", "this.emit('error', e)", "return Promise.reject(e)",
    ])
  func handled(statement: String) {
    #expect(
      severities("async function f(db, done) { try { await db.save() } catch (e) { console.log(e); \(statement) } }")
        .isEmpty)
  }

  @Test(
    "A comment that only orders a tool about, or is code, gives no reason",
    arguments: [
      ("// eslint-disable-next-line no-console", 1), ("// eslint-disable-next-line no-console -- best effort", 0),
      ("// the cache is optional", 0), ("/* non-fatal */", 0),
    ])
  func comments(comment: String, count: Int) {
    let source = "async function f(db) { try { await db.save() } catch (e) {\n\(comment)\nconsole.log(e)\n} }"
    #expect(severities(source).count == count)
  }

  @Test(
    "Whether it matters is decided by what goes on behind the function",
    arguments: [
      ("await f(db); db.tell()", Severity.warning), ("const x = await f(db); db.tell(x)", .warning),
      ("if (await f(db)) return 1", .warning), ("db.tell(await f(db))", .warning),
      ("await f(db); console.log('done')", .note), ("return f(db)", .note), ("f(db); db.tell()", .note),
      ("await f(db); await db.close()", .note), ("for (const one of db) await f(one)", .note),
      ("if (db.isOpen) { await f(db); return }\n await db.tell()", .note),
      ("if (db.isOpen) { await f(db) }\n await db.tell()", .warning),
      ("await Promise.all([f(db)]); await db.tell()", .warning), ("await Promise.all([f(db), f(db)])", .note),
      // A failure is known already, and the next round comes all the same.
      ("try { await db.tell() } catch (e) { await f(db); return db.undo() }", .note),
      ("for (const one of db) await f(one); await db.tell()", .note),
    ])
  func goingOn(caller: String, expected: Severity) {
    let source = """
      async function f(db) { try { await db.save() } catch (e) { console.log(e) } }
      async function g(db) { \(caller) }
      module.exports = { g }
      """
    #expect(severities(source) == [expected])
  }

  @Test(
    "Nobody waits for what goes its own way, unless it answers or sets something",
    arguments: [
      ("db.load().then((x) => { db.tell(x) }).catch(console.error)", Severity.note),
      ("db.load().then((x) => { db.last = x }).catch(console.error)", .warning),
      ("db.load().then((x) => { done(x) }).catch(console.error)", .warning),
      ("await db.load().then((x) => { db.tell(x) }).catch(console.error)", .warning),
      ("const x = await db.load().catch(console.error); db.tell(x.name)", .note),
      ("const x = await db.load().catch(console.error); db.tell(x)", .warning),
      ("const x = await db.load().catch(console.error); if (db.ok) db.tell(x.name)", .warning),
    ])
  func loose(body: String, expected: Severity) {
    #expect(severities("async function f(db, done) { \(body); await db.tell() }\nmodule.exports = { f }") == [expected])
  }

  @Test("Behind an answer nobody waits; an answer in the same attempt may be a lie")
  func behindAnswer() {
    let store = "const { save } = require('./store')\n"
    let attempt = "try { save() } catch (e) { console.log(e) } finally { res.end() }"
    #expect(severities(store + handler("res.sendStatus(202)\n" + attempt)) == [.note])
    #expect(severities(store + handler("if (req.body) res.sendStatus(202)\n" + attempt)) == [.warning])
  }

  @Test("Callers that may get nothing where all is well are a note")
  func nothingAnyway() {
    let inBranch = "if (text) { try { return store.read(text) } catch (e) { console.log(e) } }"
    let else_ = inBranch + " else { return store.all() }"
    let caller = "\nasync function g(db) { const x = f(db); await db.tell(x) }\nmodule.exports = { g }"
    #expect(severities("const store = require('./store')\nfunction f(text) { \(inBranch) }" + caller) == [.note])
    #expect(severities("const store = require('./store')\nfunction f(text) { \(else_) }" + caller) == [.warning])
  }

  @Test("What serves nobody may go on, whatever follows")
  func scriptAtTop() {
    let sync = "const db = require('./db')\ndb.authenticate().catch(() => console.log('no database'))\ndb.sync()"
    #expect(severities(sync) == [.note])
    #expect(severities(sync + "\nrequire('express')().listen(80)") == [.warning])
  }

  @Test("Whoever calls the caller may go on as well")
  func goingOnFurther() {
    let source = """
      const app = require('express')()
      async function f(db) { try { await db.save() } catch (e) { console.log(e) } }
      const g = (db) => f(db)
      async function h(db) { await g(db) }
      app.post('/', async (req, res) => { await h(req.db); res.end() })
      """
    #expect(severities(source) == [.warning])
  }

  @Test("Words to one person in a chat are one note with their number")
  func gathered() {
    let source = """
      async function f(message) {
        await message.reply('a').catch(console.error)
        await message.reply('b').catch(console.error)
        await message.reply('c').catch(console.error)
      }
      module.exports = { f }
      """
    let found = findings(of: "console-only-catch", in: ["app.js": source, "package.json": "{}"])
    #expect(found.count == 1)
    #expect(found.first?.message.contains("2 other places") == true)
  }

  @Test("What follows each of many thousand calls in a row is asked in bounded time", .timeLimit(.minutes(2)))
  func manyCalls() {
    let source =
      "async function save() { try { await write() } catch (error) { console.log(error) } }\n"
      + String(repeating: "save()\n", count: 8000) + String(repeating: "console.log(1)\n", count: 8000)
    let found = RulesTests.findings(of: "console-only-catch", in: ["app.js": source, "package.json": "{}"])
    #expect(found.count <= 1)
  }
}
