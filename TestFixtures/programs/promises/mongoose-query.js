// Queries of Mongoose do nothing until they are awaited; documents save at once.
// file: app.js
const { User } = require('./user')
async function seen(id) {
  User.findByIdAndUpdate(id, { seen: true }) // promise: lazy dropped
  User.findByIdAndUpdate(id, { seen: true }, (error, user) => {}) // promise: nothing
  User.findOne({ id }).populate('posts').exec() // promise: dropped
  const user = await User.findOne({ id }).lean() // promise: lazy awaited
  user.save() // promise: dropped
  const made = new User({ id })
  made.save((error) => {}) // promise: nothing
  User.create({ id }) // promise: dropped
}
// file: user.js
const mongoose = require('mongoose')
exports.User = mongoose.model('User', new mongoose.Schema({ id: String }))
