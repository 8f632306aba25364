// A table that is filled by assignments under computed names.
const express = require('express')
const fs = require('fs')
const table = {}
function register(name, run) {
  table[name] = run
}
register('read', () => fs.readFileSync('x')) // reached: POST /run
table.write = () => fs.writeFileSync('x', '') // reached: POST /run
express().post('/run', (req, res) => {
  const run = table[req.body.name]
  run()
  res.end()
})
