// util.promisify of a function of the program.
const { promisify } = require('util')
const express = require('express')
const fs = require('fs')
function load(name, done) {
  done(null, fs.readFileSync(name)) // reached: GET /load
}
const loadAsync = promisify(load)
express().get('/load', async (req, res) => {
  const text = await loadAsync('x') // calls: load
  res.send(text)
})
