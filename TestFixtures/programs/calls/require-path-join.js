// require(path.join(__dirname, …)).
// file: lib/store.js
const fs = require('fs')
module.exports = { read: () => fs.readFileSync('x') } // reached: GET /x
// file: src/app.js
const express = require('express')
const path = require('path')
const store = require(path.join(__dirname, '../lib', 'store'))
express().get('/x', (req, res) => {
  store.read() // calls: lib/store.js:read
  res.end()
})
