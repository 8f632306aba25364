// Fastify: folders loaded by @fastify/autoload give their names as prefixes; typed plugins.
// file: app.ts
import autoload from '@fastify/autoload'
import Fastify from 'fastify'
import { join } from 'node:path'
const app = Fastify()
app.register(autoload, { dir: join(__dirname, 'routes'), options: { prefix: '/v1' } })
// file: routes/users/index.ts
import { FastifyPluginAsync } from 'fastify'
const users: FastifyPluginAsync = async (instance) => {
  instance.get('/', async () => []) // handler: GET /v1/users
}
export default users
// file: routes/users/_id/books.ts
import type { FastifyInstance } from 'fastify'
export default async function (instance: FastifyInstance) {
  instance.get('/books', async () => []) // handler: GET /v1/users/:id/books
}
