// A controller may be called after the tests it serves; tests are called so elsewhere.
// file: src/app.js
const app = require('express')() // role: server
const test = require('./controllers/test')
app.get('/test', test.run)
app.listen(3000)
// file: src/controllers/test.js
const fs = require('fs') // role: server
exports.run = (req, res) => res.send(fs.readFileSync('a')) // handler: GET /test // reached: GET /test
// file: src/shop/test.js
const app = require('../app') // role: test
