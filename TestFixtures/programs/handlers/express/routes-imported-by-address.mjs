// Routers of a folder, imported by the addresses of their files.
// file: package.json
{ "name": "shop", "private": true, "type": "module", "dependencies": { "express": "^5.0.0" } }
// file: app.mjs
import express from 'express'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
const app = express()
const here = path.dirname(fileURLToPath(import.meta.url))
for (const name of fs.readdirSync(path.join(here, 'routes'))) {
  const { default: router } = await import(pathToFileURL(path.join(here, 'routes', name)).href)
  app.use('/api', router)
}
// file: routes/orders.mjs
import { Router } from 'express'
const router = Router()
router.get('/orders', (request, response) => response.end()) // handler: GET /api/orders
export default router
