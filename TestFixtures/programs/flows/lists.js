// Elements of lists in loops and callbacks.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
app.post('/', (req, res) => {
  for (const name of req.body.names) exec('ls ' + name) // flow: command from body
  req.body.names.forEach((name) => exec('cat ' + name)) // flow: command from body
  const lines = req.body.names.map((name) => 'rm ' + name)
  exec(lines.join(';')) // flow: command from body
  const marks = req.body.names.map((name) => '?')
  exec(marks.join(',')) // flow: nothing
  const own = ['a', 'b']
  own.forEach((name) => exec('ls ' + name)) // flow: nothing
})
