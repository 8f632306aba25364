import ProgramGraph
import Semantics
import Testing

@Suite("What runs on a request") struct ReachabilityTests {
  @Test("A read two files away is reached through a class")
  func throughClass() {
    let sketch = Sketch([
      (
        "app.js",
        """
        const express = require('express')
        const { Reports } = require('./reports')
        const reports = new Reports()
        const app = express()
        app.get('/report', async (req, res) => res.json(await reports.load(req.query.name)))
        """
      ),
      (
        "reports.js",
        """
        const store = require('./store')
        class Reports {
          async load(name) { return this.parse(name) }
          parse(name) { return store.read(name) }
        }
        module.exports = { Reports }
        """
      ),
      ("store.js", "const fs = require('fs'); exports.read = (name) => fs.readFileSync(name)"),
    ])
    #expect(
      sketch.ways(to: "#readFileSync") == [
        "node:fs#readFileSync: GET /report > an anonymous function > Reports.load > Reports.parse > read"
      ])
  }

  @Test("What runs at start-up alone is not reached")
  func startUp() {
    let sketch = Sketch(
      """
      import express from 'express'
      import { readFileSync } from 'node:fs'
      function load() { return readFileSync('x') }
      const terms = load()
      express().get('/', (req, res) => res.send(terms))
      """)
    #expect(sketch.ways(to: "#readFileSync") == ["node:fs#readFileSync: -"])
  }

  @Test("Each wrapped handler keeps its own way: a wrapper does not mix them")
  func wrappersAreNotMixed() {
    let sketch = Sketch(
      """
      const express = require('express')
      const fs = require('fs')
      const wrap = (fn) => async (req, res, next) => { try { await fn(req, res) } catch (e) { next(e) } }
      const app = express()
      function first(req, res) { res.end() }
      function second(req, res) { res.send(fs.readFileSync('x')) }
      app.get('/first', wrap(first))
      app.get('/second', wrap(second))
      """)
    #expect(
      sketch.ways(to: "#readFileSync") == ["node:fs#readFileSync: GET /second > second"])
  }

  @Test("Callbacks handed to outside code are taken to run")
  func callbacks() {
    let sketch = Sketch(
      """
      const express = require('express')
      const fs = require('fs')
      const app = express()
      app.get('/', (req, res) => {
        db.find().then(function done(items) { items.forEach(function each(item) { fs.statSync(item) }) })
      })
      """)
    #expect(
      sketch.ways(to: "#statSync") == [
        "node:fs#statSync: GET / > an anonymous function > done > each"
      ])
  }

  @Test("A constructor parameter with a type leads to the class")
  func injectedByType() {
    let sketch = Sketch([
      (
        "cats.controller.ts",
        """
        import { Controller, Get } from '@nestjs/common'
        import { CatsService } from './cats.service'
        @Controller('cats')
        export class CatsController {
          constructor(private readonly service: CatsService) {}
          @Get() list() { return this.service.all() }
        }
        """
      ),
      (
        "cats.service.ts",
        """
        import { readFileSync } from 'fs'
        export class CatsService { all() { return readFileSync('cats.json') } }
        """
      ),
    ])
    #expect(
      sketch.ways(to: "#readFileSync") == [
        "node:fs#readFileSync: GET /cats > CatsController.list > CatsService.all"
      ])
  }

  @Test("An argument of a constructor leads to the class that is passed")
  func injectedByHand() {
    let sketch = Sketch([
      (
        "app.js",
        """
        import express from 'express'
        import { Controller } from './controller.js'
        import { Service } from './service.js'
        const controller = new Controller(new Service())
        express().get('/', (req, res) => controller.show(req, res))
        """
      ),
      (
        "controller.js",
        "export class Controller { constructor(service) { this.service = service } show(req, res) { this.service.run() } }"
      ),
      ("service.js", "import fs from 'fs'; export class Service { run() { fs.writeFileSync('a', 'b') } }"),
    ])
    #expect(
      sketch.ways(to: "#writeFileSync") == [
        "node:fs#writeFileSync: GET / > an anonymous function > Controller.show > Service.run"
      ])
  }

  @Test("A factory's closure, spread exports, a barrel and a renamed import")
  func factoriesAndBarrels() {
    let sketch = Sketch([
      (
        "app.js",
        """
        const express = require('express')
        const { handlers } = require('./lib')
        const app = express()
        app.get('/', handlers.make({ limit: 1 }))
        """
      ),
      ("lib/index.js", "module.exports = { ...require('./handlers'), other: 1 }"),
      (
        "lib/handlers.js",
        """
        const { hashSync: digest } = require('bcryptjs')
        const make = (options) => function handler(req, res) { res.send(digest(req.body.password, 10)) }
        exports.handlers = { make }
        """
      ),
    ])
    #expect(sketch.ways(to: "#hashSync") == ["bcryptjs#hashSync: GET / > handler"])
  }

  @Test("A guard that lets only the first request through is said")
  func memoGuards() {
    let sketch = Sketch(
      """
      const express = require('express')
      const fs = require('fs')
      let cache
      const app = express()
      app.get('/', (req, res) => {
        if (!cache) { cache = fs.readFileSync('x') }
        res.send(cache)
      })
      """)
    #expect(
      sketch.ways(to: "#readFileSync") == ["node:fs#readFileSync: GET / > an anonymous function (once)"])
  }

  @Test("Old prototypes and constructors")
  func prototypes() {
    let sketch = Sketch(
      """
      var express = require('express'), fs = require('fs')
      function Store(dir) { this.dir = dir }
      Store.prototype.read = function (name) { return this.raw(name) }
      Store.prototype.raw = function (name) { return fs.readFileSync(this.dir + name) }
      var store = new Store('data')
      express().get('/:name', function (req, res) { res.send(store.read(req.params.name)) })
      """)
    #expect(
      sketch.ways(to: "#readFileSync") == [
        "node:fs#readFileSync: GET /:name > an anonymous function > read > raw"
      ])
  }

  @Test("Aliases of tsconfig and workspace packages are followed")
  func aliases() {
    let sketch = Sketch(
      [
        (
          "apps/api/src/main.ts",
          """
          import Koa from 'koa'
          import { load } from '@app/load'
          new Koa().use(async (ctx) => { ctx.body = load() })
          """
        ),
        ("apps/api/src/lib/load.ts", "import { read } from '@shop/files'; export const load = () => read()"),
        (
          "packages/files/src/index.ts",
          "import * as fs from 'fs'; export function read() { return fs.readFileSync('x') }"
        ),
      ],
      landscape: ModuleLandscape(
        packages: [
          .init(directory: "packages/files", name: "@shop/files", entries: ["dist/index.js"], exports: [], imports: [])
        ],
        mappings: [
          .init(
            directory: "apps/api", baseDirectory: nil, paths: [(pattern: "@app/*", targets: ["apps/api/src/lib/*"])])
        ]))
    #expect(
      sketch.ways(to: "#readFileSync") == [
        "node:fs#readFileSync: every request > an anonymous function > load > read"
      ])
  }

  @Test("A method of a Mongoose schema, called by Passport in another file")
  func schemaMethods() {
    let sketch = Sketch([
      (
        "user.js",
        """
        const mongoose = require('mongoose')
        const bcrypt = require('bcryptjs')
        const userSchema = new mongoose.Schema({ hash: String })
        userSchema.methods.check = function check(password) { return bcrypt.compareSync(password, this.hash) }
        module.exports = mongoose.model('User', userSchema)
        """
      ),
      (
        "auth.js",
        """
        const passport = require('passport')
        const { Strategy } = require('passport-local')
        const User = require('./user')
        passport.use(new Strategy(async function verify(name, password, done) {
          const user = await User.findOne({ name })
          done(null, user.check(password) ? user : false)
        }))
        """
      ),
    ])
    #expect(sketch.ways(to: "#compareSync") == ["bcryptjs#compareSync: sign-in through Passport > verify > check"])
  }

  @Test("What a timer sets again is told by one round, not by all of them")
  func roundsOfATimer() throws {
    let sketch = Sketch(
      """
      const fs = require('fs')
      function connect(ready) {
        const client = open()
        client.on('close', () => setTimeout(() => connect(() => connect(ready)), 1000))
        client.on('message', () => { fs.readFileSync('state') })
      }
      connect(() => {})
      """)
    let call = try #require(sketch.program.externalCalls.first { $0.path == "node:fs#readFileSync" })
    let function = FunctionReference(
      file: call.call.file, function: sketch.program[call.call.file][call.call.call].function)
    let evidence = try #require(sketch.program.evidence(that: function, runsIn: .background))
    #expect(evidence.steps.count < 6)
    #expect(Set(evidence.steps.map(\.span)).count == evidence.steps.count)
  }
}
