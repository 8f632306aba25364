// A constructor function with methods on its prototype.
// file: store.js
var fs = require('fs')
function Store(folder) {
  this.folder = folder
}
Store.prototype.read = function (name) {
  return this.open(name) // calls: open
}
Store.prototype.open = function open(name) {
  return fs.readFileSync(this.folder + name) // reached: GET /s
}
module.exports = Store
// file: app.js
var Store = require('./store')
var app = require('express')()
var store = new Store('/data')
app.get('/s', function (req, res) {
  var text = store.read('s') // calls: store.js:read
  res.send(text)
})
