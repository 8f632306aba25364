// openapi-backend: handlers by the names of operations, in the options and registered later.
const express = require('express')
const { OpenAPIBackend } = require('openapi-backend')
const { readFileSync } = require('fs')

const api = new OpenAPIBackend({
  definition: './api.yaml',
  handlers: {
    getPets: async (context, req, res) => res.send(readFileSync('pets')), // handler: the operation getPets // reached: the operation getPets
  },
})
api.register({
  addPet(context, req, res) { res.end() }, // handler: the operation addPet
})
api.register('notFound', (context, req, res) => res.sendStatus(404)) // handler: the operation notFound
api.init()
const app = express()
app.use((req, res) => api.handleRequest({ method: req.method, path: req.path }, req, res)) // handler: every request
app.listen(3000)
