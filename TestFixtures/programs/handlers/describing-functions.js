// A function that only says something of the request stands beside the handler that answers.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0" } }
// file: app.js
const express = require('express')
const path = require('path')
const fs = require('fs')
const answer = (describe) => (req, res) => { // handler: POST /moved, POST /made
  console.log(describe(req))
  res.end()
}
const app = express()
app.post('/moved', answer((req) => 'moved ' + req.query.name))
app.post('/made', answer((req) => {
  path.join('a', req.query.name).split('/').forEach((part) => fs.mkdirSync(part)) // reached: POST /made
  return 'made'
}))
app.listen(3000)
