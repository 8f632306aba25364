// An object that other files fill under names of theirs.
// file: table.js
exports.sessions = {}
// file: session.js
module.exports = class Session {
  open() {}
  close() {}
}
// file: app.js
const app = require('express')()
const Session = require('./session')
const { sessions } = require('./table')
app.post('/sessions/:name', (req, res) => {
  sessions[req.params.name] = new Session()
  sessions[req.params.name].open() // calls: session.js:Session.open
  res.end()
})
app.delete('/sessions/:name', (req, res) => {
  sessions[req.params.name].close() // calls: session.js:Session.close
  res.end()
})
