// Hapi's event for each answer, and the functions that name inert's files.
// file: package.json
{ "name": "site", "private": true, "dependencies": { "@hapi/hapi": "^21.0.0", "@hapi/inert": "^7.0.0" } }
// file: index.js
const Hapi = require('@hapi/hapi')
const server = Hapi.server({ port: 3000 })
server.events.on('response', request => { record(request) }) // handler: every response
server.events.on('stop', () => {}) // phase: background
server.route({
  method: 'GET', path: '/f/{name}',
  handler: { file(request) { return request.params.name } }, // handler: GET /f/{name}
})
server.route({
  method: 'GET', path: '/d/{name*}',
  handler: { directory: { path: request => ['public'] } }, // handler: GET /d/{name*}
})
function record(request) {} // phase: request
