// What is handed to `listen` is no option of the thing that is made with the server.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0", "socket.io": "^4.0.0" } }
// file: app.js
const http = require('http')
const express = require('express')
const { Server } = require('socket.io')
const app = express()
let server = http.createServer(app)
const io = new Server(server, { cors: { origin: '*' } })
io.on('connection', socket => { socket.join('all') }) // handler: a socket's connection
async function start() {
  server = app.listen(1, async () => { ready() })
}
function ready() {} // phase: start-up
start()
