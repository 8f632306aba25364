// Handlers behind wrappers keep their requests.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
const wrap = (fn) => (req, res, next) => fn(req, res, next).catch(next)
app.get('/', wrap(async (req, res) => {
  exec('ls ' + req.query.folder) // flow: command from query
}))
