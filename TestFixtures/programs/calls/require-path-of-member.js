// process.cwd() and path.resolve of a package of a workspace are its own folder before the whole project's.
// file: package.json
{ "name": "all", "private": true, "workspaces": ["api"] }
// file: api/package.json
{ "name": "api", "scripts": { "start": "node app.js" }, "dependencies": { "express": "^4.19.0" } }
// file: api/lib/store.js
const fs = require('fs')
exports.read = () => fs.readFileSync('x') // reached: GET /x
exports.list = () => fs.readdirSync('x') // reached: GET /x
// file: api/app.js
const express = require('express')
const path = require('path')
const store = require(path.join(process.cwd(), 'lib/store'))
const same = require(path.resolve('lib', 'store'))
express().get('/x', (req, res) => {
  store.read() // calls: api/lib/store.js:read
  same.list() // calls: api/lib/store.js:list
  res.end()
}).listen(process.env.PORT)
