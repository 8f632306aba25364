// Hooks of a Sequelize model, in its options and added to it.
// file: user.js
const bcrypt = require('bcryptjs')
module.exports = (sequelize, DataTypes) => {
  const User = sequelize.define('User', { password: DataTypes.STRING }, {
    hooks: {
      beforeCreate(user) {
        user.password = bcrypt.hashSync(user.password) // reached: POST /users
      },
    },
  })
  User.beforeUpdate((user) => {
    user.password = bcrypt.hashSync(user.password) // reached: PUT /users
  })
  User.prototype.check = function (password) {
    return bcrypt.compareSync(password, this.password) // reached: POST /sign-in
  }
  return User
}
// file: db.js
const { DataTypes, Sequelize } = require('sequelize')
const sequelize = new Sequelize('sqlite::memory:')
exports.User = require('./user')(sequelize, DataTypes)
// file: app.js
const express = require('express')
const { User } = require('./db')
const app = express()
app.post('/users', async (req, res) => res.json(await User.create(req.body)))
app.put('/users', async (req, res) => {
  const user = await User.findByPk(req.body.id)
  await user.update(req.body)
  res.json(user)
})
app.post('/sign-in', async (req, res) => {
  const user = await User.findOne({ where: { name: req.body.name } })
  res.json(user.check(req.body.password))
})
