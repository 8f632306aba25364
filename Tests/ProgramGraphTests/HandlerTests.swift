import ProgramGraph
import Testing

@Suite("Request handlers") struct HandlerTests {
  @Test("An Express application's routes carry method and path")
  func expressRoutes() {
    let sketch = Sketch(
      """
      const express = require('express')
      const app = express()
      app.get('/terms', function terms(req, res) {})
      app.post('/users', (req, res) => {}, function create(req, res) {})
      app.get('setting')
      """)
    #expect(
      sketch.handlers == [
        "GET /terms -> terms", "POST /users -> an anonymous function", "POST /users -> create",
      ])
  }

  @Test("Routers get the prefixes they are mounted under, across files")
  func mountedRouters() {
    let sketch = Sketch([
      (
        "app.js",
        """
        import express from 'express'
        import api from './api/index.js'
        const app = express()
        app.use('/api', api)
        """
      ),
      (
        "api/index.js",
        """
        import { Router } from 'express'
        import users from './users.js'
        const router = Router()
        router.use('/users', users)
        export default router
        """
      ),
      (
        "api/users.js",
        """
        import { Router } from 'express'
        import * as controller from './controller.js'
        const router = Router()
        router.get('/:id', controller.show)
        router.route('/').get(controller.list).post(controller.create)
        export default router
        """
      ),
      (
        "api/controller.js",
        """
        export const show = async (req, res) => {}
        export function list(req, res) {}
        export function create(req, res) {}
        """
      ),
    ])
    #expect(
      Set(sketch.handlers) == ["GET /api/users/:id -> show", "GET /api/users -> list", "POST /api/users -> create"])
  }

  @Test("A function that is given the application registers on it")
  func applicationAsParameter() {
    let sketch = Sketch([
      ("server.js", "var app = require('express')(); require('./routes')(app);"),
      ("routes.js", "module.exports = function (app) { app.get('/ping', function ping(req, res) {}) }"),
    ])
    #expect(sketch.handlers == ["GET /ping -> ping"])
  }

  @Test("Methods of controllers are handlers, bound or not, in arrays and behind wrappers")
  func controllerMethods() {
    let sketch = Sketch([
      (
        "app.js",
        """
        const express = require('express')
        const UserController = require('./user-controller')
        const wrap = (fn) => (req, res, next) => fn(req, res, next).catch(next)
        const controller = new UserController()
        const app = express()
        app.get('/a', controller.show.bind(controller))
        app.get('/b', [controller.guard, controller.show])
        app.get('/c', wrap(controller.show))
        """
      ),
      (
        "user-controller.js",
        """
        class UserController { async show(req, res) {} guard(req, res, next) {} }
        module.exports = UserController
        """
      ),
    ])
    #expect(
      sketch.handlers == [
        "GET /a -> UserController.show", "GET /b -> UserController.guard", "GET /b -> UserController.show",
        "GET /c -> UserController.show",
      ])
  }

  @Test("A local function named like the framework registers nothing")
  func shadowedFramework() {
    let sketch = Sketch("function express() { return { get() {} } } const app = express(); app.get('/x', () => {})")
    #expect(sketch.handlers.isEmpty)
  }

  @Test("Fastify routes, route objects, hooks and prefixed plugins")
  func fastify() {
    let sketch = Sketch([
      (
        "server.js",
        """
        const fastify = require('fastify')({ logger: true })
        fastify.register(require('./users'), { prefix: '/users' })
        fastify.addHook('onRequest', async function check(request) {})
        fastify.addHook('onClose', async function closing() {})
        fastify.route({ method: 'PUT', url: '/health', handler: function health() {} })
        """
      ),
      (
        "users.js",
        """
        const fp = require('fastify-plugin')
        module.exports = fp(async function (app, options) {
          app.get('/:id', { schema: {} }, async function show(request, reply) {})
        })
        """
      ),
    ])
    #expect(
      Set(sketch.handlers) == ["GET /users/:id -> show", "the onRequest hook -> check", "PUT /health -> health"])
  }

  @Test("Koa routers with prefixes")
  func koa() {
    let sketch = Sketch(
      """
      import Koa from 'koa'
      import Router from '@koa/router'
      const router = new Router({ prefix: '/boards' })
      router.get('/:id', async function show(ctx) {}).post('/', async function create(ctx) {})
      const app = new Koa()
      app.use(async function log(ctx, next) {})
      app.use(router.routes()).use(router.allowedMethods())
      """)
    #expect(
      Set(sketch.handlers) == ["every request -> log", "GET /boards/:id -> show", "POST /boards -> create"])
  }

  @Test("Nest controllers and guards")
  func nest() {
    let sketch = Sketch([
      (
        "cats.controller.ts",
        """
        import { Controller, Get, Post, CanActivate } from '@nestjs/common'
        @Controller('cats')
        export class CatsController {
          @Get(':id') find() {}
          @Post() create() {}
          helper() {}
        }
        export class Guard implements CanActivate { canActivate() { return true } }
        """
      ),
      (
        "main.ts",
        """
        import { NestFactory } from '@nestjs/core'
        const app = await NestFactory.create(AppModule)
        app.setGlobalPrefix('api')
        """
      ),
    ])
    #expect(
      Set(sketch.handlers) == [
        "GET /api/cats/:id -> CatsController.find", "POST /api/cats -> CatsController.create",
        "a guard -> Guard.canActivate",
      ])
  }

  @Test("Servers of node:http")
  func rawServers() {
    let sketch = Sketch(
      """
      const http = require('http')
      const server = http.createServer(function all(req, res) {})
      server.on('upgrade', function upgrade() {})
      server.on('listening', function listening() {})
      """)
    #expect(sketch.handlers == ["a request -> all", "the server's upgrade event -> upgrade"])
  }
}
