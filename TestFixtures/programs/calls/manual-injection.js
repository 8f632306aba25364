// Dependencies handed to a factory by hand, by destructured names.
// file: store.js
const fs = require('fs')
module.exports = () => ({
  load: (name) => fs.readFileSync(name), // reached: GET /users
})
// file: users.js
module.exports = ({ store, log }) => {
  const list = () => store.load('users') // calls: store.js:load
  return { list }
}
// file: routes.js
module.exports = (app, { users }) => {
  app.get('/users', (req, res) => {
    const all = users.list() // calls: users.js:list
    res.json(all)
  })
}
// file: app.js
const express = require('express')
const makeStore = require('./store')
const makeUsers = require('./users')
const app = express()
const store = makeStore()
const users = makeUsers({ store, log: console })
require('./routes')(app, { users })
