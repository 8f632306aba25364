// A module loaded by a handler: its functions are reached, its body is loaded once.
// file: app.js
const express = require('express')
express().get('/', (req, res) => {
  const { render } = require('./render')
  res.send(render('x'))
})
// file: render.js
const fs = require('fs')
const layout = fs.readFileSync('layout') // reached: no request
exports.render = (name) => layout + fs.readFileSync(name) // reached: GET /
