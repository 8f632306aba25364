// Hono's context.
// file: app.ts
import { Hono } from 'hono'
import { exec } from 'child_process'
const app = new Hono()
app.post('/:id', async (c) => {
  exec('ls ' + c.req.query('folder')) // flow: command from query
  exec('ls ' + c.req.param('id')) // flow: command from params
  const body = await c.req.json()
  exec('ls ' + body.folder) // flow: command from body
  return c.text('ok')
})
