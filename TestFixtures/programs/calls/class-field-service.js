// A read two files away, behind a class whose instance is a module's export.
// file: app.js
const express = require('express')
const reports = require('./reports')
const app = express()
app.get('/report', async function show(req, res) { // handler: GET /report // phase: request
  const page = await reports.load(req.query.name) // calls: reports.js:Reports.load
  res.json(page)
})
// file: reports.js
const fs = require('fs')
class Reports {
  // phase: request
  load(name) {
    return this.parse(name) // calls: Reports.parse
  }
  parse(name) {
    return fs.readFileSync(name) // calls: node:fs#readFileSync // reached: GET /report
  }
  // phase: none
  unused() {
    return fs.statSync('x') // reached: no request
  }
}
module.exports = new Reports()
