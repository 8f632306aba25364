// A wrapper calls what it wraps: each wrapped handler its own.
const express = require('express')
const fs = require('fs')
const wrap = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next)
const app = express()
app.get('/slow', wrap(async (req, res) => {
  res.send(fs.readFileSync('slow')) // reached: GET /slow
}))
app.get('/fast', wrap((req, res) => res.end()))
