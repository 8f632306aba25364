// Hapi: routes as objects and lists, prerequisites, extensions, plugins, authentication.
const Hapi = require('@hapi/hapi')
const plugin = {
  name: 'users',
  register: async function (server, options) {
    server.route({ method: 'GET', path: '/{id}', handler: (request, h) => 'ok' }) // handler: GET /users/{id}
  },
}
async function start() {
  const server = Hapi.server({ port: 3000 })
  await server.register({ plugin, routes: { prefix: '/users' } })
  server.ext('onPreResponse', (request, h) => h.continue) // handler: the onPreResponse extension
  server.ext('onPostStop', () => {})
  server.auth.strategy('jwt', 'jwt', {
    validate: async (decoded, request, h) => ({ isValid: true }), // handler: the authentication jwt
  })
  server.route([
    { method: ['GET', 'POST'], path: '/', handler: home },
    {
      method: 'PUT',
      path: '/things',
      options: {
        pre: [{ method: (request, h) => 1, assign: 'one' }], // handler: PUT /things
        handler: (request, h) => 'ok', // handler: PUT /things
      },
    },
  ])
  await server.start()
}
function home(request, h) { return 'ok' } // handler: GET|POST /
start()
