// util.inherits and Object.create between constructor functions.
const util = require('util')
const fs = require('fs')
const express = require('express')
function Base() {}
Base.prototype.read = function () {
  return fs.readFileSync('base') // reached: GET /one
}
function One() {
  Base.call(this)
}
util.inherits(One, Base)
function Two() {}
Two.prototype = Object.create(Base.prototype)
Two.prototype.write = function () {
  fs.writeFileSync('two', '') // reached: GET /two
  return this.read() // calls: read
}
const app = express()
const one = new One()
const two = new Two()
app.get('/one', (req, res) => {
  const text = one.read() // calls: read
  res.send(text)
})
app.get('/two', (req, res) => res.send(two.write()))
