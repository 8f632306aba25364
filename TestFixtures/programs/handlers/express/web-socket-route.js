// Routes of express-ws, whatever its fork is called: the socket that is handed over is listened to.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "express": "4", "@dannycoates/express-ws": "5" } }
// file: upload.js
module.exports = function (ws, req) { // handler: WS /upload
  ws.on('close', () => {}) // handler: the socket event close
  ws.once('message', (data) => {}) // handler: the socket event message
}
// file: app.js
const express = require('express')
const expressWs = require('@dannycoates/express-ws')
const app = express()
expressWs(app, null, { perMessageDeflate: false })
app.ws('/upload', require('./upload'))
