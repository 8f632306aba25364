// Groups of routes as express-group-routes has them.
const express = require('express')
require('express-group-routes')
const app = express()
const router = express.Router()
router.group('/items', (router) => {
  router.post('/new', (req, res) => res.end()) // handler: POST /api/items/new
})
app.use('/api', router)
app.group('/v1', (app) => {
  app.get('/x', (req, res) => res.end()) // handler: GET /v1/x
})
