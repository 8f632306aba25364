// Fastify: routes with options, hooks, plugins with prefixes, and hooks that no request sets off.
const fastify = require('fastify')({ logger: true })
const fp = require('fastify-plugin')
async function users(app, options) {
  app.get('/:id', { preHandler: async function check(request) {} }, async function show(request, reply) {}) // handler: GET /users/:id
  app.addHook('preHandler', async function audit(request) {}) // handler: the preHandler hook
}
fastify.register(users, { prefix: '/users' })
fastify.register(fp(async function plugin(app) {
  app.setErrorHandler(function failed(error, request, reply) {}) // handler: the error handler
}))
fastify.addHook('onClose', async function closing() {})
fastify.addHook('onReady', async function ready() {})
fastify.route({
  method: ['GET', 'HEAD'],
  url: '/health',
  onRequest: async function begin(request) {}, // handler: GET|HEAD /health
  handler: async function health(request, reply) {}, // handler: GET|HEAD /health
})
fastify.setNotFoundHandler(function missing(request, reply) {}) // handler: the not-found handler
fastify.addContentTypeParser('text/csv', function parse(request, payload, done) {}) // handler: a content type parser
fastify.listen({ port: 3000 })
