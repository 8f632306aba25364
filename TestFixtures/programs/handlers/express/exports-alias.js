// Express: controllers hung on module.exports under another name.
// file: app.js
const express = require('express')
const controllers = require('./controllers')
const { tryRoute } = require('./helpers')
const app = express()
app.get('/users', tryRoute(controllers.users.list))
// file: controllers/index.js
const Controllers = module.exports
Controllers.users = require('./users')
// file: controllers/users.js
const users = module.exports
users.list = async function (req, res, next) { res.end() } // handler: GET /users
users.helper = function () {}
// file: helpers.js
const helpers = module.exports
helpers.tryRoute = function (controller) {
  if (controller.constructor.name === 'AsyncFunction') {
    return async function (req, res, next) {
      try {
        await controller(req, res, next)
      } catch (error) {
        next(error)
      }
    }
  }
  return controller
}
