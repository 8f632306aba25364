// What a socket says comes from the other side.
// file: app.js
const { Server } = require('socket.io')
const { exec } = require('child_process')
const io = new Server(3000)
io.on('connection', (socket) => {
  socket.on('list', (folder) => {
    exec('ls ' + folder) // flow: command from message
  })
})
