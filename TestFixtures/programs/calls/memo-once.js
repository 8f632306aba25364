// lodash.once and memoize, and a memo made by hand.
const _ = require('lodash')
const express = require('express')
const fs = require('fs')
const once = _.once(() => fs.readFileSync('a')) // reached: GET / once
const byName = _.memoize((name) => fs.readFileSync(name)) // reached: GET / once
express().get('/', (req, res) => {
  once()
  byName(req.query.name)
  res.end()
})
