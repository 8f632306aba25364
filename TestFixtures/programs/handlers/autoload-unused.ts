// A loader of folders that no file calls loads nothing.
// file: package.json
{ "name": "api", "private": true, "scripts": { "start": "node server.js" }, "dependencies": { "fastify": "5", "@fastify/autoload": "6", "fastify-cli": "7" } }
// file: server.ts
import Fastify from 'fastify'
const app = Fastify()
app.get('/', async () => 'ok') // handler: GET /
app.listen({ port: 3000 })
// file: routes/uploads.ts
import type { FastifyInstance } from 'fastify'
import { readdirSync } from 'node:fs'
export default async function uploads(app: FastifyInstance) {
  app.get('/uploads', async () => readdirSync('uploads'))
}
