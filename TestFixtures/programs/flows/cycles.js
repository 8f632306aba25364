// Functions that call each other and names that hold each other end somewhere.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
function ping(x, n) { return n ? pong(x, n - 1) : x }
function pong(x, n) { return n ? ping(x, n - 1) : 'x' }
let a = 'x', b = a
a = b
app.get('/', (req, res) => {
  exec('ls ' + a) // flow: nothing
  exec('ls ' + ping(req.query.a, 3)) // flow: command from query
})
