// A function assigned without a declaration and handed on by name.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "express": "4", "bcrypt": "5" } }
// file: app.js
const express = require('express')
const bcrypt = require('bcrypt')
const createHash = function (password) {
  return bcrypt.hashSync(password, 10) // reached: POST /sign-up
}
const app = express()
app.post('/sign-up', (req, res) => { // handler: POST /sign-up
  createUser = function () {
    res.send(createHash(req.body.password))
  }
  process.nextTick(createUser)
})
