// Functions of the project that test, in the ways they are written.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
const { isSafe, isName, isLong } = require('./checks')
app.get('/', (req, res) => {
  const { a, b, c } = req.query
  if (!isSafe(a)) return res.end()
  exec('ls ' + a) // flow: nothing
  if (!isName(b)) return res.end()
  exec('ls ' + b) // flow: nothing
  if (!isLong(c)) return res.end()
  exec('ls ' + c) // flow: command from query
})
// file: checks.js
exports.isSafe = (text) => /^[a-z]+$/.test(text)
exports.isName = function (name) {
  if (!/^\w+$/.test(name)) return false
  return true
}
exports.isLong = (text) => text.length > 3
