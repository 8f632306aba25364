// socket.io: files that are given a socket by something that cannot be followed.
// file: package.json
{ "name": "chat", "private": true, "dependencies": { "socket.io": "^4.0.0" } }
// file: handlers/room.js
exports.attach = (socket, state) => {
  socket.on('join', (room) => {}) // handler: the socket event join
}
exports.other = (emitter) => {
  emitter.on('join', (room) => {})
}
