// Functions that are hung on a member of an object, and taken from there by the method of the request.
// file: package.json
{ "name": "api", "private": true }
// file: app.js
const http = require('node:http')
const fs = require('node:fs')
const checks = { users: {} }
checks.users.get = (res) => res.end(fs.readFileSync('users.json')) // reached: a request
checks.users.post = (res) => res.end(fs.readFileSync('made.json')) // reached: a request
http.createServer((req, res) => checks.users[req.method.toLowerCase()](res)).listen(3000) // handler: a request
