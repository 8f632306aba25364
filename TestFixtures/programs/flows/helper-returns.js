// Helpers of other files hand on what they are given, or do not.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
const { quote, second, constant, deep } = require('./text')
app.get('/', (req, res) => {
  exec('ls ' + quote(req.query.a)) // flow: command from query
  exec('ls ' + second(req.query.a, 'x')) // flow: nothing
  exec('ls ' + second('x', req.query.a)) // flow: command from query
  exec('ls ' + constant(req.query.a)) // flow: nothing
  exec('ls ' + deep(req.query.a)) // flow: command from query
})
// file: text.js
const quote = (text) => '"' + text + '"'
const second = (a, b) => b
function constant(a) { return 'x' }
function deep(a) { return inner(a) }
function inner(a) { return quote(a) }
module.exports = { quote, second, constant, deep }
