// Clean architecture: use cases made from what they need.
// file: use-cases/add-user.js
module.exports = function makeAddUser({ usersDb, hash }) {
  return async function addUser(input) {
    const secret = hash(input.password) // calls: hash.js:an anonymous function
    return usersDb.insert({ ...input, secret })
  }
}
// file: data/users.js
const fs = require('fs')
module.exports = function makeUsersDb({ open }) {
  return Object.freeze({ insert })
  async function insert(user) {
    fs.appendFileSync('users', user.name) // reached: POST /users
  }
}
// file: use-cases/index.js
const makeAddUser = require('./add-user')
const makeUsersDb = require('../data/users')
const hash = require('../hash')
const usersDb = makeUsersDb({ open: () => {} })
const addUser = makeAddUser({ usersDb, hash })
module.exports = Object.freeze({ addUser })
// file: hash.js
const bcrypt = require('bcryptjs')
module.exports = (text) => bcrypt.hashSync(text) // reached: POST /users
// file: express-callback.js
module.exports = (controller) => (req, res) => { // handler: POST /users
  controller({ body: req.body }).then((answer) => res.json(answer))
}
// file: controllers.js
const { addUser } = require('./use-cases')
exports.postUser = async ({ body }) => addUser(body) // calls: use-cases/add-user.js:addUser
// file: app.js
const express = require('express')
const callback = require('./express-callback')
const { postUser } = require('./controllers')
express().post('/users', callback(postUser))
