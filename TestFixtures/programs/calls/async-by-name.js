// The library async: functions with a name in tables, and the worker of a queue.
// file: package.json
{ "name": "jobs", "private": true, "dependencies": { "express": "^4.18.0", "async": "^3.2.0" } }
// file: app.js
const async = require('async')
const app = require('express')()
const steps = require('./steps')
app.get('/all', (req, res) => {
  async.parallel({ one: steps.one, two: steps.two }, () => res.end())
})
app.get('/auto', (req, res) => {
  async.auto({ three: steps.three, four: ['three', steps.four] }, () => res.end())
})
const queue = async.queue((task, done) => { // phase: request
  done()
})
app.post('/queue', (req, res) => {
  queue.push(req.body)
  res.end()
})
app.listen(3000)
// file: steps.js
exports.one = done => done() // phase: request
exports.two = done => done() // phase: request
exports.three = done => done() // phase: request
exports.four = (results, done) => done() // phase: request
exports.five = done => done() // phase: none
