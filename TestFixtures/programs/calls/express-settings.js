// What is put into an Express application by set is what get gives, here and on requests.
// file: store.js
const fs = require('fs')
module.exports = class Store {
  read() {
    return fs.readFileSync('read') // reached: GET /direct
  }
  list() {
    return fs.readdirSync('list') // reached: GET /hung
  }
}
// file: app.js
const express = require('express')
const Store = require('./store')
const app = express()
app.set('store', new Store())
app.set('port', 3000)
app.use((req, res, next) => {
  req.store = app.get('store')
  next()
})
app.get('/direct', (req, res) => res.send(req.app.get('store').read()))
app.get('/hung', (req, res) => res.send(req.store.list()))
