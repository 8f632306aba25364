// Methods of texts hand on what they are called on; numbers and lengths do not.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
app.get('/', (req, res) => {
  exec('ls ' + req.query.a.trim().toLowerCase().split(',')[0]) // flow: command from query
  exec('ls ' + String(req.query.a)) // flow: command from query
  exec(['ls', req.query.a].join(' ')) // flow: command from query
  exec('ls ' + req.query.a.length) // flow: nothing
  exec('ls ' + Number(req.query.a)) // flow: nothing
  exec('ls ' + parseInt(req.query.a, 10)) // flow: nothing
  exec('ls ' + +req.query.a) // flow: nothing
  exec('ls ' + req.query.a.indexOf('x')) // flow: nothing
})
