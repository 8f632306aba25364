// What a hook of a package is made with, taken from the application, is no hook: nor is the function that has the application.
// file: package.json
{ "name": "x", "private": true, "dependencies": { "@feathersjs/feathers": "^4.0.0", "@feathersjs/express": "^4.0.0", "@feathersjs/authentication": "^2.0.0" } }
// file: authentication.js
const { authenticate } = require('@feathersjs/authentication').hooks
module.exports = function (app) { // phase: start-up
  app.service('users').hooks({ before: { create: [authenticate(app.y)], all: [context => context] } }) // handler: a service hook
}
// file: app.js
const feathers = require('@feathersjs/feathers')
const express = require('@feathersjs/express')
const app = express(feathers())
app.configure(require('./authentication'))
app.listen(3030)
