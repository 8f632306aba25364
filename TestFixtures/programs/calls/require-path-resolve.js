// require(path.resolve("./x")) looks from where the process starts, whatever file says it.
// file: package.json
{ "name": "shop", "dependencies": { "express": "^4.19.0" } }
// file: models/store.js
const fs = require('fs')
exports.read = () => fs.readFileSync('x') // reached: GET /x
// file: routes/models/store.js
const fs = require('fs')
exports.read = () => fs.readFileSync('y') // reached: no request
// file: routes/items.js
const path = require('path')
module.exports = (app) => {
  const store = require(path.resolve('./models/store'))
  app.get('/x', (req, res) => {
    store.read() // calls: models/store.js:read
    res.end()
  })
}
// file: app.js
const express = require('express')
const app = express()
require('./routes/items')(app)
app.listen(process.env.PORT)
