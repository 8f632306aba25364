// A client that Prisma has written is generated, wherever it was put.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.0.0" } }
// file: app.js
const { PrismaClient } = require('./lib/client') // role: server
const app = require('express')()
app.listen(3000)
// file: lib/client/package.json
{ "name": ".prisma/client", "main": "index.js" }
// file: lib/client/index.js
exports.PrismaClient = class {} // role: generated
