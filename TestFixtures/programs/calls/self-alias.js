// var self = this.
var fs = require('fs')
function Loader() {
  var self = this
  self.load = function (name) {
    return self.raw(name) // calls: raw
  }
  this.raw = function (name) {
    return fs.readFileSync(name) // reached: GET /l
  }
}
var loader = new Loader()
require('express')().get('/l', function (req, res) {
  loader.load('l') // calls: load
  res.end()
})
