// Express 4: a star at the end of a path adds nothing to what is said of it.
// file: package.json
{ "name": "stars", "private": true, "dependencies": { "express": "^4.18.0" } }
// file: app.js
const express = require('express')
const app = express()
const api = express.Router()
app.use('*', (req, res, next) => next()) // handler: every request
app.use('/files/*', (req, res, next) => next()) // handler: every request under /files
api.use('*', (req, res, next) => next()) // handler: every request under /api
app.use('/api', api)
app.get('*', (req, res) => res.end()) // handler: GET *
app.listen(3000)
