import Findings
import Testing

@Suite("missing-tests: what is said of a server")
struct MissingTestsTests {
  @Test("Procedures count beside the routes")
  func procedures() {
    let router = """
      import { initTRPC } from '@trpc/server'
      const t = initTRPC.create()
      export const app = t.router({
      \((0..<30).map { "  list\($0): t.procedure.query(() => [])," }.joined(separator: "\n"))
      })
      """
    let manifest = #"{ "name": "shop", "private": true, "dependencies": { "express": "5", "@trpc/server": "11" } }"#
    let found = findings(
      of: "missing-tests",
      in: ["router.ts": router, "app.js": expressServer(routes: 40), "package.json": manifest])
    #expect(found.map(\.message) == ["shop has 76 lines, 40 routes, 30 procedures and no test"])
  }

  @Test("What stands before a handler is no route more")
  func hooks() {
    let routes = (0..<70).map {
      "app.get('/items/\($0)', { preHandler: check }, (request, reply) => reply.send([]))"
    }
    let server =
      "const app = require('fastify')()\nfunction check(request, reply, done) { done() }\n"
      + routes.joined(separator: "\n") + "\napp.listen({ port: 3000 })\n"
    let manifest = #"{ "name": "shop", "private": true, "dependencies": { "fastify": "5" } }"#
    let found = findings(of: "missing-tests", in: ["server.js": server, "package.json": manifest])
    #expect(found.map(\.message) == ["shop has 73 lines and 70 routes and no test"])
  }

  @Test("Events of sockets count, and so does each resolver of a schema; routes made in a loop do not")
  func others() {
    let server = """
      const { Server } = require('socket.io')
      const app = require('express')()
      for (const file of files) app.all(file.path, (req, res) => res.end())
      const io = new Server(app.listen(3000))
      io.on('connection', socket => {
      \((0..<60).map { "  socket.on('join\($0)', () => {})" }.joined(separator: "\n"))
      })
      """
    let manifest = #"{ "name": "game", "private": true, "dependencies": { "express": "5", "socket.io": "4" } }"#
    let found = findings(of: "missing-tests", in: ["server.js": server, "package.json": manifest])
    #expect(found.map(\.message) == ["game has 66 lines and 60 socket events and no test"])
  }

  @Test("Where most that is served is registered under computed paths, the rest is no measure")
  func computed() {
    let routes = (0..<60).map { "for (const file of files) app.get(file.path + \($0), (req, res) => res.end())" }
      .joined(separator: "\n")
    let server = """
      const { Server } = require('socket.io')
      const app = require('express')()
      \(routes)
      new Server(app.listen(3000)).on('connection', socket => socket.on('join', () => {}))
      """
    let manifest = #"{ "name": "game", "private": true, "dependencies": { "express": "5", "socket.io": "4" } }"#
    let found = findings(of: "missing-tests", in: ["server.js": server, "package.json": manifest])
    #expect(found.map(\.message) == ["game has 63 lines and no test"])
  }

  @Test("What a file is called does not keep it from being a test")
  func suites() {
    let manifest = #"{ "name": "shop", "private": true, "dependencies": { "express": "5" } }"#
    func found(_ code: String) -> Int {
      let files = ["app.js": expressServer(routes: 70), "src/user-test.js": code, "package.json": manifest]
      return findings(of: "missing-tests", in: files).count
    }
    #expect(found("describe('user', () => { test('one', () => { expect(1).toBe(1) }) })") == 0)
    #expect(found("describe('user', 'a text')") == 1)
  }

  @Test("Collections of requests that a script runs are tests")
  func collections() {
    func found(_ scripts: String) -> Int {
      let manifest = "{\"name\": \"shop\", \"private\": true, \"scripts\": {\(scripts)}}"
      return findings(of: "missing-tests", in: ["app.js": expressServer(routes: 70), "package.json": manifest]).count
    }
    #expect(found("") == 1)
    #expect(found(#""test:system": "newman run ./test/system-tests.json""#) == 0)
  }

  @Test("Lists, and what a compiler wrote, are no lines of code")
  func lines() {
    let words = "module.exports = [\n" + (0..<300).map { "  'word\($0)',\n" }.joined() + "]\n"
    let compiled =
      "\"use strict\";\nvar __awaiter = (this && this.__awaiter) || function () {};\n"
      + (0..<300).map { "exports.f\($0) = () => __awaiter(\($0));\n" }.joined()
    let manifest = #"{ "name": "shop", "private": true, "dependencies": { "express": "5" } }"#
    let found = findings(
      of: "missing-tests",
      in: ["words.js": words, "client.js": compiled, "app.js": expressServer(routes: 70), "package.json": manifest])
    #expect(found.map(\.message) == ["shop has 72 lines and 70 routes and no test"])
  }
}
