// Cloud Functions of Firebase that the entry does not load are not deployed.
// file: package.json
{ "name": "functions", "private": true, "main": "index.js", "dependencies": { "firebase-functions": "^4.0.0" } }
// file: firebase.json
{ "functions": { "source": "." } }
// file: index.js
exports.ping = require('./ping')
// file: ping.js
const functions = require('firebase-functions')
module.exports = functions.https.onRequest((req, res) => res.end()) // handler: the function
// file: sweep.js
const functions = require('firebase-functions')
module.exports = functions.https.onRequest((req, res) => res.end())
