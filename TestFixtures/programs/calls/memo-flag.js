// A flag says that something ran, which is what keeps it from running again; not where it is set only if that went well,
// nor where the same function takes it back.
const app = require('express')()
const bcrypt = require('bcrypt')
const fs = require('fs')
let ready = false
let active = false
let open = false
let known = false
app.get('/ready', (req, res) => {
  if (!ready) {
    fs.readFileSync('a') // reached: GET /ready once
    ready = true
  }
  res.end()
})
app.get('/active', (req, res) => {
  if (active) return res.end()
  if (bcrypt.compareSync(req.query.word, 'h')) { // reached: GET /active
    fs.readFileSync('b') // reached: GET /active once
    active = true
  }
  res.end()
})
app.get('/open', (req, res) => {
  if (open) {
    if (req.query.off) open = false
  } else {
    bcrypt.compareSync(req.query.word, 'h') // reached: GET /open
    open = true
  }
  res.end()
})
app.get('/known', (req, res) => {
  if (!known) {
    if (!bcrypt.compareSync(req.query.word, 'h')) return res.end() // reached: GET /known
    known = true
  }
  res.end()
})
