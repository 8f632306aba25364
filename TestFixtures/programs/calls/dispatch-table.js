// handlers[type](…): any function of the table may run.
const express = require('express')
const fs = require('fs')
const handlers = {
  add(body) {
    fs.appendFileSync('log', body) // reached: POST /command
  },
  remove: (body) => fs.rmSync(body), // reached: POST /command
}
express().post('/command', (req, res) => {
  handlers[req.body.type](req.body) // calls: add, remove
  res.end()
})
