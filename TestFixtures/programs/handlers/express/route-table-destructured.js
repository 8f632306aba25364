// A table of routes taken apart in a loop: each has its own method, path and middleware.
const express = require('express')
const app = express()
const check = (req, res, next) => next() // handler: POST /orders
function list(req, res) { res.end() } // handler: GET /orders
const routes = [
  { method: 'GET', path: '/orders', handler: list },
  { method: 'POST', path: '/orders', middleware: [check], handler: (req, res) => res.end() }, // handler: POST /orders
]
for (const { method, path, middleware = [], handler } of routes) app[method.toLowerCase()](path, ...middleware, handler)
