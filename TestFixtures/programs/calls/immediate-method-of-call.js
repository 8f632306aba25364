// Members of results of calls, and a result called at once.
const express = require('express')
const fs = require('fs')
const store = (name) => ({ get: () => fs.readFileSync(name), all: () => () => fs.readdirSync(name) }) // reached: GET /i
express().get('/i', (req, res) => {
  store('x').get() // calls: store, get
  store('x').all()()
  res.end()
})
