// What a module's body does is done before the first request.
const express = require('express')
const fs = require('fs')
const terms = fs.readFileSync('terms') // reached: no request
function load(name) { // phase: start-up
  return fs.readFileSync(name) // reached: no request
}
const pages = ['a', 'b'].map(load)
express().get('/', (req, res) => { // handler: GET / // phase: request
  res.send([terms, pages])
})
