// A setter of Mongoose runs where its field is given, not wherever a document is saved.
// file: package.json
{ "name": "blog", "private": true, "dependencies": { "express": "4", "mongoose": "8" } }
// file: user.js
const mongoose = require('mongoose')
const { hashSync, pbkdf2Sync } = require('./hash')
const schema = new mongoose.Schema({ name: String, token: { type: String, set: (token) => pbkdf2Sync(token) } })
schema.virtual('password').set(function (text) {
  this.hash = hashSync(text)
})
module.exports = mongoose.model('User', schema)
// file: hash.js
const crypto = require('crypto')
exports.hashSync = (text) => crypto.scryptSync(text, 'salt', 64) // reached: POST /users
exports.pbkdf2Sync = (text) => crypto.pbkdf2Sync(text, 'salt', 1000, 64, 'sha512') // reached: PUT /token
// file: app.js
const express = require('express')
const User = require('./user')
const app = express()
app.post('/guests', async (req, res) => { // handler: POST /guests
  const user = new User({ name: req.body.name })
  await user.save()
  res.end()
})
app.post('/name', async (req, res) => { // handler: POST /name
  const user = await User.findById(req.body.id)
  user.name = req.body.name
  await user.save()
  res.end()
})
app.post('/members', async (req, res) => { // handler: POST /members
  await User.create({ name: req.body.name })
  res.end()
})
// file: full.js
const express = require('express')
const User = require('./user')
const app = express()
app.post('/users', async (req, res) => { // handler: POST /users
  const user = new User({ name: req.body.name, password: req.body.password })
  await user.save()
  res.end()
})
// file: token.js
const express = require('express')
const User = require('./user')
const app = express()
app.put('/token', async (req, res) => { // handler: PUT /token
  const user = await User.findById(req.body.id)
  user.token = req.body.token
  await user.save()
  res.end()
})
