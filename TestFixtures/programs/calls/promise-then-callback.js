// Callbacks of then, catch and finally run on the event loop like the rest.
const express = require('express')
const fs = require('fs')
const app = express()
const load = () => fs.readFileSync('a.txt') // reached: GET /a
app.get('/a', (req, res) => {
  fetch('http://localhost/x')
    .then(load)
    .catch(() => fs.writeFileSync('failed', 'x')) // reached: GET /a
    .finally(function close() {
      fs.closeSync(3) // reached: GET /a
    })
  res.end()
})
