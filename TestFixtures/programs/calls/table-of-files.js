// A table that a loader fills with the files of folders, under the names of the files.
// file: load.js
const fs = require('fs')
const path = require('path')
const table = {}
module.exports = (folder) => {
  fs.readdirSync(folder).filter((file) => file !== 'index.js').forEach((file) => { // reached: no request
    table[file.split('.')[0]] = require(path.join(folder, file))
  })
  return table
}
// file: pages/index.js
module.exports = require('../load')(__dirname)
// file: pages/one.js
const fs = require('fs')
module.exports = (req, res) => { // handler: GET /one
  res.send(fs.readFileSync('one')) // reached: GET /one
}
// file: pages/two.js
const fs = require('fs')
module.exports = (req, res) => { // handler: GET /two
  res.send(fs.readFileSync('two')) // reached: GET /two
}
// file: middleware/index.js
module.exports = require('../load')(__dirname)
// file: middleware/keys.js
const fs = require('fs')
module.exports = (passport) => passport.use(fs.readFileSync('keys')) // reached: no request
// file: app.js
const express = require('express')
const passport = require('passport')
const pages = require('./pages')
require('./middleware').keys(passport)
const app = express()
app.get('/one', pages.one)
app.get('/two', pages.two)
