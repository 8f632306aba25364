// Two modules that import each other.
// file: a.js
const b = require('./b')
const fs = require('fs')
exports.first = () => b.second()
exports.third = () => fs.readFileSync('x') // reached: GET /c
// file: b.js
const a = require('./a')
exports.second = () => a.third() // calls: a.js:third
// file: app.js
const express = require('express')
const a = require('./a')
express().get('/c', (req, res) => {
  a.first() // calls: a.js:first
  res.end()
})
