// A function made by promisify in another file.
// file: app.js
const { load, execute } = require('./tools')
load('a') // promise: dropped
execute('ls') // promise: dropped
// file: tools.js
const util = require('util')
const { exec } = require('child_process')
function loadWithCallback(name, callback) { callback(null, name) }
exports.load = util.promisify(loadWithCallback)
exports.execute = util.promisify(exec)
