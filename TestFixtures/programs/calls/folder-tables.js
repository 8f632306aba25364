// Packages that give an object with a member for each file of a folder.
// file: package.json
{ "name": "tables", "private": true, "dependencies": { "express": "^4.0.0", "requireindex": "^1.2.0", "require-directory": "^2.1.0", "auto-load": "^3.0.0" } }
// file: app.js
const app = require('express')()
const controllers = require('requireindex')(__dirname + '/controllers')
const services = require('./services')
const handlers = require('auto-load')(__dirname + '/handlers')
app.get('/users', controllers.users.list)
app.get('/mail', (req, res) => {
  services.mail.send() // calls: services/mail.js:send
  res.end()
})
app.get('/session', handlers.session.renewed.get)
app.listen(3000)
// file: controllers/users.js
exports.list = (req, res) => res.end() // phase: request
exports.other = (req, res) => res.end() // phase: none
// file: services/index.js
module.exports = require('require-directory')(module)
// file: services/mail.js
exports.send = () => {} // phase: request
// file: handlers/session/renewed.js
exports.get = (req, res) => res.end() // phase: request
