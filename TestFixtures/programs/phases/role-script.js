// Command-line files, scripts of npm and folders of scripts, unless a server imports them.
// file: package.json
{ "name": "shop", "private": true, "bin": { "shop": "./cli.js" },
  "scripts": { "start": "node server.js", "import": "node jobs/import.js", "check": "node check.js" } }
// file: server.js
const express = require('express') // role: server
const check = require('./check')
express().get('/', (req, res) => res.json(check()))
// file: check.js
module.exports = () => true // role: server
// file: jobs/import.js
const fs = require('fs') // role: script
fs.readFileSync('x') // reached: no request
// file: scripts/clean.js
require('fs').rmSync('tmp') // role: script // reached: no request
// file: cli.js
console.log('shop') // role: script
