// Folders whose names are those of libraries and of tests, but which are about what the program deals with.
// file: package.json
{ "name": "market", "private": true, "dependencies": { "express": "4" } }
// file: controllers/vendor/list.js
exports.list = (req, res) => res.json([]) // role: server // handler: GET /vendors
// file: src/features/cart/show.js
module.exports = (req, res) => res.json([]) // role: server // handler: GET /cart
// file: src/vendor/vendor.service.js
exports.find = () => [] // role: shared
// file: public/vendor/slider.js
exports.slide = () => {} // role: vendored
// file: features/step_definitions/cart.js
exports.given = () => {} // role: test
// file: server.js
const express = require('express') // role: server
const { list } = require('./controllers/vendor/list')
const app = express()
app.get('/vendors', list)
app.get('/cart', require('./src/features/cart/show'))
