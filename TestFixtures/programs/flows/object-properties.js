// Properties of object literals, written and read.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
app.post('/', (req, res) => {
  const options = { folder: req.body.folder, depth: 1 }
  exec('ls ' + options.folder) // flow: command from body
  exec('ls ' + options.depth) // flow: nothing
  const merged = { ...req.body, depth: 2 }
  exec('ls ' + merged.folder) // flow: command from body
  const filled = {}
  filled.folder = req.query.folder
  exec('ls ' + filled.folder) // flow: command from query
  const copy = Object.assign({}, req.body)
  exec('ls ' + copy.folder) // flow: command from body
})
