// Modules that are required by a path that begins where the process is started: `path.resolve("./x")`.
// file: server.js
const express = require('express')
const app = express()
require('./app/routes/items')(app)
app.listen(3000)
// file: app/routes/items.js
const path = require('path')
module.exports = (app) => {
  const store = require(path.resolve('./app/models/store'))
  app.get('/items', (req, res) => {
    res.json(store.all())
  })
}
// file: app/models/store.js
const fs = require('fs')
exports.all = () => fs.readFileSync('items.json', 'utf8') // reached: GET /items
