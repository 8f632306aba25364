// Loops over the values and entries of a table of functions.
const express = require('express')
const fs = require('fs')
const checks = {
  disk: () => fs.statSync('/'), // reached: GET /health
  file: () => fs.readFileSync('x'), // reached: GET /health
}
express().get('/health', (req, res) => {
  for (const check of Object.values(checks)) check() // calls: #Object.values, disk, file
  Object.entries(checks).forEach(([name, check]) => {
    check() // calls: disk, file
  })
  Object.keys(checks).map((name) => checks[name]()) // calls: #Object.keys, #Object.keys().map, disk, file
  res.end()
})
