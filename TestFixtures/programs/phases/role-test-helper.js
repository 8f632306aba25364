// What tests alone import is of the tests.
// file: src/app.js
const express = require('express') // role: server
const shared = require('./shared')
module.exports = express().get('/', (req, res) => res.json(shared))
// file: src/shared.js
module.exports = {} // role: server
// file: src/helper.js
module.exports = {} // role: test
// file: src/app.test.js
const helper = require('./helper') // role: test
const app = require('./app')
