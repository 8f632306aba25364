// What is listed among the files that the compiler writes stands in their sources.
// file: package.json
{ "name": "shop", "private": true, "scripts": { "start": "node build/main.js" }, "dependencies": { "express": "^4.18.0", "glob": "^7.1.7" } }
// file: src/main.ts
import express from 'express'
import * as glob from 'glob'
import * as path from 'path'
const app = express()
glob.sync('build/routes/*.js', { root: __dirname }).forEach(file => app.use(require(path.join(__dirname + '/..', file)).default))
glob.sync(__dirname + '/plugins/*.js').forEach(file => require(file).default(app))
glob.sync('*.{ts,js}', { cwd: path.join(__dirname, 'hooks') }).forEach(file => require(path.join(__dirname, 'hooks', file)).default(app))
app.listen(3000)
// file: src/routes/users.ts
import { Router } from 'express'
import { readFileSync } from 'fs'
const router = Router()
router.get('/users', (req, res) => res.send(readFileSync('a'))) // handler: GET /users // reached: GET /users
export default router
// file: src/plugins/status.ts
import { readFileSync } from 'fs'
export default app => {
  app.get('/status', (req, res) => res.send(readFileSync('b'))) // handler: GET /status // reached: GET /status
}
// file: src/hooks/first.ts
import { readFileSync } from 'fs'
export default app => {
  app.use((req, res, next) => next(readFileSync('c'))) // handler: every request // reached: every request
}
