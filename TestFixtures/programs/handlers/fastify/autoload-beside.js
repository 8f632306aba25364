// Fastify: a folder beside a module, by the address of the module.
// file: package.json
{ "type": "module", "dependencies": { "fastify": "^4.0.0", "@fastify/autoload": "^5.0.0" } }
// file: src/app.js
import autoload from '@fastify/autoload'
import Fastify from 'fastify'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
const app = Fastify()
const here = fileURLToPath(new URL('.', import.meta.url))
app.register(autoload, { dir: join(here, 'routes'), options: { prefix: '/api' }, forceESM: true })
// file: src/routes/v1/users/users.js
export default async function (app) {
  app.post('/invite', async () => ({})) // handler: POST /api/v1/users/invite
}
