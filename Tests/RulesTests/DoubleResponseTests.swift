import Findings
import Testing

@Suite("double-response: which answer comes at all")
struct DoubleResponseTests {
  private func messages(_ body: String, before setUp: String = "") -> [String] {
    let source = """
      const app = require('express')()
      \(setUp)
      const { load, make } = require('./store')
      app.post('/lines', async (req, res, next) => {
      \(body)
      })
      """
    return findings(of: "double-response", in: ["app.js": source, "package.json": "{}"]).map(\.message)
  }

  @Test("To ask for a name of another block throws before the second answer")
  func nameOfBlock() {
    let attempt = "try { const line = await make(req.body) } catch (error) { next(error) }"
    #expect(messages("\(attempt)\nres.json(line)").isEmpty)
    #expect(messages("\(attempt)\nres.json(req.body)").count == 1)
  }

  @Test("Behind the parsers of Express 4 there is a body")
  func body() {
    let body = "if (!req.body) next(new Error('empty'))\nres.json(await make(req.body))"
    #expect(messages(body).count == 1)
    #expect(messages(body, before: "app.use(require('express').json())").isEmpty)
  }

  @Test("What nobody waits for comes behind the other answer")
  func order() {
    let saved = "load().catch(error => res.status(400).end())\nres.json({ saved: true })"
    #expect(messages(saved) == ["res.status().end() comes after res.json(), which has answered POST /lines by then"])
    let awaited = "await load().catch(error => res.status(400).end())\nres.json({ saved: true })"
    #expect(
      messages(awaited) == ["after res.status().end() the code goes on to res.json(), which answers POST /lines again"])
  }
}
