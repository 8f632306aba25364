// Parts of a request go straight into commands, files and pages.
// file: app.js
const express = require('express')
const { exec } = require('child_process')
const fs = require('fs')
const app = express()
app.post('/run/:id', (req, res) => {
  exec('ls ' + req.query.folder) // flow: command from query
  exec(`ls ${req.body.folder}`) // flow: command from body
  fs.readFile('/data/' + req.params.id, () => {}) // flow: path from params
  exec('ls ' + req.get('x-folder')) // flow: command from headers
  exec('ls ' + req.headers['x-folder']) // flow: command from headers
  exec('ls ' + req.cookies.folder) // flow: command from cookies
  exec('ls ' + req.user.folder) // flow: nothing
  exec('ls ' + req.session.folder) // flow: nothing
  exec('ls') // flow: nothing
  res.send('<b>' + req.query.name + '</b>') // flow: html from query
})
