// The revealing module of old: a function called at once.
// file: files.js
var fs = require('fs')
module.exports = (function () {
  function read(name) {
    return fs.readFileSync(name) // reached: GET /o
  }
  return { read: read }
})()
// file: app.js
var files = require('./files')
require('express')().get('/o', function (req, res) {
  files.read('o') // calls: files.js:read
  res.end()
})
