// Feathers on Express: services in files that the application is configured with, their hooks, and plain routes.
// file: package.json
{ "name": "feathers-app", "dependencies": { "@feathersjs/feathers": "^4.5.0", "@feathersjs/express": "^4.5.0" } }
// file: app.js
const feathers = require('@feathersjs/feathers')
const express = require('@feathersjs/express')
const services = require('./services')
const app = express(feathers())
app.get('/version', (req, res) => res.send('1')) // handler: GET /version
app.configure(services)
app.hooks({ before: { all: [async (context) => context] } }) // handler: a service hook
app.listen(1)
// file: services.js
const { Users } = require('./users')
const stamp = async (context) => context // handler: a service hook
module.exports = function (app) {
  app.use('/users', new Users())
  app.service('users').hooks({ before: { create: [stamp] } })
  app.use('/todos', { async find() { return [] } }) // handler: the service /todos
}
// file: users.js
exports.Users = class Users {
  async find() { return [] } // handler: the service /users
  async create(data) { return this.put(data) } // handler: the service /users
  put(data) { return data }
}
