// Routers in a table are mounted each at the path beside it.
// file: routes.js
const { Hono } = require('hono')
const BASE = 'api'
const files = new Hono()
files.post('/merge', (c) => c.json({})) // handler: POST /api/file/merge
const others = new Hono()
others.post('/other', (c) => c.json({})) // handler: POST /other/other
exports.routes = [{ path: `/${BASE}/file`, route: files }, { path: '/other', route: others }]
// file: app.js
const { Hono } = require('hono')
const express = require('express')
const { routes } = require('./routes')
const app = new Hono()
for (let i = 0; i < routes.length; i++) app.route(`${routes[i].path}`, routes[i].route)
const users = express.Router()
users.get('/all', (req, res) => res.end()) // handler: GET /users/all
const posts = express.Router()
posts.get('/all', (req, res) => res.end()) // handler: GET /posts/all
const server = express()
const table = [{ path: '/users', router: users }, { path: '/posts', router: posts }]
table.forEach((entry) => server.use(entry.path, entry.router))
server.listen(4305)
