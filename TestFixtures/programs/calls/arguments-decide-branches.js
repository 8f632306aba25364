// What a call hands over decides which code of the function runs: missing arguments, constants, functions.
const express = require('express')
const fs = require('fs')
const app = express()
const buffer = Buffer.alloc(3)
function read(fd, sync) {
  if (sync) return fs.readSync(fd, buffer) // reached: GET /both
  fs.read(fd, buffer, () => {})
}
app.get('/one', (req, res) => {
  read(3)
  res.end()
})
app.get('/both', (req, res) => {
  read(3, true)
  res.end()
})
class FileReader {
  constructor(fd, done) {
    this.fd = fd
    this.done = done
  }
  read(sync) {
    if (sync) fs.readSync(this.fd, buffer) // reached: no request
    else fs.read(this.fd, buffer, this.done)
  }
}
class Archive {
  open(entry, done, sync) {
    new FileReader(3, done).read(sync)
  }
  stream(entry, done) {
    this.open(entry, done)
  }
}
const archive = new Archive()
app.get('/archive', (req, res) => {
  archive.stream('x', () => res.end())
})
function load(name, done = null) {
  if (done != null) return fs.readFile(name, done)
  return fs.readFileSync(name) // reached: no request
}
app.get('/load', (req, res) => {
  load('x', (error, text) => res.end(error ? '' : text))
})
const answer = (res, status) => {
  const isGood = status <= 226
  if (!isGood) fs.appendFileSync('log', 'x') // reached: GET /bad
  res.writeHead(status)
  res.end()
}
app.get('/good', (req, res) => answer(res, 204))
app.get('/bad', (req, res) => answer(res, 404))
const api = {
  set(name, text) {
    if (typeof text !== 'string') return
    fs.writeFileSync(name, text) // reached: POST /api/:name
  },
}
app.post('/api/:name', (req, res) => {
  const given = ['name', 'text'].map((field) => req.body[field])
  res.json(api[req.params.name].apply(api, given))
})
app.listen(4301)
