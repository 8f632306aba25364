// Arguments that `bind` stands before those of each call are what the parameters hold.
const { WebSocketServer } = require('ws')
const { readFileSync } = require('fs')
function first(socket, event) { // handler: the socket event message
  second(socket)
}
function second(socket) {
  socket.onmessage = (event) => socket.send(readFileSync(event.data)) // handler: the socket event message // reached: the socket event message
}
new WebSocketServer({ port: 8080 }).on('connection', (socket) => { // handler: a socket's connection
  socket.onmessage = first.bind(null, socket)
  socket.on('error', (error) => console.error(error)) // handler: the socket event error
})
