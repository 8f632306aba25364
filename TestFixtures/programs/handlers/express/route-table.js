// Express: routes in a constant table, registered by a loop.
const express = require('express')
const app = express()
function list(req, res) { res.end() } // handler: GET /users
function create(req, res) { res.end() } // handler: POST /users
const routes = [
  { method: 'get', path: '/users', handler: list },
  { method: 'post', path: '/users', handler: create },
]
for (const route of routes) app[route.method](route.path, route.handler)
app.listen(3000)
