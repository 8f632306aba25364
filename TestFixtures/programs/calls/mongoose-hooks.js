// A hook runs when a document of its schema is saved.
// file: user.js
const bcrypt = require('bcrypt')
const mongoose = require('mongoose')
const schema = new mongoose.Schema({ password: String })
schema.pre('save', function (next) {
  this.password = bcrypt.hashSync(this.password, 10) // reached: POST /users
  next()
})
schema.post('findOneAndDelete', () => {
  bcrypt.genSaltSync() // reached: no request
})
module.exports = mongoose.model('User', schema)
// file: app.js
const express = require('express')
const User = require('./user')
express().post('/users', async (req, res) => {
  const user = new User(req.body)
  await user.save()
  res.json(user)
})
