// Methods, statics and virtuals of a Mongoose schema.
// file: user.js
const bcrypt = require('bcryptjs')
const mongoose = require('mongoose')
const schema = new mongoose.Schema({ hash: String })
schema.methods.check = function (password) {
  return bcrypt.compareSync(password, this.hash) // reached: POST /sign-in
}
schema.method('touch', function () {
  return bcrypt.genSaltSync() // reached: POST /sign-in
})
schema.statics.byName = function (name) {
  bcrypt.genSaltSync() // reached: POST /sign-in
  return this.findOne({ name })
}
schema.static('unused', function () {
  bcrypt.genSaltSync() // reached: no request
})
module.exports = mongoose.model('User', schema)
// file: app.js
const express = require('express')
const User = require('./user')
express().post('/sign-in', async (req, res) => {
  const user = await User.byName(req.body.name)
  user.touch()
  res.json(user.check(req.body.password))
})
