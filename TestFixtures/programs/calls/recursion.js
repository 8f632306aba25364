// Functions that call each other in a circle.
const express = require('express')
const fs = require('fs')
function walk(folder) {
  for (const name of fs.readdirSync(folder)) visit(folder + name) // reached: GET /tree
}
function visit(path) {
  if (fs.statSync(path).isDirectory()) walk(path) // reached: GET /tree
}
express().get('/tree', (req, res) => {
  walk('/') // calls: walk
  res.end()
})
