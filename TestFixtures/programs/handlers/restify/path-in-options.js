// Restify: a path among the options of a route.
const restify = require('restify')
const server = restify.createServer()
server.post({ path: '/orders', version: '1.0.0' }, (req, res, next) => next()) // handler: POST /orders
