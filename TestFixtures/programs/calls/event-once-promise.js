// Streams and sockets: listeners registered inside of a handler run because of the request.
const express = require('express')
const fs = require('fs')
express().post('/up', (req, res) => {
  req.on('data', (chunk) => {
    fs.appendFileSync('up', chunk) // reached: POST /up
  })
  req.on('end', done)
  function done() {
    fs.renameSync('up', 'done') // reached: POST /up
    res.end()
  }
})
