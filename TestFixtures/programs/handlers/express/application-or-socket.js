// Functions that are handed the application or a socket, of which the first is not known.
// file: package.json
{ "name": "shop", "private": true, "main": "index.js", "dependencies": { "express": "^4.0.0", "socket.io": "^4.0.0" } }
// file: index.js
const { app } = require('./missing')
const { Server } = require('socket.io')
const services = require('./services')
new Server(3001).on('connection', (socket) => { // handler: a socket's connection
  services.socket(socket)
  services.index(socket)
})
services.index(app)
// file: services.js
exports.index = (app) => {
  app.delete('/services/:id', (request, response) => response.end()) // handler: DELETE /services/:id
}
exports.socket = (socket) => {
  socket.on('order', (order) => {}) // handler: the socket event order
}
