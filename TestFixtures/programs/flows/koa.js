// Koa's context.
// file: app.js
const Koa = require('koa')
const Router = require('@koa/router')
const { exec } = require('child_process')
const router = new Router()
router.post('/:id', async (ctx) => {
  exec('ls ' + ctx.query.a) // flow: command from query
  exec('ls ' + ctx.params.id) // flow: command from params
  exec('ls ' + ctx.request.body.a) // flow: command from body
  exec('ls ' + ctx.get('x-a')) // flow: command from headers
  exec('ls ' + ctx.state.user) // flow: nothing
  ctx.redirect(ctx.query.to) // flow: redirect from query
})
new Koa().use(router.routes())
