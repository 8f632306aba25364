// Destructured requires, nested and renamed, with defaults.
// file: lib.js
const fs = require('fs')
exports.io = { read: () => fs.readFileSync('x'), stat: () => fs.statSync('x') } // reached: GET /d
// file: app.js
const express = require('express')
const { io: { read: load, stat = () => {} } } = require('./lib')
const { readFileSync: slurp } = require('fs')
express().get('/d', (req, res) => {
  load() // calls: lib.js:read
  stat() // calls: lib.js:stat, stat
  slurp('x') // calls: node:fs#readFileSync // reached: GET /d
  res.end()
})
