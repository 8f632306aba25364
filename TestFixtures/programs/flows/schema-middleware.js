// What schemas in middleware and among the options of a route let through before the handler runs.
const app = require('express')()
const fastify = require('fastify')()
const { Type } = require('@sinclair/typebox')
const { z } = require('zod')
const Joi = require('joi')
const { exec } = require('child_process')
const schema = Joi.object({ by: Joi.string().valid('name', 'age'), text: Joi.string() })
const own = (req, res, next) => (schema.validate(req.query).error ? res.status(400).end() : next())
app.get('/own', own, (req, res) => {
  exec('sort ' + req.query.by) // flow: nothing
  exec('find ' + req.query.text) // flow: command from query
  exec('sort ' + req.params.by) // flow: command from params
})
const silent = (req, res, next) => { schema.validate(req.query); next() }
app.get('/silent', silent, (req, res) => exec('sort ' + req.query.by)) // flow: command from query
const replaced = (shape) => (req, res, next) => { req.body = shape.parse(req.body); next() }
app.post('/replaced', replaced(z.object({ size: z.number(), name: z.string() })), (req, res) => {
  exec('cut ' + req.body.size) // flow: nothing
  exec('cut ' + req.body.name) // flow: command from body
})
const parts = (shapes) => (req, res, next) => { shapes.query.parse(req.query); next() }
app.get('/parts', parts({ query: z.object({ id: z.uuid() }) }), (req, res) => exec('show ' + req.query.id)) // flow: nothing
const whole = (shape) => async (req, res, next) => { await shape.parseAsync({ query: req.query, body: req.body }); next() }
app.get('/whole', whole(z.object({ query: z.object({ id: z.uuid() }) })), (req, res) => exec('show ' + req.query.id)) // flow: nothing
const named = (shape, part = 'body') => (req, res, next) => {
  const { error } = shape.validate(req[part])
  if (error) return res.status(400).end()
  next()
}
app.get('/named', named(schema, 'query'), (req, res) => exec('sort ' + req.query.by)) // flow: nothing
app.get('/other', named(schema), (req, res) => exec('sort ' + req.query.by)) // flow: command from query
const querystring = { type: 'object', properties: { by: { enum: ['name', 'age'] }, n: { type: 'integer' }, text: { type: 'string' } } }
fastify.get('/list', { schema: { querystring } }, async (request) => {
  exec('sort ' + request.query.by) // flow: nothing
  exec('head ' + request.query.n) // flow: nothing
  exec('find ' + request.query.text) // flow: command from query
})
fastify.route({
  method: 'POST', url: '/box', schema: { body: Type.Object({ n: Type.Integer(), text: Type.String() }) },
  handler: async (request) => {
    exec('head ' + request.body.n) // flow: nothing
    exec('find ' + request.body.text) // flow: command from body
  },
})
