// A proxy stands for its target.
const express = require('express')
const fs = require('fs')
const store = new Proxy({ read: () => fs.readFileSync('x') }, {}) // reached: GET /p
express().get('/p', (req, res) => {
  const text = store.read() // calls: read
  res.send(text)
})
