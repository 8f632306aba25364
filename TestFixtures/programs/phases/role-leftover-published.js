// `npm init` writes `main` and no `private`: a `main` that listens is a server, and a text that says the path of one file
// names no other of that name, nor the folder it lies in.
// file: package.json
{ "name": "shop", "version": "1.0.0", "main": "index.js", "dependencies": { "express": "^4.17.1" } }
// file: index.js
const express = require('express') // role: server
require('dotenv').config({ path: './middleware/.env' })
const app = express()
app.use('/users', require('./routes/users'))
app.listen(3000)
// file: routes/users.js
const router = require('express').Router() // role: server
const controller = require('../controllers/vendors')
router.get('/', controller.list)
module.exports = router
// file: controllers/vendors.js
const vendors = require('../models/vendors') // role: server
exports.list = (req, res) => res.json([vendors.find(), __dirname, process.env.REGION]) // handler: GET /users
// file: models/vendors.js
exports.find = () => [] // role: server
// file: routes/vendors.js
const router = require('express').Router() // role: script
router.get('/', require('../controllers/vendors').list)
module.exports = router
// file: middleware/verify.js
exports.verify = (req, res, next) => next() // role: script
