// Hono: basePath makes another application below a path; a route without a path has that of the one before.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "hono": "^4.0.0" } }
// file: app.ts
import { Hono } from 'hono'
const app = new Hono()
const api = app.basePath('/api')
api.get('/books', c => c.text('')) // handler: GET /api/books
api.basePath('/v2').get('/books', c => c.text('')) // handler: GET /api/v2/books
app.get('/plain', c => c.text('')) // handler: GET /plain
  .post(c => c.text('')) // handler: POST /plain
app.mount('/old', request => new Response('')) // handler: every request under /old
const own = new Hono().basePath('/own')
own.get('/x', c => c.text('')) // handler: GET /own/x
export default app
