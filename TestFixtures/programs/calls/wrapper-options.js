// A wrapper that takes its function in an options object.
const express = require('express')
const fs = require('fs')
function endpoint({ validate, run }) {
  return async function handle(req, res) { // handler: POST /e
    validate(req.body)
    const found = await run(req.body) // calls: runIt
    res.json(found)
  }
}
function runIt() {
  return fs.readFileSync('e') // reached: POST /e
}
express().post('/e', endpoint({ validate() {}, run: runIt }))
