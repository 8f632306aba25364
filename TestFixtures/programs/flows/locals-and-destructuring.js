// Through names, nested patterns, defaults and rest.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
app.get('/', (req, res) => {
  const folder = req.query.folder
  const { name: { first = 'x' } = {}, ...others } = req.body
  const [head, ...tail] = req.query.list
  let command
  command = folder
  exec('ls ' + command) // flow: command from query
  exec('ls ' + first) // flow: command from body
  exec('ls ' + others.last) // flow: command from body
  exec('ls ' + head) // flow: command from query
  exec('ls ' + tail) // flow: command from query
})
