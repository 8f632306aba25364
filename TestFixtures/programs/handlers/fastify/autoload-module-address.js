// @fastify/autoload in an ES module: the folder is told by the module's own address.
// file: package.json
{ "name": "api", "type": "module", "dependencies": { "fastify": "^4.0.0", "@fastify/autoload": "^5.0.0" } }
// file: app.js
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import autoload from '@fastify/autoload'
import fastify from 'fastify'
const here = fileURLToPath(new URL('.', import.meta.url))
const app = fastify()
app.register(autoload, { dir: join(here, 'routes'), options: { prefix: '/api' }, forceESM: true })
app.register(autoload, { dir: fileURLToPath(new URL('./more', import.meta.url)) })
await app.listen({ port: process.env.PORT })
// file: routes/v1/users/users.js
export default async function (app) {
  app.post('/invite', async () => 'ok') // handler: POST /api/v1/users/invite
}
// file: more/ping/index.js
export default async function (app) {
  app.get('/', async () => 'ok') // handler: GET /ping
}
