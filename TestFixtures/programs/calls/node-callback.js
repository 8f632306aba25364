// The callback of an asynchronous call of Node's.
const express = require('express')
const fs = require('fs')
const app = express()
app.get('/both', (req, res) => {
  fs.readFile('one', (error, one) => {
    const two = fs.readFileSync('two') // reached: GET /both
    res.json({ one, two })
  })
})
