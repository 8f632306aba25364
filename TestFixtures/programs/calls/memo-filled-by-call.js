// `instance === null && configure()`: the guard's code calls what fills the variable.
const express = require('express')
const fs = require('fs')
const app = express()
let instance = null
const isPostgres = () => {
  instance === null && configure()
  return instance.engine === 'pg'
}
const configure = () => {
  instance = JSON.parse(fs.readFileSync('config.json', 'utf8')) // reached: GET /engine once
}
let settings
function get() {
  if (!settings) load()
  return settings
}
function load() {
  keep(fs.readFileSync('settings.json')) // reached: GET /settings once
}
function keep(found) {
  settings = found
}
let running = null
function work() {
  if (!running) begin()
}
function begin() {
  running = fs.readFileSync('work') // reached: GET /work
}
function end() {
  running = null
}
class Store {
  async find(id) {
    if (!this.rows) await this.load()
    return this.rows[id]
  }
  async load() {
    this.rows = JSON.parse(fs.readFileSync('rows.json', 'utf8')) // reached: GET /rows once
  }
}
const store = new Store()
app.get('/engine', (req, res) => res.json(isPostgres()))
app.get('/settings', (req, res) => res.json(get()))
app.get('/rows', async (req, res) => res.json(await store.find(req.query.id)))
app.get('/work', (req, res) => {
  work()
  end()
  res.end()
})
app.listen(4300)
