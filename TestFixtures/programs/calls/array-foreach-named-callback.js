// A function named, not written, as the callback of forEach.
const express = require('express')
const fs = require('fs')
const app = express()
function touch(name) {
  fs.appendFileSync(name, '.') // reached: POST /touch
}
function unused(name) {
  fs.unlinkSync(name) // reached: no request
}
app.post('/touch', (req, res) => {
  req.body.names.forEach(touch)
  res.end()
})
