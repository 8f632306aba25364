// awilix: names registered in a container become destructured parameters.
// file: container.js
const { createContainer, asFunction, asClass, asValue } = require('awilix')
const makeStore = require('./store')
const Users = require('./users')
const container = createContainer()
container.register({
  store: asFunction(makeStore).singleton(),
  users: asClass(Users),
  limit: asValue(10),
})
module.exports = container
// file: store.js
const fs = require('fs')
module.exports = () => ({
  load() {
    return fs.readFileSync('users') // reached: GET /users
  },
})
// file: users.js
class Users {
  constructor({ store }) {
    this.store = store
  }
  list() {
    return this.store.load() // calls: store.js:load
  }
}
module.exports = Users
// file: app.js
const express = require('express')
const container = require('./container')
const app = express()
app.get('/users', (req, res) => {
  const users = container.resolve('users')
  const all = users.list() // calls: users.js:Users.list
  res.json(all)
})
