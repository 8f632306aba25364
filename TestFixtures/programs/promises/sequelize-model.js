// A model of Sequelize as a class.
// file: app.js
const { Model, Sequelize } = require('sequelize')
const sequelize = new Sequelize('sqlite::memory:')
class User extends Model {}
async function touch(id) {
  User.update({ seen: true }, { where: { id } }) // promise: dropped
  const user = await User.findByPk(id) // promise: awaited
  user.save() // promise: dropped
  sequelize.sync() // promise: dropped
}
