// A local name hides the one of the module.
const express = require('express')
const fs = require('fs')
function load() {
  return fs.readFileSync('x') // reached: no request
}
load()
express().get('/', (req, res) => {
  const load = () => 'x'
  const text = load() // calls: load
  const fs = { readFileSync: () => 'y' }
  fs.readFileSync()
  res.send(text)
})
