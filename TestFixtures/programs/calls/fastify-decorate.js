// A function hung on the Fastify instance and called from a route in another plugin.
// file: plugins/files.js
const fs = require('node:fs')
const fp = require('fastify-plugin')
module.exports = fp(async (fastify) => {
  fastify.decorate('files', { read: (name) => fs.readFileSync(name) }) // reached: GET /f
  fastify.decorate('prepare', (name) => fs.mkdirSync(name)) // reached: no request
  fastify.prepare('data')
  fastify.decorateRequest('load', function () {
    return fs.statSync('x') // reached: GET /f
  })
})
// file: app.js
const fastify = require('fastify')()
fastify.register(require('./plugins/files'))
fastify.get('/f', async function show(request, reply) {
  request.load()
  return fastify.files.read('f') // calls: plugins/files.js:read
})
