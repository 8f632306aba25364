// Koa: routers with prefixes, mounted applications, composed middleware, named routes.
const Koa = require('koa')
const Router = require('@koa/router')
const mount = require('koa-mount')
const compose = require('koa-compose')
async function log(ctx, next) { await next() } // handler: every request
async function time(ctx, next) { await next() } // handler: every request
const router = new Router()
router.prefix('/boards')
router.get('board', '/:id', async function show(ctx) {}) // handler: GET /boards/:id
router.del('/:id', async function remove(ctx) {}) // handler: DELETE /boards/:id
router.param('id', (id, ctx, next) => next()) // handler: a route parameter
router.register('/both', ['get', 'put'], async function both(ctx) {}) // handler: GET|PUT /boards/both
const inner = new Koa()
inner.use(async function inside(ctx) {}) // handler: every request under /inner
const app = new Koa()
app.use(compose([log, time]))
app.use(mount('/inner', inner))
app.use(router.routes()).use(router.allowedMethods())
app.on('error', function seen(error) {}) // handler: the error listener
app.listen(3000)
