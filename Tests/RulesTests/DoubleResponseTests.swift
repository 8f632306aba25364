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

  @Test("A second answer of a function of AWS is dropped")
  func lambda() {
    let source = """
      const { load } = require('./store')
      module.exports.find = async (event, context, callback) => {
        const found = await load(event.queryStringParameters)
        if (typeof found === 'string') {
          callback(null, { statusCode: 400, body: found })
        }
        callback(null, { statusCode: 200, body: found })
      }
      """
    let serverless =
      "service: a\nprovider:\n  name: aws\nfunctions:\n  Find:\n    handler: find.find\n    events:\n      - http:\n          path: a\n          method: get\n"
    let found = findings(
      of: "double-response", in: ["find.js": source, "package.json": "{}", "serverless.yml": serverless])
    #expect(found.map(\.severity) == [.note])
    #expect(found.first?.message.hasSuffix("again and is dropped") == true)
  }
}
