// Restify: routes, plugins of the server, events.
const restify = require('restify')
const server = restify.createServer()
server.pre(function strip(req, res, next) { next() }) // handler: every request
server.use(restify.plugins.queryParser())
server.get('/hello/:name', function hello(req, res, next) { next() }) // handler: GET /hello/:name
server.del('/hello/:name', function remove(req, res, next) { next() }) // handler: DELETE /hello/:name
server.on('NotFound', function missing(req, res, error, next) { next() }) // handler: the server's NotFound event
server.on('listening', function up() {})
