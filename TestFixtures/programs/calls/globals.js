// A function hung on the global object.
// file: app.js
const express = require('express')
require('./globals')
express().get('/g', (req, res) => {
  const text = loadPage('g') // calls: globals.js:loadPage, #loadPage
  res.send(text)
})
// file: globals.js
const fs = require('fs')
global.loadPage = (name) => fs.readFileSync(name) // reached: GET /g
