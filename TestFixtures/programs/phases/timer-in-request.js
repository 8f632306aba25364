// A timer set by a handler is of the request phase.
const express = require('express')
const fs = require('fs')
express().get('/', (req, res) => {
  setTimeout(function later() { // phase: request
    fs.statSync('x') // reached: GET /
  }, 10)
  res.end()
})
