// The file that listens is a server without a handler of its own.
// file: app.js
const express = require('express') // role: server
const app = express()
app.get('/', (req, res) => res.end())
module.exports = app
// file: bin/www.js
const app = require('../app') // role: server
const port = require('./port')
app.listen(port)
// file: bin/port.js
module.exports = 3000 // role: server
