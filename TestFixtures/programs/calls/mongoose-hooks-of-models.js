// Each model has hooks of its own: those of others do not run, wherever the model comes from.
// file: package.json
{ "dependencies": { "express": "4.18.2", "mongoose": "8.0.0" } }
// file: user.js
const bcrypt = require('bcrypt')
const mongoose = require('mongoose')
const schema = new mongoose.Schema({ password: String })
schema.pre('save', function (next) {
  this.password = bcrypt.hashSync(this.password, 10) // reached: PUT /users
  next()
})
schema.methods.lock = function () {
  return this.save()
}
module.exports = mongoose.model('User', schema)
// file: task.js
const crypto = require('crypto')
const mongoose = require('mongoose')
const schema = new mongoose.Schema({ name: String })
schema.pre('save', function () {
  this.key = crypto.randomUUID()
})
module.exports = mongoose.model('Task', schema)
// file: note.js
const crypto = require('crypto')
const mongoose = require('mongoose')
const schema = new mongoose.Schema({ name: String })
schema.pre('save', function () {
  this.key = crypto.scryptSync(this.name, 'salt', 32) // reached: POST /notes
})
mongoose.model('Note', schema)
// file: app.js
const express = require('express')
const mongoose = require('mongoose')
const Task = require('./task')
const Note = mongoose.model('Note')
require('./user')
require('./note')
const app = express()
app.post('/tasks', async (req, res) => res.json(await new Task(req.body).save()))
app.post('/tasks/many', async (req, res) => res.json(await Task.create(req.body)))
app.put('/things', async (req, res) => res.json(await req.thing.save()))
app.put('/users', async (req, res) => res.json(await req.currentUser.save()))
app.post('/notes', async (req, res) => res.json(await Note.create(req.body)))
