// A helper takes its arguments as a list: each call registers the path and the handler that it was given.
const express = require('express')
const app = express()
const guard = (req, res, next) => next() // handler: GET /books, GET /api/books
function page(...args) {
  const [router, name] = args
  const between = args.length > 3 ? args[args.length - 2] : []
  const run = args[args.length - 1]
  router.get(name, between, run)
  router.get(`/api${name}`, between, run)
}
page(app, '/', (req, res) => res.end()) // handler: GET /, GET /api/
page(app, '/books', [guard], (req, res) => res.end()) // handler: GET /books, GET /api/books
app.listen(3000)
