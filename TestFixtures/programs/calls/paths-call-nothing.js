// What nobody can tell from a function, handed to node:path, is called by nobody.
const express = require('express')
const fs = require('fs')
const { join } = require('path')
const app = express()
function readSettings() {
  return fs.readFileSync('settings.json') // reached: no request
}
const settings = { folder: process.env.FOLDER, readSettings }
settings.readSettings()
app.get('/:name', (req, res) => {
  res.sendFile(join(settings[req.params.kind], req.params.name))
})
app.listen(4303)
