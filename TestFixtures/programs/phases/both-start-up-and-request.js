// What runs while starting and on requests is of the request phase.
const express = require('express')
const fs = require('fs')
function load() { // phase: request
  return fs.readFileSync('x') // reached: GET /
}
load()
express().get('/', (req, res) => res.send(load()))
