// exports = module.exports = …, with members added later.
// file: lib.js
const fs = require('fs')
exports = module.exports = create
function create(name) {
  return { name, read }
}
function read() {
  return fs.readFileSync('x') // reached: GET /x
}
exports.stat = () => fs.statSync('x') // reached: GET /x
// file: app.js
const lib = require('./lib')
require('express')().get('/x', (req, res) => {
  const made = lib('x') // calls: lib.js:create
  made.read() // calls: lib.js:read
  lib.stat() // calls: lib.js:stat
  res.end()
})
