// Sequelize: hooks among the options of a model.
const { Sequelize, DataTypes } = require("sequelize")

const sequelize = new Sequelize("sqlite::memory:")

const User = sequelize.define("user", { name: DataTypes.STRING }, {
  hooks: {
    beforeCreate: (user) => { user.name = user.name.trim() }, // handler: the beforeCreate hook
  },
})

User.addHook("afterDestroy", (user) => forget(user)) // handler: the afterDestroy hook

function forget(user) {}

module.exports = User
