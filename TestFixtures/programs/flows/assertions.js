// Functions that throw for what is not harmless.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
const { assertName, logName } = require('./checks')
app.get('/', (req, res) => {
  const { a, b } = req.query
  assertName(a)
  exec('ls ' + a) // flow: nothing
  logName(b)
  exec('ls ' + b) // flow: command from query
})
// file: checks.js
exports.assertName = function (name) {
  if (!/^\w+$/.test(name)) throw new Error('bad name')
}
exports.logName = function (name) {
  console.log(name)
}
