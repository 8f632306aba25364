// Wrappers of lodash and ramda: what they give calls what they are given.
const _ = require('lodash')
const R = require('ramda')
const express = require('express')
const fs = require('fs')
const later = _.debounce(() => fs.writeFileSync('x', ''), 100) // reached: GET /w
const partly = _.partial((folder, name) => fs.readFileSync(folder + name), '/data/') // reached: GET /w
const flow = _.flow((name) => fs.statSync(name), String) // reached: GET /w
const piped = R.pipe((name) => fs.realpathSync(name), String) // reached: GET /w
express().get('/w', (req, res) => {
  later()
  partly('x')
  flow('x')
  piped('x')
  _.forEach(req.query.names, (name) => fs.rmSync(name)) // reached: GET /w
  res.end()
})
