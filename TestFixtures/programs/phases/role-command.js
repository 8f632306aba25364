// A command of the package is a script, unless it is how the server is started.
// file: package.json
{ "bin": { "shop": "bin/serve.js", "shop-tool": "bin/tool.js" }, "main": "app.js", "dependencies": { "express": "^4.19.0" } }
// file: app.js
const express = require('express') // role: server
module.exports = express().get('/', (req, res) => res.end())
// file: bin/serve.js
const http = require('http') // role: server
http.createServer(require('../app')).listen(process.env.PORT)
// file: bin/tool.js
const app = require('../app') // role: script
console.log(app.mountpath)
