// Services on Koa's context, of the application and of one request.
const Koa = require('koa')
const fs = require('fs')
const app = new Koa()
app.context.store = { read: () => fs.readFileSync('x') } // reached: every request
app.use(async (ctx, next) => {
  ctx.state.load = () => fs.statSync('x') // reached: every request
  await next()
})
app.use(async (ctx) => {
  ctx.state.load() // calls: load
  ctx.body = ctx.store.read() // calls: read
})
