// Hapi: extensions as objects, what decorates the server, the requests and the toolkit, plugins of a file's `plugin`.
// file: app.js
const Hapi = require('@hapi/hapi')
const fs = require('fs')
const server = Hapi.server({ port: 1 })
server.ext({ type: 'onPreHandler', method: (request, h) => h.continue }) // handler: the onPreHandler extension
server.ext([{ type: 'onPreStart', method: () => {} }, { type: 'onPreResponse', method: answer }])
function answer(request, h) { // handler: the onPreResponse extension
  return h.continue
}
server.decorate('toolkit', 'file', function (name) {
  return this.response(fs.readFileSync(name)) // reached: GET /view
})
server.decorate('request', 'who', () => fs.readFileSync('who')) // reached: GET /view
server.decorate('server', 'db', { get: (key) => fs.readFileSync(key) }) // reached: GET /view
server.app.store = { read: (key) => fs.readFileSync(key) } // reached: GET /view
server.route({
  method: 'GET',
  path: '/view',
  handler: (request, h) => { // handler: GET /view
    request.who()
    request.server.db.get('a')
    request.server.app.store.read('b')
    return h.file('c')
  },
})
server.register({ plugin: require('./users'), routes: { prefix: '/users' }, options: { store: require('./store') } })
server.start()
// file: users.js
exports.plugin = {
  name: 'users',
  register: (server, options) => {
    server.route({ method: 'GET', path: '/all', handler: () => options.store.load() }) // handler: GET /users/all
  },
}
// file: store.js
exports.load = () => require('fs').readFileSync('store') // reached: GET /users/all
