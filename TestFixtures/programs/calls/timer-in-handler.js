// What a handler hands to a timer still runs on the event loop because of the request.
const express = require('express')
const fs = require('fs')
const app = express()
app.get('/later', (req, res) => {
  setTimeout(() => {
    fs.rmSync(req.query.name) // reached: GET /later
  }, 1000)
  setImmediate(sweep)
  res.end()
})
function sweep() {
  fs.readdirSync('/tmp') // reached: GET /later
}
