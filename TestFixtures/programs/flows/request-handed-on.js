// The whole request is handed to a helper.
// file: app.js
const app = require('express')()
const { folderOf, run } = require('./requests')
const { exec } = require('child_process')
app.get('/', (req, res) => {
  exec('ls ' + folderOf(req)) // flow: command from query
  run(req)
})
// file: requests.js
const { exec } = require('child_process')
exports.folderOf = (request) => request.query.folder
exports.run = (request) => exec('ls ' + request.body.folder) // flow: command from body
