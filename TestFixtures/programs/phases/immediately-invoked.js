// A function called where it is written.
const express = require('express')
const fs = require('fs')
;(async () => { // phase: start-up
  fs.readFileSync('config') // reached: no request
  express().get('/', function show(req, res) { // phase: request
    (function () { // phase: request
      fs.statSync('x') // reached: GET /
    })()
    res.end()
  })
})()
