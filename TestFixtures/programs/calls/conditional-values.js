// Conditional and logical values: either may run.
const express = require('express')
const fs = require('fs')
const fast = { read: () => 'x' }
const slow = { read: () => fs.readFileSync('x') } // reached: GET /v
const store = process.env.FAST ? fast : slow
const chosen = process.env.OTHER && slow
const fallback = undefined || (() => fs.statSync('x')) // reached: GET /v
express().get('/v', (req, res) => {
  store.read() // calls: read
  chosen.read() // calls: read
  fallback() // calls: an anonymous function
  res.end()
})
