// Expressions that speak of a whole text and let nothing harmful through.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
const SAFE = /^[a-z0-9_-]+$/i
app.get('/', (req, res) => {
  const { a, b, c, d } = req.query
  if (!SAFE.test(a)) return res.end()
  exec('ls ' + a) // flow: nothing
  if (!/[a-z]+/.test(b)) return res.end()
  exec('ls ' + b) // flow: command from query
  if (!/^[^;]+$/.test(c)) return res.end()
  exec('ls ' + c) // flow: command from query
  if (!/^.+$/.test(d)) return res.end()
  exec('ls ' + d) // flow: command from query
})
