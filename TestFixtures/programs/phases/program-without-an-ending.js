// A program needs no ending: its first line says what runs it.
// file: package.json
{ "name": "site", "private": true, "scripts": { "start": "./bin/web" } }
// file: bin/web
#!/usr/bin/env node
const app = require('../app') // role: server
const { check } = require('./check')
check()
app.get('/later', (req, res) => res.end()) // handler: GET /later
app.listen(3000)
// file: bin/check.js
const fs = require('fs') // role: server
exports.check = function check() { // phase: start-up
  fs.readFileSync('.env')
}
// file: bin/deploy
#!/bin/sh
exec node "$@"
// file: app.js
const app = require('express')() // role: server
app.get('/', (req, res) => res.end()) // handler: GET /
module.exports = app
