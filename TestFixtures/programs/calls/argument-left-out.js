// A callback that a call leaves out is none, whatever other calls hand over in its place.
// file: db.js
exports.run = (text, values, done) => {
  setTimeout(() => { if (done) done() }, 1)
}
// file: app.js
const express = require('express')
const fs = require('fs')
const db = require('./db')
const app = express()
app.get('/all', (req, res) => { // handler: GET /all
  db.run('a', () => res.end())
})
app.post('/login', (req, res) => { // handler: POST /login
  db.run('b', [1], () => {
    fs.readFileSync('key') // reached: POST /login
    res.end()
  })
})
app.listen(1)
