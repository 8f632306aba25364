// The user that Passport puts into a request is a document: only one model has the method.
// file: user.js
const mongoose = require('mongoose')
const bcrypt = require('bcrypt')
const schema = new mongoose.Schema({ password: String })
schema.methods.checkPassword = function (given) {
  return bcrypt.compareSync(given, this.password) // reached: POST /password
}
module.exports = mongoose.model('User', schema)
// file: app.js
const express = require('express')
const passport = require('passport')
require('./user')
const app = express()
app.post('/password', passport.authenticate('jwt'), (req, res) => {
  res.send(req.user.checkPassword(req.body.old))
})
