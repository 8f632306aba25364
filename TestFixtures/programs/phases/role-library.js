// A package that is made to be imported.
// file: package.json
{ "name": "reader", "version": "1.0.0", "main": "index.js" }
// file: index.js
const { read } = require('./lib/read') // role: library
exports.read = read
// file: lib/read.js
const fs = require('fs') // role: library
exports.read = (name) => fs.readFileSync(name) // reached: no request
