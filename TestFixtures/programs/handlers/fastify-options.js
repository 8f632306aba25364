// Fastify calls functions among the options of its factory and of plugins, and makers of checks, on requests.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "fastify": "^4.0.0", "@fastify/basic-auth": "^5.0.0" } }
// file: app.js
const app = require('fastify')({
  genReqId(req) { // phase: request
    return '1'
  },
})
app.register(require('@fastify/basic-auth'), {
  async validate(user, password) { // phase: request
  },
})
app.setValidatorCompiler(({ schema }) => { // phase: none
  return data => true // phase: request
})
app.setReplySerializer(payload => '') // phase: request
app.listen({ port: 3000 })
