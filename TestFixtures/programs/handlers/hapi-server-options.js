// What a Hapi server says for all its routes, and its methods.
// file: package.json
{ "name": "shop", "private": true, "dependencies": { "@hapi/hapi": "21" } }
// file: server.js
const Hapi = require('@hapi/hapi')
const { readFileSync } = require('fs')
const server = Hapi.server({
  port: 3000,
  routes: {
    validate: {
      failAction: async (request, h, error) => { // handler: a request that is not valid
        readFileSync('failed.txt') // reached: a request that is not valid
        throw error
      },
    },
  },
})
server.method('address', (request) => request.info.remoteAddress) // handler: the server method address
server.route({ method: 'GET', path: '/', handler: (request) => request.server.methods.address(request) }) // handler: GET /
