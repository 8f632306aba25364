import Findings
import Testing

@Suite("empty-catch: how much it matters")
struct EmptyCatchTests {
  private func severities(_ source: String, path: String = "app.js") -> [Severity] {
    findings(of: "empty-catch", in: [path: source, "package.json": "{}"]).map(\.severity)
  }

  @Test("On a request it is a warning, elsewhere a note")
  func phases() {
    let store = "async function store(db) { try { await db.save() } catch {} }\n"
    #expect(severities(store) == [.note])
    let server = "const app = require('express')()\napp.post('/', async (req, res) => { await store(db); res.end() })\n"
    #expect(severities(store + server) == [.warning])
  }

  @Test("A catch without a function is an error where the rejection has nowhere to go")
  func withoutFunction() {
    #expect(severities("load().then(show).catch()") == [.error])
    #expect(severities("async function f() { await load().then(show).catch() }") == [.warning])
    #expect(severities("const result = load().catch()") == [.warning])
    #expect(severities("const schema = table.name.catch()").isEmpty)
  }

  @Test(
    "Names say what is only asked, given back or computed",
    arguments: [
      "fs.unlinkSync(file)", "fs.unlinkSync(pathOf(id))", "await this.deleteWaitingMessage(chat)",
      "value = JSON.parse(text)", "require('sharp')",
      "socket.destroy()", "new URL(text)",
      "await import('sharp')", "name = user.profile.name.trim()", "clearInterval(timer)",
      "await fs.promises.access(file)",
    ])
  func routine(statement: String) {
    #expect(severities("async function f() { try { \(statement) } catch {} }").isEmpty)
  }

  @Test(
    "What else is called leaves a trace or is reported",
    arguments: [
      "await charge(card)", "JSON.parse(await read(file))", "handlers[name]()", "send`${mail}`",
    ])
  func other(statement: String) {
    #expect(severities("async function f() { try { \(statement) } catch {} }") == [.note])
  }

  @Test(
    "Where a comment stands that gives the reason",
    arguments: [
      "try { await f() } catch {} // the file may not be there", "try { await f() // silent catch\n} catch {}",
      "// Fire and forget.\nf().catch(() => {})", "f().catch(() => {}) // nobody waits for it",
      "f().catch(() => {\n  // nobody waits for it\n})", "f().catch(() => { /* 一時的なエラー */ })",
    ])
  func reasons(code: String) {
    #expect(severities("async function g() {\n\(code)\n}").isEmpty)
  }

  @Test("A comment above that speaks of something else gives no reason")
  func otherComment() {
    #expect(severities("async function g() {\n// Send the welcome mail.\nf().catch(() => {})\n}") == [.note])
  }
}
