// Imports written where the case of letters in paths does not matter.
// file: package.json
{ "name": "cases", "private": true, "dependencies": { "express": "^4.0.0" } }
// file: index.js
const express = require('express')
const { list } = require('./Services/Users')
const { send } = require('./services/mail')
const app = express()
app.get('/', (req, res) => {
  list() // calls: services/users.js:list
  send() // calls: unknown(missing module)
  res.end()
})
app.listen(3000)
// file: services/users.js
exports.list = () => []
// file: services/Mail.js
exports.send = () => 1
// file: services/MAIL.js
exports.send = () => 2
