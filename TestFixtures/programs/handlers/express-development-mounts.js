// What is mounted for developers alone answers nobody else.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0" } }
// file: app.js
const express = require('express')
const app = express()
const docs = express.Router()
const users = express.Router()
docs.get('/', (req, res) => res.send('')) // phase: none
users.get('/', (req, res) => res.send('')) // phase: request
const developerRoutes = [{ path: '/docs', route: docs }]
const routes = [{ path: '/users', route: users }]
routes.forEach(route => app.use(route.path, route.route))
if (process.env.NODE_ENV === 'development') {
  developerRoutes.forEach(route => app.use(route.path, route.route))
}
app.listen(3000)
