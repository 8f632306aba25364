// Tables of routes, put together by spreads and by `Object.assign`, and a router of the program's own.
// file: package.json
{ "name": "own", "private": true, "dependencies": { "koa": "^2.0.0", "@koa/router": "^12.0.0" } }
// file: app.js
const Koa = require('koa')
const bound = require('@koa/router')()
const own = require('./router')()
const users = require('./users')
const things = require('./things')
for (const key in users) {
  const [method, path] = key.split(' ')
  own[method.toLowerCase()](path, users[key])
}
for (const key in things) {
  const [method, path] = key.split(' ')
  bound[method.toLowerCase()](path, things[key])
}
new Koa().use(own.routes()).use(bound.routes()).listen(3000)
// file: router.js
const { METHODS } = require('node:http')
function Router() {
  if (!(this instanceof Router)) return new Router()
  this.list = []
}
for (const method of METHODS) {
  Router.prototype[method.toLowerCase()] = function (path, handler) { this.list.push({ method, path, handler }) }
}
Router.prototype.routes = function () {
  return (ctx) => this.list.find((entry) => entry.path === ctx.path).handler(ctx) // handler: every request
}
module.exports = Router
// file: users/index.js
module.exports = { ...require('./list') }
// file: users/list.js
module.exports = {
  'GET /users': async (ctx) => { ctx.body = [] }, // handler: ALL of a computed path
}
// file: things/index.js
const fs = require('node:fs')
const all = {}
for (const file of fs.readdirSync(__dirname)) {
  if (file !== 'index.js') Object.assign(all, require('./' + file))
}
module.exports = all
// file: things/shown.js
module.exports = {
  'GET /things': async (ctx) => { ctx.body = [] }, // handler: ALL of a computed path
}
