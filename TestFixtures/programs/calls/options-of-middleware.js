// Functions among the options of middleware run for each request, and Fastify calls its handlers on itself.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0", "cors": "^2.8.5", "helmet": "^7.0.0", "passport-jwt": "^4.0.0", "express-rate-limit": "^7.0.0", "morgan": "^1.10.0", "fastify": "^4.0.0" } }
// file: app.js
const express = require('express')
const cors = require('cors')
const rateLimit = require('express-rate-limit')
const morgan = require('morgan')
const helmet = require('helmet')
const app = express()
app.use(cors({ origin: (origin, done) => done(null, allowed(origin)) })) // handler: the check of origins
function allowed(origin) { return true } // phase: request
app.use(rateLimit({ keyGenerator: request => key(request) }))
function key(request) { return request.ip } // phase: request
app.use(morgan(':who'))
morgan.token('who', request => name(request))
function name(request) { return request.user } // phase: request
app.use(express.static('public', { setHeaders(response) { kept(response) } })) // handler: static files
app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'", req => nonce(req)] } } })) // handler: the policy for content
function nonce(req) { return 'nonce' } // phase: request
function kept(response) {} // phase: request
app.use(express.json({ verify: (request, response, body) => signed(body) })) // handler: the parser of bodies
function signed(body) {} // phase: request
const { Strategy, ExtractJwt } = require('passport-jwt')
new Strategy({ jwtFromRequest: ExtractJwt.fromExtractors([request => token(request)]) }, verify) // handler: the check of credentials
function token(request) {} // phase: request
function verify() {}
app.listen(1)
// file: stations.js
const fastify = require('fastify')()
fastify.decorate('stations', () => all())
function all() { return [] } // phase: request
fastify.get('/stations', async function (request, reply) { return this.stations() }) // handler: GET /stations
fastify.listen({ port: 2 })
