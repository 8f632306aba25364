// Fastify's requests.
// file: app.js
const fastify = require('fastify')()
const { exec } = require('child_process')
fastify.post('/:id', async (request, reply) => {
  exec('ls ' + request.query.a) // flow: command from query
  exec('ls ' + request.params.id) // flow: command from params
  const { a } = request.body
  exec('ls ' + a) // flow: command from body
  reply.redirect(request.query.to) // flow: redirect from query
})
