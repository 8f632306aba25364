// Methods hung on a prototype that goes by another name, and on one that was a literal before.
const fs = require('fs')
const express = require('express')
function Store() {}
var proto = Store.prototype
proto.read = function () {
  return this._load() // calls: _load
}
proto._load = function () {
  return fs.readFileSync('store') // reached: GET /read
}
function Queue() {}
Queue.prototype = {
  push: function () {
    this._write() // calls: _write
  },
}
Queue.prototype._write = function () {
  fs.writeFileSync('queue', '') // reached: GET /push
}
const app = express()
const store = new Store()
const queue = new Queue()
app.get('/read', (req, res) => res.send(store.read()))
app.get('/push', (req, res) => {
  queue.push()
  res.end()
})
