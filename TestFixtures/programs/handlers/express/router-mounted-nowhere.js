// A router that its file neither mounts nor gives away: no request comes there.
// file: upload.js
const express = require('express')
const router = express.Router()
const mounted = express.Router()
const upload = (req, res) => { // handler: POST /upload
  router.get('/late', (req, res) => res.end())
  res.end()
}
router.get('/early', (req, res) => res.end())
router.use((req, res, next) => next()).get('/chained', (req, res) => res.end())
mounted.get('/also', (req, res) => res.end()) // handler: GET /all/also
const given = express.Router().get('/given', (req, res) => res.end()) // handler: GET /given
module.exports = { upload, routers: [given], mount: app => app.use('/all', mounted) }
// file: app.js
const express = require('express')
const app = express()
app.post('/upload', require('./upload').upload)
require('./upload').mount(app)
app.listen(3000)
