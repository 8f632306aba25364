// Only what may be an object carries operators into a database.
// file: app.js
const app = require('express')()
const mongoose = require('mongoose')
const User = mongoose.model('User', new mongoose.Schema({}))
app.post('/:id', async (req, res) => {
  await User.findOne({ email: req.body.email }) // flow: nosql from body
  await User.findOne({ email: String(req.body.email) }) // flow: nothing
  await User.findOne({ email: `${req.body.email}` }) // flow: nothing
  await User.findOne({ email: { $eq: req.body.email } }) // flow: nothing
  await User.findOne({ id: req.params.id }) // flow: nothing
  await User.findOne({ id: { $in: req.body.ids } }) // flow: nothing
  await User.findOne({ $or: [{ id: req.body.id }] }) // flow: nosql from body
  await User.findOne({ key: Buffer.from(req.body.key, 'hex') }) // flow: nothing
  await User.find(req.body) // flow: nosql from body
  await User.find({ ...req.body }) // flow: nosql from body
  if (typeof req.body.name !== 'string') return res.end()
  await User.findOne({ name: req.body.name }) // flow: nothing
})
