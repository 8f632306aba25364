// A getter of an object literal, exported.
// file: config.js
const fs = require('fs')
module.exports = {
  get banner() {
    return fs.readFileSync('banner.txt') // reached: GET /banner
  },
}
// file: app.js
const express = require('express')
const config = require('./config')
express().get('/banner', (req, res) => {
  res.send(config.banner)
})
