// Routes that the index of a folder collects, under names that nobody writes.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "@hapi/hapi": "^21.0.0", "underscore": "^1.13.0" } }
// file: index.js
const Hapi = require('@hapi/hapi')
const routes = require('./routes')
const server = Hapi.server({ port: 3000 })
for (const route in routes) server.route(routes[route])
server.start().catch(() => process.exit(1))
// file: routes/index.js
const fs = require('fs')
const path = require('path')
const _ = require('underscore')
fs.readdirSync(__dirname).forEach(function (file) {
  if (file === 'index.js') return
  const found = {}
  found[path.basename(file, '.js')] = require(path.join(__dirname, file))
  _.extend(module.exports, found)
})
// file: routes/product.js
module.exports = (function () {
  return [{ method: 'GET', path: '/products', handler: () => [] }] // handler: GET /products
})()
