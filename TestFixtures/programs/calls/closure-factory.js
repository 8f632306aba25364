// A factory that closes over what it is given.
// file: reader.js
const fs = require('fs')
exports.makeReader = (folder) => {
  const full = (name) => folder + name
  return (name) => fs.readFileSync(full(name)) // reached: GET /cf
}
// file: app.js
const express = require('express')
const { makeReader } = require('./reader')
const read = makeReader('/data/')
express().get('/cf', (req, res) => {
  const text = read('x') // calls: reader.js:an anonymous function
  res.send(text)
})
