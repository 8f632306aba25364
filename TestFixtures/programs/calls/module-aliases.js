// module-alias: names for folders in the manifest.
// file: package.json
{ "name": "aliases", "private": true, "_moduleAliases": { "@root": ".", "@services": "src/services" }, "dependencies": { "express": "^4.18.0", "module-alias": "^2.2.0" } }
// file: index.js
require('module-alias/register')
const express = require('express')
const { load } = require('@services/load')
const config = require('@root/src/config')
const app = express()
app.get('/load', (req, res) => res.send(load()))
app.get('/config', (req, res) => res.send(config()))
// file: src/services/load.js
exports.load = () => require('fs').readFileSync('load') // reached: GET /load
// file: src/config.js
module.exports = () => require('fs').readFileSync('config') // reached: GET /config
