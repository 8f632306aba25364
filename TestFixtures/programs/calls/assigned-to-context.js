// What middleware hangs on the context by Object.assign runs where somebody calls it.
// file: package.json
{ "name": "files", "private": true, "dependencies": { "koa": "^2.0.0" } }
// file: app.js
const Koa = require('koa')
const fs = require('fs')
const app = new Koa()
app.use(async (ctx, next) => {
  Object.assign(ctx, {
    table() { return fs.readFileSync('table.json') }, // reached: every request
    list() { return fs.readdirSync('lists') } // reached: no request
  })
  await next()
})
app.use(async (ctx) => { ctx.body = ctx.table() })
app.listen(3000)
