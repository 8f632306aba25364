// Routes that a plugin adds once the plugins it depends on are there: `server.dependency(names, after)`.
// file: server.js
const Hapi = require('@hapi/hapi')
async function start() {
  const server = Hapi.server({ port: 3000 })
  await server.register([require('./api/accounts')])
  await server.start()
}
start()
// file: api/accounts.js
'use strict'
const fs = require('fs')
const internals = {}
internals.applyRoutes = function (server, next) {
  server.route({
    method: 'GET',
    path: '/accounts',
    handler: function (request, reply) { // handler: GET /accounts
      reply(fs.readFileSync('accounts.json')) // reached: GET /accounts
    },
  })
  next()
}
exports.register = function (server, options, next) {
  server.dependency(['auth', 'hapi-mongo-models'], internals.applyRoutes)
  next()
}
exports.register.attributes = { name: 'accounts' }
