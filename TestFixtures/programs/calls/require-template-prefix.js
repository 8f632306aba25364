// require of a path put together: any file of the folder.
// file: handlers/a.js
const fs = require('fs')
exports.run = () => fs.readFileSync('a') // reached: POST /run
// file: handlers/b/index.js
const fs = require('fs')
exports.run = () => fs.readFileSync('b') // reached: POST /run
// file: app.js
const express = require('express')
express().post('/run', (req, res) => {
  const handler = require('./handlers/' + req.body.name)
  handler.run() // calls: handlers/a.js:run, handlers/b/index.js:run
  res.end()
})
