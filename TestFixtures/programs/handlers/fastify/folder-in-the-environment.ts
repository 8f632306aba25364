// Routes of a folder whose name the program puts into the environment, in modules that are compiled to CommonJS.
// file: package.json
{ "name": "routes", "private": true, "dependencies": { "fastify": "^4.0.0" } }
// file: src/env.ts
import path from 'node:path'
process.env.routes_path = path.resolve(__dirname, 'routes')
// file: src/index.ts
import './env'
import path from 'node:path'
import Fastify from 'fastify'
import { load } from './loader'
const server = Fastify()
server.register(async (inner) => load(inner, path.resolve(process.env.routes_path, 'main')))
server.listen({ port: 3000 })
// file: src/loader.ts
import fs from 'node:fs'
import path from 'node:path'
export async function load(server, folder) {
  for (const name of fs.readdirSync(folder)) {
    const route = await import(path.resolve(folder, name))
    const [options, handler] = await route.default.default()
    server.route({ method: 'POST', url: path.basename(name, '.ts'), ...options, handler })
  }
}
// file: src/routes/main/ping.ts
export default function () {
  const ping = async (request, reply) => { reply.send('up') } // handler: POST of a computed path
  return [{}, ping]
}
// file: src/routes/unused.ts
export default function () {
  return [{}, async (request, reply) => { reply.send('up') }]
}
// file: src/routes/main/names.ts
import os from 'node:os'
exports.host = os.hostname()
// file: src/routes/main/limits.ts
import os from 'node:os'
export const limit = os.availableParallelism()
