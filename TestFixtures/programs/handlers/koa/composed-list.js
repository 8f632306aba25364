// Middleware put together from a list that a file gives away, called by hand.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "koa": "3", "koa-compose": "4" } }
// file: bundle.js
async function time(ctx, next) { // handler: every request
  await next()
}
async function index(ctx) { // handler: every request
  ctx.body = 'index'
}
module.exports = [time, index]
// file: app.js
const compose = require('koa-compose')
const Koa = require('koa')
const bundle = composer(require('./bundle'))
function composer(app) {
  const middleware = app instanceof Koa ? app.middleware : app
  return compose(middleware)
}
const app = new Koa()
app.use(async function (ctx, next) { // handler: every request
  if (ctx.hostname === 'bar') return await bundle.apply(this, [ctx, next])
  await next()
})
app.listen(3000)
