// Express: every kind of registration, and what only looks like one.
const express = require('express')
const app = express()
const METHODS = ['get', 'post']
app.get('env') // a setting, no route
app.use(function log(req, res, next) { next() }) // handler: every request
app.use('/admin', function guard(req, res, next) { next() }) // handler: every request under /admin
app.get('/', function home(req, res) { res.end() }) // handler: GET /
app.route('/books')
  .get(function list(req, res) { res.end() }) // handler: GET /books
  .post(function create(req, res) { res.end() }) // handler: POST /books
app.param('id', function load(req, res, next, id) { next() }) // handler: a route parameter
app.all(/^\/any/, function any(req, res) { res.end() }) // handler: ALL of a computed path
for (const method of METHODS) app[method]('/both', function both(req, res) { res.end() }) // handler: GET|POST /both
app.use(express.static('public'))
app.use(function failed(error, req, res, next) { res.end() }) // handler: the error handler
const cache = new Map()
cache.get('/users', function no() {})
app.listen(3000)
