// glob.sync and require of each file.
// file: src/modules/a/a.routes.js
const fs = require('fs')
module.exports = function (router) {
  router.get('/a', (req, res) => { // handler: GET /a
    fs.readFileSync('a') // reached: GET /a
    res.end()
  })
}
// file: src/modules/top.routes.js
module.exports = function (router) {
  router.get('/top', (req, res) => res.end()) // handler: GET /top
}
// file: src/modules/a/a.helper.js
module.exports = function () {}
// file: src/app.js
const express = require('express')
const glob = require('glob')
const path = require('path')
const app = express()
glob.sync('./src/modules/**/*.routes.js').forEach((file) => {
  require(path.resolve(file))(app)
})
